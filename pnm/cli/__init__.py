"""The command line: one file a command, each imported when it is typed.

In: arguments. Out: data on stdout, problems on stderr, an exit code.
Not known here: anything about notes.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from pnm import __version__

if TYPE_CHECKING:
    from pnm.cli.foreign import Foreign

COMMANDS = {
    "check": "Say what is wrong or doubtful in the notes, and how to mend it.",
    "demo": "Unpack an invented vault for trying pnm.",
    "doctor": "Look at a vault never seen before: what is people, what is broken.",
    "due": "List what is due: people gone quiet, birthdays, promises.",
    "export": "Write the network in another format: CSV, …",
    "find": "Search the text of all notes.",
    "forget": "Erase somebody from all that pnm keeps, and say what it cannot erase.",
    "import": "Make notes of the contacts in a file of another format.",
    "index": "Bring the index up to date.",
    "init": "Detect how a vault is written, and keep it in .pnm/config.toml.",
    "list": "List contacts that match a query.",
    "plugins": "List the plugins: origin, hooks, time, last fault.",
    "report": "List reports, render one, or copy its template.",
    "review": "The weekly review.",
    "schedule": "Let a command run by itself, such as the weekly review.",
    "show": "Show one contact: the card.",
    "verify": "Prove that the index says what the files say, and mend it.",
    "watch": "Keep the index up to date while notes are saved.",
    "why": "Say what counted as being in touch with somebody, and what did not.",
}
"""Each command with its line of help; the module has the same name."""

_MODULES = {"import": "import_"}
"""Commands whose name no module can have."""

_FOREIGN = "pnm.cli.foreign"
"""Where click's context keeps the commands of plugins."""


class Commands(click.Group):
    """Imports a command when it is asked for; one that is not pnm's own may be a plugin's."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names without importing anything."""
        return [*COMMANDS]  # `list` is a module here

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS:
            foreign = self._foreign(ctx).commands.get(cmd_name)
            return foreign.command() if foreign is not None else None
        from importlib import import_module

        module = import_module(f"pnm.cli.{_MODULES.get(cmd_name, cmd_name)}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command, or say which one may be meant."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            foreign, off = self._foreign(ctx, args[1:])
            if args[0] in off and args[0] not in foreign:
                ctx.fail(f"{args[0]} is {off[args[0]]}.")
            if args[0] not in foreign:
                from difflib import get_close_matches

                near = get_close_matches(args[0], [*COMMANDS, *foreign], 1)
                hint = f" Did you mean {near[0]}?" if near else ""
                ctx.fail(f"No such command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([*COMMANDS.items()])
        try:
            foreign = self._foreign(ctx).commands
        except click.ClickException as exc:  # the commands of pnm's own are there all the same
            exc.show()
            return
        if foreign:
            with formatter.section("Commands of plugins"):
                rows = sorted(foreign.items())
                formatter.write_dl([(n, f"{row.about} ({row.plugin.name})") for n, row in rows])

    def _foreign(self, ctx: click.Context, words: Sequence[str] = ()) -> Foreign:
        """Return the commands of plugins, found once."""
        if _FOREIGN not in ctx.meta:
            from pnm.cli.foreign import foreign_commands
            from pnm.cli.shared import ShownError
            from pnm.errors import PnmError

            try:
                ctx.meta[_FOREIGN] = foreign_commands(ctx.params, words, frozenset(COMMANDS))
            except PnmError as exc:
                raise ShownError(exc) from exc
        found: Foreign = ctx.meta[_FOREIGN]
        return found


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="pnm")
@click.option(
    "--vault",
    metavar="FOLDER",
    is_eager=True,  # so that --help knows of it
    help="The folder of notes; else PNM_VAULT, else upwards.",
)
@click.option("--as-of", metavar="DATE", help="Answer as of this day: 2026-11-16, yesterday, -3d.")
@click.option("--no-plugins", is_flag=True, is_eager=True, help="Ask no plugin.")
@click.option(
    "-p",
    "plugins",
    metavar="NAME",
    multiple=True,
    is_eager=True,
    help="Ask this plugin though it is off; no:NAME leaves it out.",
)
@click.pass_context
def cli(
    ctx: click.Context,
    vault: str | None,
    as_of: str | None,
    no_plugins: bool,
    plugins: tuple[str, ...],
) -> None:
    """Keep in touch: a personal network manager over plain Markdown notes."""
    ctx.obj = {"vault": vault, "as_of": as_of, "no_plugins": no_plugins, "plugins": plugins}


def main(arguments: list[str] | None = None) -> None:
    """Run the command line, and exit with its code.

    Args:
        arguments: Instead of those of the process.
    """
    import gc

    gc.disable()  # a command lives shortly and makes no cycles worth looking for
    _open_what_is_closed()
    code = run(arguments)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            code = code or 1
    os._exit(code)  # a vault in memory takes longer to take apart than to answer from


def run(arguments: list[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: Instead of those of the process.

    Returns:
        0 done; 1 could not be done; 2 usage; 3 not found; 4 ambiguous; 5 refused; 130 interrupted.
    """
    try:
        code = cli.main(args=arguments, prog_name="pnm", standalone_mode=False)
    except click.ClickException as exc:
        with suppress(OSError):
            exc.show()
        return exc.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except SystemExit:  # so click says that whoever read stdout has enough
        return 0
    except OSError as exc:
        _tell_fault(exc)
        return 1
    return code if isinstance(code, int) else 0


def _open_what_is_closed() -> None:
    """Lead the standard streams that the shell closed (`>&-`) nowhere: no file gets their place."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = open(os.devnull, mode, encoding="utf-8")  # noqa: PTH123, SIM115 - till the end
            setattr(sys, name, stream)


def _tell_fault(exc: OSError) -> None:
    """Tell of a file that fails where no answer can go on without it: most often stdout itself."""
    from pnm.cli.shared import tell

    where = exc.filename or "the output"
    tell(f"{where}: {exc.strerror or exc}\n    mend: make room there, or send the output elsewhere")
