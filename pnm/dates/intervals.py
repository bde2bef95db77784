"""Intervals: how often something is wished.

Text such as `3 weeks`, `every other month`, `2w` or `3..6 weeks` goes in, days come out; a month
counts 30 days, a quarter 90, a year 365.

It does not know when the clock starts, nor the word `never`, which is no interval.
"""

from __future__ import annotations

from typing import TypeAlias

from pnm.dates.patterns import pattern
from pnm.dates.words import NUMBERS, UNITS, fold
from pnm.wording import counted

UNIT_DAYS = {"d": 1, "w": 7, "m": 30, "q": 90, "y": 365}
_MOST_DAYS = 100 * 365
_LONGEST = 100

_ADVERBS = {
    word: days
    for days, row in {
        1: "daily taglich quotidien diario",
        7: "weekly wochentlich hebdomadaire semanal settimanale wekelijks",
        14: "biweekly bi-weekly fortnightly fortnight zweiwochentlich quincenal",
        30: "monthly monatlich mensuel mensual mensile mensal maandelijks",
        60: "bimonthly bi-monthly zweimonatlich bimestriel bimestral",
        90: "quarterly vierteljahrlich trimestriel trimestral trimestrale",
        180: "half-yearly halfyearly half-year semiannual semiannually semi-annual semi-annually "
        "biannual biannually halbjahrlich semestriel semestral semestrale",
        365: "yearly annually annual jahrlich annuel anual annuale jaarlijks",
    }.items()
    for word in row.split()
}
_EVERY = (
    r"(?:every|each|alle|jede[nrsm]?|chaque|tous les|toutes les|cada|ogni|elke|iedere|var|varje"
    r"|hver|hvert|co)\s+"
)
_RULE_END = r"\s+(?:when done|on\s.*)$"
_MEASURE = r"(?:([0-9]{1,5}(?:[.,][0-9]{1,3})?)(?:st|nd|rd|th)?|([a-z]+)\s)?\s*([a-z]*)"
_TIMES = r"(?:(once|twice)|([0-9]{1,3}) ?(?:x|times))\s+(?:an?|per|every)\s+([a-z]+)"
_BETWEEN = (r"\s*(?:\.{2,3}|…)\s*", r"\s*(?:-|\b(?:to|bis|a)\b)\s*")

Measure: TypeAlias = tuple[float, str]
"""A number and its unit, which is empty for a bare number."""


def parse_interval(text: str) -> int | None:
    """Read an interval.

    Args:
        text: What somebody wrote, such as `3w`, `every 3 weeks when done`, `quarterly`, `45`.

    Returns:
        Days, or None where the text is no interval, is zero or longer than a century.
    """
    return _days(_measure(_plain(text)))


def spoken_interval(days: int) -> str:
    """Say an interval in the unit that it was wished in.

    Args:
        days: Its length, at least 1.

    Returns:
        `3 weeks`, `1 month`, `10 days`; `parse_interval` reads it back as the same days.
    """
    for unit, noun in (("y", "year"), ("m", "month"), ("w", "week")):
        number, left = divmod(days, UNIT_DAYS[unit])
        if number and not left:
            return counted(number, noun)
    return counted(days, "day")


def parse_span(text: str) -> tuple[int, int | None] | None:
    """Read a wished interval and, where written, the longest.

    Args:
        text: What somebody wrote, such as `3 weeks..6 weeks`, `3..6 weeks`, `3w-6w`, `3 weeks`.

    Returns:
        Days wished and days at most, which is None where only one is written; None where the
        text is neither, or the longest is the shorter.
    """
    plain = _plain(text)
    single = _days(_measure(plain))
    if single is not None:
        return single, None
    shortest, longer = _ends(plain)
    low, high = _measure(shortest), _measure(longer)
    if low is None or high is None:
        return None
    number, unit = low
    wished, longest = _days((number, unit or high[1])), _days(high)
    if wished is None or longest is None or longest < wished:
        return None
    return wished, longest


def _plain(text: str) -> str:
    text = text.strip()
    if len(text) > _LONGEST:
        return ""
    return pattern(_RULE_END).sub("", " ".join(fold(text).split()))


def _ends(plain: str) -> tuple[str, str]:
    for between in _BETWEEN:
        found = pattern(between).search(plain)
        if found is not None:
            return plain[: found.start()], plain[found.end() :]
    return "", ""


def _days(measure: Measure | None) -> int | None:
    if measure is None:
        return None
    number, unit = measure
    days = int(number * UNIT_DAYS[unit or "d"] + 0.5)
    return days if 0 < days <= _MOST_DAYS else None


def _measure(plain: str) -> Measure | None:
    every = pattern(_EVERY).match(plain)
    rest = plain if every is None else plain[every.end() :]
    if rest in _ADVERBS:
        return float(_ADVERBS[rest]), "d"
    found = pattern(_MEASURE).fullmatch(rest)
    if found is None:
        return _times(rest)
    figure, word, unit_word = found.groups()
    if unit_word and unit_word not in UNITS:
        return None
    unit = UNITS.get(unit_word, "")
    if figure:
        return float(figure.replace(",", ".")), unit
    if word:
        return (float(NUMBERS[word]), unit) if word in NUMBERS and unit else None
    return (1.0, unit) if every and unit else None


def _times(rest: str) -> Measure | None:
    """Read `once a month`, `3 times a year`."""
    found = pattern(_TIMES).fullmatch(rest)
    if found is None or found[3] not in UNITS:
        return None
    number = int(found[2]) if found[2] else {"once": 1, "twice": 2}[found[1]]
    return (1 / number, UNITS[found[3]]) if number else None
