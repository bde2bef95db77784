"""The picture of the year: times of being in touch by month, one series a channel or circle.

In: a view. Out: a `Chart`, or None where nobody was in touch. What several lines tell of one
evening is one time. A time of several circles counts once, for the smallest of them, so that the
months add up.
Not known here: how it is drawn.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from pnm.api import Chart, Interaction, month_name
from pnm_year_in_people.view import View

SERIES: Final = 5
OTHERS: Final = "others"
UNSAID: Final = "not said how"


def picture(view: View) -> Chart | None:
    """Return how many times of each month one was in touch, by channel or by circle."""
    times = times_of(view.rows)
    if not times:
        return None
    group = _by_circle(view, times) if view.options.chart == "circle" else _by_channel
    sizes = Counter(map(group, times))
    ordered = sorted(sizes, key=lambda name: (name == OTHERS, -sizes[name], name))
    shown = [name for name in ordered if name != OTHERS][:SERIES]
    counts = Counter(
        (time.day.month, name if (name := group(time)) in shown else OTHERS) for time in times
    )
    months = view.period.months
    return Chart(
        f"Times in touch by month and {view.options.chart}",
        tuple(month_name(month)[:3] for month in months),
        tuple(
            (name, tuple(float(counts[month, name]) for month in months))
            for name in (*shown, OTHERS)
            if any(counts[month, name] for month in months)
        ),
    )


class Time:
    """One time of being in touch, of which one line or several tell."""

    def __init__(self, row: Interaction) -> None:
        self.day = row.day
        self.channel = row.channel
        self.people = set(row.people)

    def takes(self, row: Interaction) -> bool:
        """Return whether a line of that day tells of this time: no other people, no other way."""
        same_way = not (self.channel and row.channel) or self.channel == row.channel
        return same_way and self.people.issuperset(row.people)


def times_of(rows: Iterable[Interaction]) -> list[Time]:
    """Return the times that lines tell of; the line with most people is the time itself."""
    days: defaultdict[date, list[Time]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (-len(row.people), row.source, row.people)):
        time = next((one for one in days[row.day] if one.takes(row)), None)
        if time is None:
            days[row.day].append(Time(row))
        else:
            time.channel = time.channel or row.channel
    return [time for day in sorted(days) for time in days[day]]


def _by_channel(time: Time) -> str:
    return time.channel or UNSAID


def _by_circle(view: View, times: list[Time]) -> Callable[[Time], str]:
    def circles(time: Time) -> set[str]:
        return {name for person in time.people for name in view.network.circles_of(person)}

    sizes = Counter(name for time in times for name in circles(time))

    def group(time: Time) -> str:
        return min(circles(time), key=lambda name: (sizes[name], name), default=OTHERS)

    return group
