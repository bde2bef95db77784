"""The sections of the report: one for each circle, or for each year of the last contact.

In: who has gone quiet, the network, the day, the options. Out: sections.
Not known here: who has gone quiet, and how a section is rendered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from types import MappingProxyType
from typing import Final

from pnm.api import Discretion, Line, Network, Section, counted, fold, on_day, sentence, spoken_days
from pnm_lost_touch.occasions import Occasion, Occasions
from pnm_lost_touch.options import Options
from pnm_lost_touch.quiet import Lost
from pnm_lost_touch.words import plain

_MINUTES: Final = 3
_NO_CIRCLE: Final = "Others"
_FAR: Final = 10**6
_ENOUGH: Final = "A short line is enough; what stands beside a name may help to begin it."


def sections(
    network: Network,
    today: date,
    quiet: tuple[Lost, ...],
    options: Options,
    discretion: Discretion,
) -> Iterator[Section]:
    """Yield the first of those who have gone quiet, in groups.

    Args:
        network: The whole vault.
        today: The day of the report.
        quiet: Who has gone quiet, in order.
        options: What the user set.
        discretion: Who and what is private.

    Yields:
        Sections with a box for each person; ticking it is logging a contact. Where nobody has
        gone quiet, one that says so.
    """
    if not quiet:
        yield _nobody(options)
        return
    chosen = quiet[: options.people]
    occasions = Occasions(network, today, discretion)
    rest = len(quiet) > len(chosen)
    intro = f"The nearest {len(chosen)} of {len(quiet)}. {_ENOUGH}" if rest else _ENOUGH
    tally = counted(len(chosen), "person", "people") + " gone quiet"
    for number, (title, rows) in enumerate(_groups(network, chosen, options)):
        lines = tuple(_line(network, today, row, occasions, discretion) for row in rows)
        yield Section(
            f"quiet-{fold(title).replace(' ', '-')}",
            title,
            10 + number,
            lines,
            intro="" if number else intro,
            tally="" if number else tally,
            minutes=_MINUTES * len(lines),
        )


def _nobody(options: Options) -> Section:
    text = f"Nobody whom you met often has been quiet for {spoken_days(options.quiet)} or more."
    return Section("nobody", "All in touch", 10, (Line(text),), tally="Nobody has gone quiet")


# -- groups --------------------------------------------------------------------------------------


def _groups(
    network: Network, chosen: tuple[Lost, ...], options: Options
) -> list[tuple[str, list[Lost]]]:
    """Return titles and people: circles by their wished interval, years from the latest back."""
    found: defaultdict[tuple[int, str, str], list[Lost]] = defaultdict(list)
    no_circles = not any(network.circles_of(row.contact.id) for row in chosen)
    for row in chosen:
        if options.by == "year" or no_circles:
            year = row.last.day.year
            found[(-year, "", f"Quiet since {year}")].append(row)
        else:
            found[_circle(network, row)].append(row)
    return [(key[2], found[key]) for key in sorted(found)]


def _circle(network: Network, row: Lost) -> tuple[int, str, str]:
    """Return the circle somebody stands under: of several the one with the shortest interval."""
    names = network.circles_of(row.contact.id)
    every = {fold(circle.name): circle.every_days for circle in network.circles.values()}
    rows = [(every.get(fold(name)) or _FAR - 1, fold(name), sentence(name)) for name in names]
    return min(rows, default=(_FAR, "", _NO_CIRCLE))


# -- a line --------------------------------------------------------------------------------------


def _line(
    network: Network,
    today: date,
    row: Lost,
    occasions: Occasions,
    discretion: Discretion,
) -> Line:
    occasion = occasions.best(row)
    told = plain(discretion.told(row.last))
    how = "seen" if row.last.channel == "in person" else row.last.channel or "in touch"
    last = f"{how} {on_day(row.last.day, today)}{told and f': {told}'}"
    own = (row.last.source,) if discretion.is_open(row.last) else ()
    return Line(
        f"{_quiet(row, today)}; last {last}",
        row.contact.id,
        box=True,
        logs=True,
        details=(*((occasion.text,) if occasion else ()), _evidence(row), row.contact.city),
        why=_why(row),
        sources=(*own, *(occasion.sources if occasion else ())),
        key=f"lost_touch:{row.contact.id}",
        values=_values(row, occasion),
    )


def _quiet(row: Lost, today: date) -> str:
    return f"quiet for {spoken_days((today - row.last.day).days)}"


def _evidence(row: Lost) -> str:
    """Say how it was before: `14 days of contact in 2 years, about every 6 weeks`."""
    span = spoken_days((row.days[-1] - row.days[0]).days)
    times = f"before: {counted(len(row.days), 'day')} of contact in {span}"
    if len(row.days) < 3:
        return times
    return f"{times}, about every {spoken_days(row.usual).removeprefix('1 ')}"


def _why(row: Lost) -> str:
    usual = spoken_days(row.usual).removeprefix("1 ")
    close = "; in a close circle, or of your own people" if row.close else ""
    return f"usually every {usual}, now quiet for {spoken_days(row.quiet)}{close}"


def _values(row: Lost, occasion: Occasion | None) -> MappingProxyType[str, object]:
    return MappingProxyType(
        {
            "quiet_days": row.quiet,
            "usual_days": row.usual,
            "days_of_contact": len(row.days),
            "last": row.last.day.isoformat(),
            "occasion": occasion.kind if occasion else "",
        }
    )
