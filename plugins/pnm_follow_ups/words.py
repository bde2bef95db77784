"""What is said of a promise: its age, its day, in kind and short words.

In: a promise, the day. Out: text. Not known here: reminders and reports.
"""

from __future__ import annotations

from datetime import date

from pnm.api import Promise, spoken_days, written_day


def day_of(promise: Promise, today: date) -> date:
    """Return the day a promise counts for: due, else planned, else made, else today."""
    return promise.due or promise.scheduled or promise.made or today


def age(promise: Promise, today: date) -> str:
    """Say how old a promise is: `3 weeks old`; empty where nobody knows."""
    if promise.made is None:
        return ""
    days = (today - promise.made).days
    return f"{spoken_days(days)} old" if days else "made today"


def since(promise: Promise, today: date) -> str:
    """Say since when a promise stands: `since Mon 5 Oct`; empty where nobody knows."""
    return f"since {written_day(promise.made, today)}" if promise.made else ""


def timing(promise: Promise, today: date) -> str:
    """Say when a promise is due: `due on Thu 5 Mar`, `was due on Mon 5 Oct`; empty for any day."""
    day = promise.due or promise.scheduled
    if day is None:
        return ""
    word = "due" if promise.due else "planned"
    preposition = "on" if promise.due else "for"
    was = "was " if day < today else ""
    return f"{was}{word} {preposition} {written_day(day, today)}"


def reason(promise: Promise, today: date) -> str:
    """Say what a promise rests on: `an open task, since Mon 5 Oct, due on Thu 5 Mar`."""
    facts = filter(None, (since(promise, today), timing(promise, today)))
    return ", ".join(["an open task", *facts])
