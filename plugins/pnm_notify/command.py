"""`pnm notify`: the first few things that are due, on the desktop, once a day.

In: the command line. Out: a notification, or what it would say. Not known here: how it is shown.
"""

from __future__ import annotations

import click

from pnm.api import Asked, vault_command
from pnm_notify.message import Message, message


@click.command("notify")
@click.option("--dry-run", is_flag=True, help="Print what it would show.")
@click.option("--again", is_flag=True, help="Show it though one was shown today.")
@vault_command
def command(asked: Asked, dry_run: bool, again: bool) -> None:
    """Show the first few things that are due as one notification, at most once a day.

    It shows nobody private, and nothing at all where nothing is due.
    """
    made = message(asked.gathered.reminders, asked.network, asked.today, asked.settings)
    shown = False if dry_run else _show(asked, made, again=again)
    if asked.as_json:
        asked.say_json(_json(made, shown=shown))
    elif dry_run and made is not None:
        for line in (made.title, *made.lines):
            asked.say(line)
    elif dry_run:
        asked.tell("nothing is due, so nothing would be shown")


def _show(asked: Asked, made: Message | None, *, again: bool) -> bool:
    if made is None:
        asked.tell("nothing is due, so nothing is shown")
        return False
    if asked.noted_day == asked.today and not again:
        asked.tell("one was shown today already; --again shows it once more")
        return False
    from pnm_notify.show import show

    show(made)
    asked.note_day()
    return True


def _json(made: Message | None, *, shown: bool) -> dict[str, object]:
    return {
        "title": made.title if made else None,
        "lines": list(made.lines) if made else [],
        "shown": shown,
    }
