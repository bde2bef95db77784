"""`pnm watch`: the index kept up to date while notes are saved."""

from __future__ import annotations

import gc
import os
import select
import signal
import stat
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from types import FrameType
from typing import TYPE_CHECKING, Final

import click

from pnm.cli.shared import say, say_json, tell, with_session
from pnm.session import Session

if TYPE_CHECKING:
    from pnm.cli.watching import Follower, Told
    from pnm.watch import Watcher

_ENDING: Final = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
_SHOWN: Final = 5


@click.command("watch")
@with_session
def command(session: Session, as_json: bool) -> None:
    """Keep the index up to date; one line for each settled change. Ends with Ctrl-C."""
    from pnm.cli.watching import Follower, relevant
    from pnm.vault import write_cookie
    from pnm.watch import Watcher
    from pnm.watch.alone import alone

    setting = session.setting
    root = setting.vault.root
    since = datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
    with alone(setting.cache / setting.vault.id, since) as held:
        if held.doubt:
            tell(f"whether another `pnm watch` runs cannot be known: {held.doubt}")
        watcher = Watcher(root, relevant=relevant, cookie=lambda: write_cookie(root))
        follower = Follower(session)
        _end_with_signals(watcher, follower)
        try:
            follower.begin()
            gc.enable()  # other commands are over before there is anything to collect
            _end_with_reader(watcher.stop)
            _follow(watcher, follower, as_json=as_json)
        finally:
            watcher.stop()
            follower.close()


def _follow(watcher: Watcher, follower: Follower, *, as_json: bool) -> None:
    before = ("", "")
    for change in watcher.changes():
        status = watcher.status
        told = follower.follow(change)
        if told.saving:
            watcher.look_again(told.saving)
        state = (status, told.stale)
        if told.paths or state != before:
            if as_json:
                _say_row(told, status)
            elif told.paths or not before[0]:
                _say_line(told)
        if status != before[0]:
            tell(status)
        for notice in follower.notices(change):
            tell(notice)
        before = state


def _say_row(told: Told, status: str) -> None:
    row = {
        "reason": told.reason,
        "added": list(told.added),
        "changed": list(told.changed),
        "removed": list(told.removed),
        "notes": told.notes,
        "seconds": round(told.seconds, 4),
        "status": status,
        "stale": told.stale or None,
    }
    say_json(row, on_one_line=True)


def _say_line(told: Told) -> None:
    parts = [
        f"{sign}{path}"
        for sign, paths in (("+", told.added), ("~", told.changed), ("-", told.removed))
        for path in paths[:_SHOWN]
    ]
    more = len(told.paths) - len(parts)
    words = " ".join(parts) or "nothing new"
    also = f" and {more} more" if more else ""
    say(f"{told.reason}: {words}{also} ({told.seconds * 1000:.0f} ms)")


def _end_with_signals(watcher: Watcher, follower: Follower) -> None:
    """End where somebody asks for it, and when the terminal is closed; no line is cut in half."""

    def handle(number: int, frame: FrameType | None) -> None:
        watcher.stop()
        if follower.busy:
            raise SystemExit(0)  # the first look at a large vault takes long

    for name in _ENDING:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), handle)


def _end_with_reader(stop: Callable[[], None]) -> None:
    """End when whoever reads the lines is gone, even if there is no line to print."""
    try:
        out = sys.stdout.fileno()
        kind = os.fstat(out).st_mode
    except (OSError, ValueError):
        return
    if not hasattr(select, "poll") or not (stat.S_ISFIFO(kind) or stat.S_ISSOCK(kind)):
        return

    def wait() -> None:
        poll = select.poll()
        poll.register(out, 0)  # errors and hanging up are told unasked
        poll.poll()
        stop()

    threading.Thread(target=wait, daemon=True).start()
