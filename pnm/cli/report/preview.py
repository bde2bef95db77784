"""`pnm report preview`: a report made again when a template, a note, the configuration is saved."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from html import escape
from types import FrameType
from typing import TYPE_CHECKING, Final

import click

from pnm.cli.previewing import ELSEWHERE, Asked, Made, Preview, shows
from pnm.cli.rendering import has_color, say_document, terminal_width
from pnm.cli.shared import say, say_drawn, say_json, tell, with_session
from pnm.errors import ReportError
from pnm.session import Session

if TYPE_CHECKING:
    from pnm.live import LivePage
    from pnm.reports.folders import Format
    from pnm.watch import Change, Watcher

_ENDING: Final = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
_LOOK_SECONDS: Final = 0.4
_CLEARED: Final = "\x1b[H\x1b[2J\x1b[3J"
_PATHS: Final = 3
_AS_TEXT: Final = (
    '<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{title}</title>\n'
    "<style>pre {{ max-width: 46rem; margin: 2.5rem auto; padding: 0 1.5rem; "
    "font: 0.875rem/1.6 ui-monospace, Menlo, Consolas, monospace; white-space: pre-wrap; "
    "overflow-wrap: anywhere; }} :root {{ color-scheme: light dark; }}</style>\n"
    "<pre>{text}</pre>\n</html>\n"
)


@click.command("preview")
@click.argument("name")
@click.argument("values", nargs=-1, metavar="[VALUE | KEY=VALUE]...")
@click.option(
    "--format",
    "fmt",
    type=click.Choice(["markdown", "html", "terminal", "json"]),
    help="By default Markdown, and HTML in the browser.",
)
@click.option("--watch", is_flag=True, help="Make it again on each save, until Ctrl-C.")
@click.option("--browser", is_flag=True, help="Show it in the browser, with --watch.")
@with_session
def command(
    session: Session,
    name: str,
    values: tuple[str, ...],
    fmt: Format | None,
    watch: bool,
    browser: bool,
    as_json: bool,
) -> int:
    """Show what report NAME looks like while its template is edited.

    A fault is shown in its place, with the lines around it. With --watch the report is made again
    whenever a template, a note or the configuration is saved.
    """
    chosen: Format = fmt or ("html" if browser else "markdown")
    if browser and chosen in {"terminal", "json"}:
        raise click.UsageError("a browser shows --format html or markdown")
    preview = Preview(session, Asked(name, values, chosen, chosen == "terminal" and has_color()))
    try:
        if not (watch or browser):
            return _once(preview, chosen, as_json=as_json)
        with _page(name, browser) as page:
            _follow(session, preview, _Screen(chosen, page, as_json=as_json))
    finally:
        preview.close()
    return 0


def _once(preview: Preview, fmt: Format, *, as_json: bool) -> int:
    made = preview.make(None, terminal_width())
    if as_json:
        say_json(_values(made, "start", ()))
    elif made.fault is None:
        say_document(made.text, fmt, color=fmt == "terminal" and has_color())
    else:
        tell(made.said)
    return made.fault.exit_code if made.fault else 0


# -- again and again -----------------------------------------------------------------------------


def _follow(session: Session, preview: Preview, screen: _Screen) -> None:
    from pnm.vault import write_cookie
    from pnm.watch import Watcher

    root = session.setting.vault.root
    watcher = Watcher(root, relevant=shows, cookie=lambda: write_cookie(root))
    ended = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        if ended.is_set():
            raise KeyboardInterrupt  # asked twice: not even the report is waited for
        ended.set()
        watcher.stop()

    for name in _ENDING:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), end)
    shown = preview.make(None, terminal_width())
    screen.show(shown, "start", ())
    _look_elsewhere(preview, watcher, ended)
    status = ""
    for change in watcher.changes():
        made = preview.make(change, terminal_width())
        # Where all is looked at again, whatever the events said, mostly nothing is new.
        if not change.everything or (made.text, made.said) != (shown.text, shown.said):
            screen.show(made, str(change.reason), _shown_paths(change))
        shown = made
        if watcher.status != status and not ended.is_set():
            status = watcher.status
            tell(status)
    ended.set()


def _look_elsewhere(preview: Preview, watcher: Watcher, ended: threading.Event) -> None:
    """Look now and then at the few templates that lie outside the vault."""
    look = preview.elsewhere()

    def go_on() -> None:
        before = look()
        while not ended.wait(_LOOK_SECONDS):
            now = look()
            if now != before:
                before = now
                watcher.look_again([ELSEWHERE])

    threading.Thread(target=go_on, daemon=True).start()


def _shown_paths(change: Change) -> tuple[str, ...]:
    paths = sorted(change.paths - {ELSEWHERE})
    return tuple(paths if ELSEWHERE not in change.paths else [*paths, "a template"])


# -- where it is shown ---------------------------------------------------------------------------


class _Screen:
    """Shows what was made: on the terminal, in the browser, or as lines of JSON."""

    def __init__(self, fmt: Format, page: LivePage | None, *, as_json: bool) -> None:
        self._format = fmt
        self._page = page
        self._as_json = as_json
        self._last = ""

    def show(self, made: Made, reason: str, paths: tuple[str, ...]) -> None:
        """Show what was made, and why it was made again."""
        note = _note(made, reason, paths)
        if self._page is not None:
            self._in_browser(self._page, made, note)
        if self._as_json:
            say_json(_values(made, reason, paths), on_one_line=True)
        elif self._page is None:
            self._on_terminal(made)
        if not self._as_json:
            tell(made.said if self._page is not None and made.fault else note)
            for problem in made.problems:
                tell(problem)
        sys.stdout.flush()

    def _on_terminal(self, made: Made) -> None:
        if sys.stdout.isatty():
            say_drawn(_CLEARED)
        if made.fault is not None:
            say(made.said)
        else:
            say_document(made.text, self._format, color=has_color())

    def _in_browser(self, page: LivePage, made: Made, note: str) -> None:
        from pnm.live import Shown

        if made.fault is None:
            self._last = made.text if self._format == "html" else _as_page(made.text)
        page.show(Shown(self._last, note, made.said))


def _as_page(text: str) -> str:
    return _AS_TEXT.format(title="Markdown", text=escape(text))


def _note(made: Made, reason: str, paths: tuple[str, ...]) -> str:
    now = datetime.now().astimezone().strftime("%H:%M:%S")
    more = f" and {len(paths) - _PATHS} more" if len(paths) > _PATHS else ""
    why = f"{reason}: {', '.join(paths[:_PATHS])}{more}" if paths else reason
    verb = "made" if made.fault is None else "cannot be made"
    return f"{now}  {verb}  ({why}; {made.seconds * 1000:.0f} ms)"


def _values(made: Made, reason: str, paths: tuple[str, ...]) -> dict[str, object]:
    fault = made.fault
    place = fault.source if fault else None
    return {
        "reason": reason,
        "paths": list(paths),
        "seconds": round(made.seconds, 4),
        "text": made.text if fault is None else None,
        "fault": {
            "message": fault.message,
            "mend": fault.mend,
            "path": place.path if place else None,
            "line": place.line if place else None,
        }
        if fault
        else None,
    }


@contextmanager
def _page(name: str, browser: bool) -> Iterator[LivePage | None]:
    """Serve a page while it is needed, and open it in the browser."""
    if not browser:
        yield None
        return
    from pnm.live import LivePage

    try:
        page = LivePage(name)
    except OSError as exc:
        raise ReportError(
            f"no page can be served on this machine: {exc.strerror or exc}",
            mend="leave out --browser",
        ) from exc
    try:
        tell(f"{page.address}  (for this machine only; Ctrl-C ends)")
        _open(page.address)
        yield page
    finally:
        page.close()


def _open(address: str) -> None:
    """Open the browser, in a thread: some return only when they are closed."""
    import webbrowser

    if os.environ.get("BROWSER") != "none":
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
