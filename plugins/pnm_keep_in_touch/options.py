"""The settings of `[plugins.keep_in_touch]`.

In: the table as written. Out: `Options`. Not known here: what they lead to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pnm.api import Network, Settings, flag, read_settings, texts, whole_number

NAME: Final = "keep_in_touch"
MOST_ASKS: Final = 7


@dataclass(frozen=True, slots=True)
class Options:
    """What the user set.

    Attributes:
        asks: How many people a review asks for at most.
        close: Words in the name of a circle of close people.
        drift: Whether to speak of contacts without a cadence.
        include_private: Whether private contacts stand in reports.
    """

    asks: int = whole_number(MOST_ASKS, most=MOST_ASKS)
    close: tuple[str, ...] = texts("close", "family", "inner")
    drift: bool = flag(True)
    include_private: bool = flag()


def read_options(network: Network, settings: Settings) -> Options:
    """Read the settings.

    Args:
        network: Its `[reports] asks` counts where the plugin's own is not set.
        settings: The plugin's table as written.

    Returns:
        The options; the default for each value that is wrong.
    """
    return read_settings(Options, settings, asks=min(MOST_ASKS, network.config.asks))
