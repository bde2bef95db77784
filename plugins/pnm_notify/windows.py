"""A notification of Windows, by the library `desktop-notifier`.

In: a title and a text. Out: it was handed over, or a fault. Not known here: what it says.
"""

from __future__ import annotations

from desktop_notifier.sync import DesktopNotifierSync

from pnm_notify.show import NAME, refused


def show_toast(title: str, body: str) -> None:
    """Show a notification.

    Args:
        title: Plain text.
        body: Plain text.

    Raises:
        NotShownError: Windows did not take it.
    """
    taken: list[bool] = []
    notifier = DesktopNotifierSync(app_name=NAME)
    notifier.send(title, body, on_dispatched=lambda: taken.append(True))
    if not taken:  # the library tells of a fault in its log only
        raise refused("Windows did not take it")
