"""A report on a terminal.

In: a page. Out: text wrapped to a width, with or without colour.
Not known here: whether there is a terminal; whoever asks knows. Nothing in the page is read as
markup: a name such as `[bold]` is a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from typing import TYPE_CHECKING, Final

from pnm.reports.context import LineView, Page, SectionView
from pnm.reports.escape import terminal

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_BOX: Final = "☐ "
_DOT: Final = "· "
_NARROWEST, _WIDEST = 24, 100


def terminal_text(page: Page, *, color: bool, width: int) -> str:
    """Write a page for a terminal.

    Args:
        page: What to write.
        color: Whether colour and weight may be used; `NO_COLOR` in the environment takes the
            colour away again.
        width: The columns of the terminal.

    Returns:
        The text with a line end; with ANSI sequences only where there is colour.
    """
    from rich.console import Console

    out = StringIO()
    columns = max(_NARROWEST, min(width, _WIDEST))
    console = Console(
        file=out,
        width=columns,
        force_terminal=color,
        color_system="standard" if color else None,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
    )
    for line in _page(page, console, columns):
        line.rstrip()
        console.print(line, soft_wrap=True, end="\n")
    return out.getvalue()


def _page(page: Page, console: Console, columns: int) -> Iterator[Text]:
    title = _text(page.report.title, "bold")
    title.append(f"  {page.week}", "dim")
    yield from title.wrap(console, columns)
    yield from _text(page.summary).wrap(console, columns)
    for section in page.sections:
        yield _text("")
        yield from _section(section, console, columns)


def _section(section: SectionView, console: Console, columns: int) -> Iterator[Text]:
    yield from _text(section.title, "bold cyan").wrap(console, columns)
    if section.intro:
        yield from _text(section.intro, "italic").wrap(console, columns)
    for line in section.lines:
        yield from _line(line, console, columns)


def _line(line: LineView, console: Console, columns: int) -> Iterator[Text]:
    said = _text("")
    if line.person:
        said.append(_safe(line.person.name), "bold")
        said.append(" — " if line.text else "")
    said.append(_safe(line.text))
    yield from _hung(_BOX if line.box else _DOT, said, console, columns)
    if line.details:
        yield from _hung("  ", _text(" · ".join(line.details), "dim"), console, columns)


def _hung(lead: str, text: Text, console: Console, columns: int) -> Iterator[Text]:
    """Yield a text wrapped behind its lead, all lines but the first indented as far."""
    for number, row in enumerate(text.wrap(console, columns - len(lead))):
        row.rstrip()
        yield _text(" " * len(lead) if number else lead).append_text(row)


def _text(text: str, style: str = "") -> Text:
    from rich.text import Text

    return Text(_safe(text), style, end="")


def _safe(text: str) -> str:
    return terminal(text).replace("\n", " ").replace("\t", " ")
