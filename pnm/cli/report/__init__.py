"""`pnm report`: all reports that there are, and their templates.

A name that is none of the commands below is that of a report: `pnm report weekly-review`.
"""

from __future__ import annotations

from typing import Final

import click

COMMANDS: Final = {
    "eject": "Copy the template of a report, or a part of it, to be edited.",
    "list": "List the reports.",
    "new": "Make a report of your own: a template, to be edited.",
    "preview": "Show a report while its template is edited.",
    "show": "Print a report; the same as `pnm report NAME`.",
    "vars": "Say all that a report's template may use, with examples.",
}
"""Each command with its line of help; the module has the same name, or one of `_MODULES`."""

_MODULES: Final = {"list": "listing"}
"""A module called `list` would hide Python's own from this one."""

_TAKE_A_VALUE: Final = frozenset({"--vault", "--as-of", "-p", "--format", "--from"})


class Reports(click.Group):
    """Imports what is typed after `pnm report`; a report's name means `show`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names without importing anything."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        command: click.Command = import_module(_module_of(cmd_name)).command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the command's name first: `--json` alone lists, and a report's name is shown."""
        place = _first_word(args)
        if place is None:
            is_help = set(args) & set(ctx.help_option_names)
            return super().parse_args(ctx, args if is_help else ["list", *args])
        if args[place] not in COMMANDS:
            return super().parse_args(ctx, ["show", *args])
        return super().parse_args(ctx, [args[place], *args[:place], *args[place + 1 :]])

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _module_of(name: str) -> str:
    return f"pnm.cli.report.{_MODULES.get(name, name)}"


def _first_word(args: list[str]) -> int | None:
    """Return where the first word stands that is no option and no option's value."""
    is_value = False
    for place, arg in enumerate(args):
        if arg == "--":
            return None
        if not is_value and not (arg.startswith("-") and len(arg) > 1):
            return place
        is_value = not is_value and arg in _TAKE_A_VALUE
    return None


@click.group(
    "report",
    cls=Reports,
    subcommand_metavar="[NAME [VALUE]... | COMMAND]",
    context_settings={"help_option_names": ["-h", "--help"]},
)
def command() -> None:
    """List the reports, or print the one called NAME.

    `pnm report` lists them; `pnm report weekly-review` prints one. What a report wants to be told
    is typed behind its name: `pnm report city-visit Lisbon`.
    """
