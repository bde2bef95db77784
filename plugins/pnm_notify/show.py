"""A notification shown on this desktop.

In: a title, lines. Out: it stands on the screen, or `NotShownError`. Not known here: what it says.

On Linux and the BSDs a message goes over D-Bus. It offers nothing to click: Plasma takes one with
something to click off the screen when its program ends. On macOS the system's own `osascript`
shows it, because libraries may do so only from within a signed application.
"""

from __future__ import annotations

import subprocess
import sys
from typing import Final

from pnm.api import PnmError
from pnm_notify.message import Message

NAME: Final = "pnm"
SECONDS: Final = 10
"""So long a desktop is waited for."""

_SCRIPT: Final = (
    "on run argv",
    "display notification (item 2 of argv) with title (item 1 of argv)",
    "end run",
)


class NotShownError(PnmError):
    """A notification cannot be shown."""


def show(message: Message) -> None:
    """Show a notification.

    Args:
        message: What it says.

    Raises:
        NotShownError: There is no desktop to show it on, or a package is missing.
    """
    body = "\n".join(message.lines)
    try:
        if sys.platform == "darwin":
            _show_by_script(message.title, body)
        elif sys.platform == "win32":
            from pnm_notify.windows import show_toast

            show_toast(message.title, body)
        else:
            from pnm_notify.dbus import show_over_dbus

            show_over_dbus(message.title, body)
    except ModuleNotFoundError as exc:
        raise NotShownError(
            f"notifications need the package {exc.name}",
            mend='pip install "pnm[notify]", or with pipx: pipx inject pnm "pnm[notify]"',
        ) from exc


def refused(why: str) -> NotShownError:
    """Return the fault that the desktop shows nothing."""
    return NotShownError(
        f"the desktop shows no notification: {why}",
        mend="run it in a desktop session; pnm notify --dry-run prints what it would show",
    )


def _show_by_script(title: str, body: str) -> None:
    parts = [part for line in _SCRIPT for part in ("-e", line)]
    try:
        subprocess.run(
            ["/usr/bin/osascript", *parts, title, body],
            check=True,
            timeout=SECONDS,
            capture_output=True,
        )
    except (OSError, subprocess.SubprocessError) as exc:
        raise refused(str(exc)) from exc
