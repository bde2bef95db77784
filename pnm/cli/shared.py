"""What all commands share: options, opening the session, printing safely.

In: click's context. Out: a decorator and printing functions.
The clock is read here and nowhere else.
"""

from __future__ import annotations

import functools
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

import click

from pnm.diagnostics import Severity
from pnm.errors import PnmError
from pnm.reports.escape import json_text, terminal
from pnm.wording import counted

if TYPE_CHECKING:
    from pnm.session import Session

_LATE_SECONDS = 0.5
_MOST_PADDED = 200
"""Columns of a terminal; a longer cell does not make all others as long."""


class ShownError(click.ClickException):
    """A `PnmError` on its way out."""

    def __init__(self, error: PnmError) -> None:
        super().__init__(str(error))
        # click knows one code a class, pnm one an error
        self.exit_code = error.exit_code  # type: ignore[misc]

    def show(self, file: object = None) -> None:
        """Print it to stderr."""
        tell(self.message)


def say(text: str = "", *, nl: bool = True) -> None:
    """Print data to stdout, with control characters made harmless."""
    click.echo(_encodable(terminal(text), sys.stdout), nl=nl)


def harmless(lines: Iterable[str]) -> str:
    """Return lines as a text that a terminal may get, each with its end."""
    return "".join(f"{terminal(line)}\n" for line in lines)


def drawn(rows: Sequence[tuple[str, ...]]) -> str:
    """Return rows as aligned columns that a terminal may get, each on one line."""
    return harmless(columns([tuple(" ".join(cell.split("\n")) for cell in row) for row in rows]))


def say_drawn(text: str, *, color: bool = False) -> None:
    """Print to stdout what is made for a terminal already."""
    click.echo(_encodable(text, sys.stdout), nl=False, color=color or None)


def say_file(text: str | bytes) -> None:
    """Print a document for programs to stdout: in UTF-8, whatever the terminal speaks."""
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    click.echo(data, nl=False)


def tell(text: str) -> None:
    """Print a problem or a word about the work to stderr; nothing hangs on whether it arrives."""
    with suppress(OSError):
        click.echo(_encodable(terminal(text), sys.stderr), err=True)


def _encodable(text: str, stream: object) -> str:
    """Return text that the stream can print: a terminal of another age gets question marks."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return text.encode(encoding, "replace").decode(encoding, "replace")


def say_json(value: object, *, on_one_line: bool = False) -> None:
    """Print one JSON value to stdout, and nothing else."""
    say_file(json_text(value, indent=None if on_one_line else 2) + "\n")


def today() -> date:
    """Return the day in the user's time zone."""
    return datetime.now().astimezone().date()


def here() -> Path:
    """Return the current folder; where it is gone, a path at which there is nothing."""
    try:
        return Path.cwd()
    except OSError:
        return Path()


def as_of_day(text: str | None) -> date:
    """Return the day that `--as-of` names, else today."""
    if text is None:
        return today()
    from pnm.dates import resolve_day

    day = resolve_day(text, today())
    if day is None:
        raise click.BadParameter(
            f"{text!r} is not a day; write 2026-11-16, yesterday or -3d", param_hint="--as-of"
        )
    return day


def plugins_option() -> Callable[..., Any]:
    """Return the option `-p`."""
    return click.option(
        "-p",
        "plugins",
        metavar="NAME",
        multiple=True,
        help="Ask this plugin though it is off; no:NAME leaves it out.",
    )


