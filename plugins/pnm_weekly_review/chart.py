"""The picture of the last twelve months: people in touch by month, one series a circle.

In: a view. Out: a `Chart`, or None where nobody was in touch. A person of several circles
counts once, in the smallest of those shown, so that the months add up.
Not known here: how it is drawn.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date

from pnm.api import Chart, fold, month_name
from pnm_weekly_review.view import Met, View

MONTHS_BACK = 12
CIRCLES = 5
OTHERS = "others"


def first_day(today: date) -> date:
    """Return the first day of the first month that is shown."""
    month = _month(today) - MONTHS_BACK + 1
    return date(month // 12, month % 12 + 1, 1) if month >= 12 else date.min


def chart(view: View, rows: Iterable[Met]) -> Chart | None:
    """Return how many people were in touch in each of the last twelve months.

    Args:
        view: The vault.
        rows: What may be counted of these months.
    """
    last = _month(view.today)
    met: list[set[str]] = [set() for _ in range(MONTHS_BACK)]
    for row in rows:
        met[_month(row.day) - last + MONTHS_BACK - 1].update(row.people)
    if not any(met):
        return None
    groups = _groups(view)
    counts = [Counter(groups.get(person, OTHERS) for person in people) for people in met]
    names = [*dict.fromkeys(groups.values()), OTHERS]
    return Chart(
        "People in touch by month",
        tuple(month_name((last - back) % 12 + 1)[:3] for back in range(MONTHS_BACK - 1, -1, -1)),
        tuple(
            (name, tuple(float(count[name]) for count in counts))
            for name in names
            if any(count[name] for count in counts)
        ),
    )


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _groups(view: View) -> dict[str, str]:
    """Return for each contact of a large circle that circle's name, largest circle first."""
    members: defaultdict[str, list[str]] = defaultdict(list)
    spelt: dict[str, str] = {}
    for contact in view.network:
        if view.discretion.shows(contact.id):
            for name in view.network.circles_of(contact.id):
                key = _same(name)
                members[key].append(contact.id)
                spelt.setdefault(key, name)
    largest = sorted(members, key=lambda key: (-len(members[key]), key))[:CIRCLES]
    found: dict[str, str] = {}
    for key in largest:
        found |= dict.fromkeys(members[key], spelt[key])
    order = {spelt[key]: place for place, key in enumerate(largest)}
    return dict(sorted(found.items(), key=lambda row: order[row[1]]))


def _same(name: str) -> str:
    """Return a circle's name for comparison: `Friends` and `friend` are one."""
    return fold(name.lstrip("#")).removesuffix("s")
