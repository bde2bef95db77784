"""A notification over D-Bus, by the specification of freedesktop.org.

In: a title and a text. Out: the desktop has taken it, or a fault. Not known here: what it says.
"""

from __future__ import annotations

import asyncio
from html import escape

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.errors import AuthError, InvalidAddressError

from pnm_notify.show import NAME, SECONDS, refused


def show_over_dbus(title: str, body: str) -> None:
    """Show a notification.

    Args:
        title: Plain text.
        body: Plain text; the desktop reads marks in it, so they are escaped.

    Raises:
        NotShownError: There is no session, or nothing in it that shows notifications.
    """
    try:
        answer = asyncio.run(asyncio.wait_for(_call(title, escape(body, quote=False)), SECONDS))
    except TimeoutError as exc:
        raise refused(f"it did not answer in {SECONDS} seconds") from exc
    except InvalidAddressError as exc:
        raise refused("there is no desktop session here") from exc
    except (OSError, EOFError, AuthError) as exc:
        raise refused(str(exc) or "it hung up") from exc
    if answer is None or answer.message_type is MessageType.ERROR:
        said = answer.body[0] if answer is not None and answer.body else "it gave no reason"
        raise refused(str(said))


async def _call(title: str, body: str) -> Message | None:
    bus = await MessageBus().connect()
    try:
        return await bus.call(
            Message(
                destination="org.freedesktop.Notifications",
                path="/org/freedesktop/Notifications",
                interface="org.freedesktop.Notifications",
                member="Notify",
                signature="susssasa{sv}i",
                body=[NAME, 0, "", title, body, [], {"urgency": Variant("y", 1)}, -1],
            )
        )
    finally:
        bus.disconnect()
