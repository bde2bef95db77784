"""What `review` and `report` share: the format, and where the document goes."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from pnm.cli.shared import say, say_drawn, say_file, tell
from pnm.cli.whom import whom

if TYPE_CHECKING:
    from pnm.model import Report
    from pnm.reports.folders import Format
    from pnm.session import Session


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user asked for.

    Attributes:
        format: `markdown`, `html`, `terminal`, `json`; None for what fits the place it goes to.
        write: Whether it goes into the vault as a note.
        dry_run: Whether only to show what writing would change; it needs no `--write` beside it.
    """

    format: Format | None
    write: bool
    dry_run: bool


def report_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--format`, `--write` and `--dry-run` to a command, as one `wanted`."""

    def run(**given: Any) -> object:
        wanted = Wanted(given.pop("format"), given.pop("write"), given.pop("dry_run"))
        return function(wanted=wanted, **given)

    run.__doc__ = function.__doc__
    run.__click_params__ = getattr(function, "__click_params__", [])  # type: ignore[attr-defined]
    options = (
        click.option(
            "--format",
            type=click.Choice(["markdown", "html", "terminal", "json"]),
            help="Else: for a terminal what it shows best, in a pipe Markdown.",
        ),
        click.option("--write", is_flag=True, help="Put it into the vault as a note."),
        click.option("--dry-run", is_flag=True, help="Show what --write would change."),
    )
    decorated: Callable[..., Any] = run
    for option in reversed(options):
        decorated = option(decorated)
    return decorated


def show_report(
    session: Session,
    name: str | None,
    wanted: Wanted,
    words: Sequence[str] = (),
    *,
    as_json: bool,
) -> None:
    """Print a report, or write it into the vault.

    Args:
        session: The vault on its day.
        name: Which one; None for that of `pnm review`.
        wanted: How, and where to.
        words: What was typed for its parameters: values, and `key=value`.
        as_json: Whether `--json` was said.
    """

    def who(name: str) -> str:
        return whom(session, name)

    if wanted.write or wanted.dry_run:
        if as_json or wanted.format not in {None, "markdown"}:
            raise click.UsageError("a note is Markdown; for another format: --format html > FILE")
        _write(session, session.reporting.asked(name, words, who), wanted)
        return
    chosen: Format = "json" if as_json else wanted.format or _fitting()
    color = chosen == "terminal" and has_color()
    text = session.reporting.document(name, chosen, words, who, color=color, width=terminal_width())
    say_document(text, chosen, color=color)


def say_document(text: str, fmt: Format, *, color: bool = False) -> None:
    """Print a report.

    Args:
        text: What was made.
        fmt: In which format.
        color: For a terminal, whether it has colour in it.
    """
    if fmt == "terminal":
        say_drawn(text, color=color)
    elif fmt in {"html", "json"}:
        say_file(text)
    else:
        say(text, nl=False)


def _write(session: Session, report: Report, wanted: Wanted) -> None:
    planned = session.reporting.plan_note(report)
    if wanted.dry_run:
        say(planned.diff(), nl=False)
        return
    written = session.reporting.write_note(planned)
    if not written.changed:
        tell(f"{written.path} is up to date")
    else:
        verb = "written" if planned.seen is None else "written again, with what you did to it"
        tell(f"{verb}: {written.path}")
    if not written.durable:
        tell(f"{written.path}: written, but the disk did not confirm it")


def _fitting() -> Format:
    return "terminal" if sys.stdout.isatty() else "markdown"


def has_color() -> bool:
    """Tell whether stdout shows colour, and may."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def terminal_width() -> int:
    """Return how many columns a report may take."""
    return min(shutil.get_terminal_size((80, 24)).columns, 100)
