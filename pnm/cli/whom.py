"""Which contact a typed name means: exactly one, or an error that lists the candidates.

In: a network and a name. Out: a contact. Nothing is guessed.
"""

from __future__ import annotations

from pnm.errors import AmbiguousError, NotFoundError
from pnm.folding import fold
from pnm.model import Contact
from pnm.network import Network
from pnm.network.resolve import first_names

_ALIKE = 82.0
_SHOWN = 8


def whom(network: Network, name: str) -> Contact:
    """Find the contact that a name means.

    Args:
        network: The vault.
        name: An id, a path, a name or alias in any spelling, its beginning, or nearly so.

    Returns:
        The contact.

    Raises:
        NotFoundError: Nobody has a name like it.
        AmbiguousError: Several have.
    """
    wanted = name.strip().removesuffix(".md").strip("[]@")
    if wanted in network:
        return network[wanted]
    for candidates in (
        _named(network, wanted),
        _beginning(network, wanted),
        _within(network, wanted),
    ):
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            raise _several(name, candidates)
    near = _alike(network, wanted)
    if len(near) == 1:
        return near[0]
    if near:
        raise _several(name, near)
    raise NotFoundError(
        f"nobody is called {name!r}", mend="pnm list name:PART shows the names that there are"
    )


def _unique(contacts: list[Contact]) -> list[Contact]:
    return list({contact.id: contact for contact in contacts}.values())


def _named(network: Network, wanted: str) -> list[Contact]:
    ids = network.resolver.people(wanted)
    found = [network[i] for i in ids if i in network]
    folded = fold(wanted)
    return _unique(found + [c for c in network if c.path is None and fold(c.name) == folded])


def _beginning(network: Network, wanted: str) -> list[Contact]:
    folded = fold(wanted)
    if not folded:
        return []
    first = [c for c in network if folded in first_names(c)]
    if first:
        return _unique(first)
    return [c for c in network if any(fold(n).startswith(folded) for n in (c.name, *c.aliases))]


def _within(network: Network, wanted: str) -> list[Contact]:
    words = fold(wanted).split()
    if not words:
        return []
    return [
        c
        for c in network
        if all(
            any(part.startswith(word) for n in (c.name, *c.aliases) for part in fold(n).split())
            for word in words
        )
    ]


def _alike(network: Network, wanted: str) -> list[Contact]:
    from rapidfuzz import fuzz, process

    names = {(c.id, n): fold(n) for c in network for n in (c.name, *c.aliases)}
    scored = process.extract(fold(wanted), names, scorer=fuzz.WRatio, score_cutoff=_ALIKE, limit=20)
    if not scored:
        return []
    best = scored[0][1]
    return _unique([network[key[0]] for _, score, key in scored if score >= best - 5])


def _several(name: str, candidates: list[Contact]) -> AmbiguousError:
    shown = "\n".join(f"    {c.name}  ({c.path or 'no note'})" for c in candidates[:_SHOWN])
    more = len(candidates) - _SHOWN
    rest = f"\n    and {more} more" if more > 0 else ""
    return AmbiguousError(
        f"{name!r} may be {len(candidates)} people:\n{shown}{rest}",
        mend="type more of the name, or the path of the note",
    )