def vault_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--vault`, `--as-of`, `--no-plugins`, `-p` and `--json` to a command."""
    options = (
        click.option("--vault", metavar="FOLDER", help="The folder of notes."),
        click.option("--as-of", metavar="DATE", help="Answer as of this day."),
        click.option("--no-plugins", is_flag=True, help="Ask no plugin."),
        plugins_option(),
        click.option("--json", "as_json", is_flag=True, help="Print JSON."),
    )
    for option in reversed(options):
        function = option(function)
    return function


@overload
def with_session(function: Callable[..., Any], /) -> Callable[..., Any]: ...


@overload
def with_session(
    *, strict: bool = True, lists_problems: bool = False
) -> Callable[[Callable[..., Any]], Callable[..., Any]]: ...


def with_session(
    function: Callable[..., Any] | None = None,
    *,
    strict: bool = True,
    lists_problems: bool = False,
) -> Callable[..., Any]:
    """Open the vault, run a command's body with the session, tell the problems on stderr.

    Args:
        function: The body; it takes the session first, then its own options and `as_json`.
        strict: Whether a wrong configuration stops the command.
        lists_problems: Whether the body prints all problems itself, so that none is told twice.

    Returns:
        The command's function; a decorator where only options are given.
    """

    def decorate(body: Callable[..., Any]) -> Callable[..., Any]:
        @click.pass_context
        @functools.wraps(body)
        def run(
            ctx: click.Context,
            /,
            vault: str | None,
            as_of: str | None,
            no_plugins: bool,
            plugins: tuple[str, ...],
            **rest: Any,
        ) -> object:
            above = ctx.obj or {}
            try:
                session = _open(
                    vault or above.get("vault"),
                    as_of or above.get("as_of"),
                    no_plugins or above.get("no_plugins", False),
                    (*above.get("plugins", ()), *plugins),
                    strict=strict,
                    quiet=rest["as_json"],
                )
                try:
                    code = body(session, **rest)
                    _do_later(session)
                    return code
                finally:
                    tell_problems(session, listed=lists_problems)
                    session.close()
            except PnmError as exc:
                raise ShownError(exc) from exc

        return vault_options(run)

    return decorate(function) if function is not None else decorate


def _open(
    vault: str | None,
    as_of: str | None,
    no_plugins: bool,
    words: tuple[str, ...],
    *,
    strict: bool,
    quiet: bool,
) -> Session:
    from pnm.cli.opening import setting_of
    from pnm.session import open_session

    setting, fault = setting_of(
        vault,
        as_of_day(as_of),
        words,
        plugins=not no_plugins,
        strict=strict,
        progress=None if quiet or not sys.stderr.isatty() else progress_bar(),
    )
    return open_session(setting, fault)


def _do_later(session: Session) -> None:
    """Do what is worth doing once the answer is printed."""
    if session.answers.later:
        sys.stdout.flush()
        with suppress(KeyboardInterrupt):  # the answer is there
            for work in session.answers.later:
                work()


def progress_bar() -> Callable[[int, int], None]:
    """Return a function that shows a bar on stderr for what takes longer than half a second."""
    start = time.monotonic()
    shown: list[Any] = []

    def step(done: int, total: int) -> None:
        if not shown and (time.monotonic() - start < _LATE_SECONDS or done >= total):
            return
        if not shown:
            from rich.console import Console
            from rich.progress import Progress

            bar = Progress(console=Console(stderr=True), transient=True)
            bar.start()
            click.get_current_context().call_on_close(bar.stop)  # also when it is interrupted
            shown.extend([bar, bar.add_task("reading notes", total=total)])
        bar, task = shown
        bar.update(task, completed=done)
        if done >= total:
            bar.stop()

    return step


def tell_problems(session: Session, *, listed: bool) -> None:
    """Tell what went wrong beside the answer: the index, the configuration, the plugins.

    Args:
        session: The vault on its day.
        listed: Whether the answer lists the problems of configuration and plugins already.
    """
    for notice in session.index.notices:
        tell(notice)
    for problem in () if listed else dict.fromkeys([*session.problems, *session.plugin_problems]):
        tell(str(problem))


def tell_faults(session: Session) -> None:
    """Say on stderr how many things in the notes cannot be read as they were meant."""
    errors = session.answers.get(("errors in notes",), lambda: _errors(session))
    if errors:
        tell(f"{counted(errors, 'thing')} in the notes could not be read; `pnm check` tells where")


def _errors(session: Session) -> int:
    return sum(row.severity == Severity.ERROR for row in session.network.diagnostics)


def columns(rows: Sequence[tuple[str, ...]], gap: int = 2) -> Iterable[str]:
    """Yield rows as aligned columns; the last column is as long as it is."""
    if not rows:
        return
    widths = [min(max(_width(row[i]) for row in rows), _MOST_PADDED) for i in range(len(rows[0]))]
    for row in rows:
        cells = [
            text + " " * max(width - _width(text) + gap, gap)
            for text, width in zip(row, widths, strict=True)
        ]
        yield "".join(cells).rstrip()


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)
