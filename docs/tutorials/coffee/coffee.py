"""Coffee roulette: every week one person of my town, drawn by lot.

A plugin for pnm in one file. Settings, in `.pnm/config.toml`:

    [plugins.coffee]
    towns = ["Lisbon"]
    rest = "2 months"
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from pnm.api import (
    Asked,
    Command,
    Contact,
    Network,
    Reminder,
    fold,
    hookimpl,
    interval,
    iso_week,
    spoken_days,
    texts,
    vault_command,
)

__version__ = "0.1.0"


@dataclass(frozen=True, slots=True)
class Options:
    """What the user set."""

    towns: tuple[str, ...] = texts(about="the towns whose people are in the draw")
    rest: int = interval("2 months", about="how long nobody is drawn after a meeting in person")


@hookimpl
def pnm_settings() -> Iterator[type[Options]]:
    """Declare the settings."""
    yield Options


@hookimpl
def pnm_reminders(network: Network, today: date, settings: Options) -> Iterator[Reminder]:
    """Yield a coffee with the person drawn for this week."""
    monday = today - timedelta(days=today.weekday())
    person = draw(network, monday, settings)
    if person is None or meetings(network, person, monday, today):
        return
    yield Reminder(
        due=monday + timedelta(days=4),
        contact_id=person.id,
        text="have a coffee: drawn for this week",
        kind="coffee",
        why=f"lives in {person.city}; no meeting in person for {spoken_days(settings.rest)}",
        sources=(person.source("city"),),
        lead_days=4,
        key=f"coffee:{iso_week(monday)}",
    )


@hookimpl
def pnm_commands() -> Iterator[Command]:
    """Name the command; it is made when it is typed."""
    yield Command("coffee", "Say with whom to have a coffee this week.", coffee_command)


def draw(network: Network, monday: date, options: Options) -> Contact | None:
    """Return the person drawn for a week; None where nobody is in the draw."""
    week = iso_week(monday)
    return min(
        in_the_draw(network, monday, options),
        key=lambda contact: sha256(f"{week} {contact.id}".encode()).digest(),
        default=None,
    )


def in_the_draw(network: Network, monday: date, options: Options) -> Iterator[Contact]:
    """Yield the people of the towns whom one has not met for a while, as of a Monday."""
    towns = {fold(town) for town in options.towns}
    start, end = monday - timedelta(days=options.rest), monday - timedelta(days=1)
    for contact in network.in_notes():
        asleep = contact.snooze_until is not None and contact.snooze_until > monday
        if contact.dead or contact.paused or asleep or fold(contact.city) not in towns:
            continue
        if not meetings(network, contact, start, end):
            yield contact


def meetings(network: Network, contact: Contact, first: date, last: date) -> int:
    """Count the meetings in person with somebody, both days included."""
    return sum(
        row.channel == "in person" and first <= row.day <= last
        for row in network.interactions_of(contact.id)
    )


def coffee_command() -> object:
    """Return the click command."""
    import click

    @click.command("coffee")
    @vault_command
    def command(asked: Asked) -> None:
        """Say with whom to have a coffee this week."""
        rows = list(pnm_reminders(asked.network, asked.today, asked.settings))
        names = [asked.network.name_of(row.contact_id) for row in rows]
        if asked.as_json:
            asked.say_json(names)
        elif rows:
            asked.say(f"{names[0]}: {rows[0].why}")
        else:
            asked.tell("nobody this week: all were met lately, or nobody lives in your towns")

    return command
