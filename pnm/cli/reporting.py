"""A command of a plugin's own for one of its reports: `pnm brief NAME…` for `pnm report brief`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pnm.cli.rendering import Wanted, report_options, show_report
from pnm.cli.shared import with_session

if TYPE_CHECKING:
    from pnm.session import Session


def report_command(report_name: str, about: str, values: str = "[VALUE]...") -> click.Command:
    """Make a command that prints one report, with all options of `pnm report`.

    Args:
        report_name: As typed after `pnm report`.
        about: What the command does, in a sentence, for its help.
        values: What its help shows for the report's parameters: `NAME...`.

    Returns:
        The command; what is typed behind its name are the report's parameters.
    """

    @click.command(report_name, help=about)
    @click.argument("words", nargs=-1, metavar=values)
    @report_options
    @with_session
    def command(session: Session, words: tuple[str, ...], wanted: Wanted, as_json: bool) -> None:
        show_report(session, report_name, wanted, words, as_json=as_json)

    return command
