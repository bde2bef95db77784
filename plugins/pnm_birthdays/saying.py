"""What a day is, in a few words.

In: an occasion. Out: text. Not known here: sections, and when the day is.
"""

from __future__ import annotations

from datetime import date

from pnm.api import counted
from pnm_birthdays.occasions import Occasion
from pnm_birthdays.words import age, wedding


def said(row: Occasion, today: date) -> str:
    """Return what is celebrated: `turns 40, a round one`, `anniversary, 25 years, silver`."""
    if row.kind == "birthday":
        verb = "turned" if row.day < today else "turns"
        return f"{verb} {age(row.years)}" if row.years else "birthday"
    whose = "your anniversary" if row.yours else "anniversary"
    together = f" with {row.other.name}" if row.other else ""
    return f"{whose}{together}{f', {wedding(row.years)}' if row.years else ''}"


def remembered(row: Occasion) -> str:
    """Return what is remembered, quietly: `2 years since the day of death`."""
    if row.kind == "death":
        return (
            f"{counted(row.years, 'year')} since the day of death"
            if row.years
            else "the day of death"
        )
    if row.kind == "birthday":
        return f"the birthday, born in {row.written.year}" if row.written.year else "the birthday"
    lost = f", remembering {row.other.name}" if row.other else ""
    return f"anniversary{lost}"
