"""Promises in words: what was promised, and by whom.

In: a promise, the network. Out: short English texts.
Not known here: days, and what is told of whom.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pnm.folding import fold
from pnm.model import Promise

if TYPE_CHECKING:
    from pnm.network.network import Network

_WAITING: Final = re.compile(r"^waiting (?:for|on)\s+", re.IGNORECASE)


def promise_text(promise: Promise, network: Network) -> str:
    """Say what was promised, without the name of its first person, who is told apart.

    Args:
        promise: The promise.
        network: Knows what its people are called.

    Returns:
        `the contract` for `Waiting for Jane: the contract`, where Jane is the first.
    """
    first = network.get(promise.people[0])
    lead, _, rest = promise.text.partition(":")
    if first is None or not rest.strip():
        return promise.text
    name = fold(_WAITING.sub("", lead))
    names = {fold(word) for word in (first.name, first.given_name, *first.aliases)}
    return rest.strip() if name in names else promise.text


def who_promised(promise: Promise, network: Network, contact_id: str) -> str:
    """Say who promised, beside the name of one whom it concerns.

    Args:
        promise: The promise.
        network: Knows names.
        contact_id: Whose name stands beside it.

    Returns:
        `you promised`, `they promised`, or `Bob Hale promised` where another did.
    """
    if promise.mine:
        return "you promised"
    owner = promise.people[0]
    return f"{'they' if owner == contact_id else network.name_of(owner)} promised"
