"""The settings of `[plugins.keep_in_touch]`: checked, with a default for each that is wrong.

In: the table as written. Out: `Options`, and diagnostics that name the key.
Not known here: what the settings lead to.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeGuard

from pnm.api import Diagnostic, Network, Settings, fold

NAME: Final = "keep_in_touch"
MOST_ASKS: Final = 7
CLOSE: Final = ("close", "family", "inner")

_MENDS: Final = {
    "asks": f"write asks = {MOST_ASKS}, or any number from 0 to {MOST_ASKS}",
    "close": f"write close = [{', '.join(repr(word) for word in CLOSE)}]".replace("'", '"'),
    "drift": "write drift = true or drift = false",
    "include_private": "write include_private = true or include_private = false",
}


@dataclass(frozen=True, slots=True)
class Options:
    """What the user set.

    Attributes:
        asks: How many people a review asks for at most.
        close: Folded words in the name of a circle of close people.
        drift: Whether to speak of contacts without a cadence.
        include_private: Whether private contacts stand in reports.
    """

    asks: int = MOST_ASKS
    close: frozenset[str] = frozenset(CLOSE)
    drift: bool = True
    include_private: bool = False


def read_options(network: Network, settings: Settings) -> Options:
    """Read the settings.

    Args:
        network: Its `[reports] asks` counts where the plugin's own is not set.
        settings: The plugin's table as written.

    Returns:
        The options; the default for each value that is wrong.
    """
    asks, close = settings.get("asks"), settings.get("close", CLOSE)
    return Options(
        asks if _is_count(asks) else min(MOST_ASKS, network.config.asks),
        frozenset(fold(word) for word in (close if _are_words(close) else CLOSE)),
        settings.get("drift", True) is not False,
        settings.get("include_private", False) is True,
    )


def faults(network: Network, settings: Settings) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each key that is unknown and each value that is wrong.

    Args:
        network: Knows on which line of the configuration a key stands.
        settings: The plugin's table as written.

    Yields:
        Diagnostics; the default is used instead.
    """
    for key, value in settings.items():
        source = network.config.source(f"plugins.{NAME}.{key}")
        if key not in _MENDS:
            near = difflib.get_close_matches(key, _MENDS, 1)
            hint = f"did you mean {near[0]}? " if near else ""
            mend = f"{hint}known are: {', '.join(_MENDS)}"
            yield Diagnostic(source, "PNM331", f"unknown setting {key!r} of {NAME}", mend)
        elif not _is_good(key, value):
            yield Diagnostic(source, "PNM330", f"{key} of {NAME} is {value!r}", _MENDS[key])


def _is_good(key: str, value: object) -> bool:
    if key == "asks":
        return _is_count(value)
    return _are_words(value) if key == "close" else isinstance(value, bool)


def _is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_ASKS


def _are_words(value: object) -> TypeGuard[Sequence[str]]:
    return isinstance(value, list | tuple) and all(isinstance(word, str) for word in value)
