"""`pnm watch`: the index kept up to date while notes are saved."""

from __future__ import annotations

import gc
import signal
import time
from types import FrameType

import click

from pnm.cli.shared import say, say_json, tell, with_session
from pnm.index import Delta
from pnm.session import Session


@click.command("watch")
@with_session
def command(session: Session, as_json: bool) -> None:
    """Keep the index up to date; one line for each settled change. Ends with Ctrl-C."""
    from pnm.vault import write_cookie
    from pnm.vault.names import is_folder_of_notes, is_note
    from pnm.watch import Watcher

    root = session.setting.vault.root

    def relevant(path: str) -> bool:
        *folders, name = path.split("/")
        if not all(is_folder_of_notes(folder) for folder in folders):
            return False
        return not name or is_note(name)

    watcher = Watcher(root, relevant=relevant, cookie=lambda: write_cookie(root))

    def stop(number: int, frame: FrameType | None) -> None:
        watcher.stop()

    signal.signal(signal.SIGTERM, stop)
    gc.enable()  # other commands are over before there is anything to collect
    first, told = True, ""
    try:
        for change in watcher.changes():
            start = time.perf_counter()
            delta = session.update(None if change.everything else change.paths)
            if first or delta.added or delta.changed or delta.removed:
                _print(delta, change.reason, time.perf_counter() - start, as_json=as_json)
            first = False
            if watcher.status != told:
                told = watcher.status
                tell(told)
            _notices(session)
    finally:
        watcher.stop()


def _print(delta: Delta, reason: str, seconds: float, *, as_json: bool) -> None:
    if as_json:
        row = {
            "added": list(delta.added),
            "changed": list(delta.changed),
            "removed": list(delta.removed),
            "reason": reason,
            "seconds": round(seconds, 4),
        }
        say_json(row, on_one_line=True)
        return
    parts = [
        f"{sign}{path}"
        for sign, paths in (("+", delta.added), ("~", delta.changed), ("-", delta.removed))
        for path in paths[:5]
    ]
    number = len(delta.added) + len(delta.changed) + len(delta.removed)
    more = f" and {number - len(parts)} more" if number > len(parts) else ""
    say(f"{reason}: {' '.join(parts) or 'nothing new'}{more} ({seconds * 1000:.0f} ms)")


def _notices(session: Session) -> None:
    for notice in session.index.notices:
        tell(notice)
    session.index.notices.clear()
