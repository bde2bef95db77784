"""A plugin's own function, called where a command needs what it gives: it may fail, pnm may not.

In: a plugin's name, what is done, the function. Out: what it gives, or an error that names the
plugin. Not known here: what the function does.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from pnm.errors import PnmError
from pnm.host.guard import Stopped, fenced
from pnm.host.said import said

SECONDS: Final = 300.0
"""So long it may take: a whole address book may be read in it."""


def called(plugin: str, what: str, function: Callable[[], Any]) -> Any:  # noqa: ANN401
    """Call a plugin's function, with a fence around it.

    Args:
        plugin: The plugin's name.
        what: What it is called for, for the message: `import csv`.
        function: What to call. All that is foreign must be done in it: what it yields, collected.

    Returns:
        What it returns. What it prints goes nowhere.

    Raises:
        PnmError: It failed; or it says itself, by such an error, what the user must mend.
    """
    try:
        with fenced(SECONDS):
            return function()
    except (PnmError, KeyboardInterrupt):
        raise
    except Stopped as exc:
        raise _failed(plugin, what, f"it {exc}{said(exc, where_only=True)}") from exc
    except BaseException as exc:
        raise _failed(plugin, what, said(exc)) from exc


def _failed(plugin: str, what: str, how: str) -> PnmError:
    return PnmError(
        f"plugin {plugin}: {what}: {how}",
        mend=f"mend or update the plugin, or switch it off: pnm plugins disable {plugin}",
    )
