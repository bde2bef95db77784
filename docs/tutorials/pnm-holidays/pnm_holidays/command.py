"""`pnm holidays`: what comes, and for whom."""

from __future__ import annotations

from datetime import timedelta

import click
from pnm.api import Asked, Contact, PnmError, spoken_day, vault_command

from pnm_holidays.calendars import INSTALL, is_installed, is_known, public_days
from pnm_holidays.options import Holiday
from pnm_holidays.people import around
from pnm_holidays.section import named


@click.command("holidays")
@click.argument("country", required=False)
@click.option("--weeks", type=click.IntRange(1, 52), default=4, help="How far to look ahead.")
@vault_command
def command(asked: Asked, country: str | None, weeks: int) -> None:
    """List the holidays of your people, or all of COUNTRY."""
    first = asked.today
    last = first + timedelta(days=7 * weeks - 1)
    found: dict[Holiday, list[Contact]]
    if country is None:
        found = around(asked.network, asked.settings, first, last)
    else:
        _refuse(country)
        days = public_days(country, first, last, asked.settings.language)
        found = {holiday: [] for holiday in days}
    if asked.as_json:
        rows = [
            {"day": str(row.day), "name": row.name, "people": [one.id for one in people]}
            for row, people in found.items()
        ]
        asked.say_json(rows)
        return
    for row, people in found.items():
        asked.say(f"{spoken_day(row.day, first)}  {row}  {named(people)}".rstrip())
    if not found:
        asked.tell("no holidays" if is_installed() else f"no holidays are known; try: {INSTALL}")


def _refuse(country: str) -> None:
    """Raise what stands against listing a country."""
    if not is_installed():
        raise PnmError("the calendars are not installed", mend=INSTALL)
    if not is_known(country):
        raise PnmError(f"no calendar is known for {country!r}", mend="pnm holidays PT")
