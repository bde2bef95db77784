"""Which contact a typed name means: exactly one, or an error that lists the candidates.

In: a session and a name. Out: a contact's id. Nothing is guessed.
Not known here: the contact itself. Who is called how is kept with the answers, so that a card that
is kept costs no network.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from pnm.errors import AmbiguousError, NotFoundError
from pnm.folding import fold

if TYPE_CHECKING:
    from pnm.network import Network
    from pnm.session import Session

_ALIKE = 82.0
_SHOWN = 8


class _Known(NamedTuple):
    """How one contact is called.

    Attributes:
        id: The contact's.
        path: The note; None for a person known only by links.
        name: What to call the person.
        told: Name and aliases, folded.
        first: The given name and the first word of the name, folded.
    """

    id: str
    path: str | None
    name: str
    told: tuple[str, ...]
    first: tuple[str, ...]


def whom(session: Session, name: str) -> str:
    """Find the contact that a name means.

    Args:
        session: The vault.
        name: An id, a path, a name or alias in any spelling, its beginning, or nearly so.

    Returns:
        The contact's id.

    Raises:
        NotFoundError: Nobody has a name like it.
        AmbiguousError: Several have.
    """
    wanted = name.strip().removesuffix(".md").strip("[]@")
    exact = session.answers.get(
        ("exact names",), lambda: _exact(session.network), place="exact names"
    )
    found = _meant_exactly(session, wanted, exact)
    if len(found) == 1:
        return found[0]
    rows = session.answers.get(("names",), lambda: _names(session.network), place="names")
    known = {row[0]: _Known(*row) for row in rows}
    if found:
        raise _several(name, [known[one] for one in found])
    for candidates in (_beginning(known.values(), wanted), _within(known.values(), wanted)):
        if len(candidates) == 1:
            return candidates[0].id
        if candidates:
            raise _several(name, candidates)
    near = _alike(known, wanted)
    if len(near) == 1:
        return near[0].id
    if near:
        raise _several(name, near)
    raise NotFoundError(
        f"nobody is called {name!r}", mend="pnm list name:PART shows the names that there are"
    )


# -- what is kept ------------------------------------------------------------------------------


def _exact(network: Network) -> tuple[list[str], dict[str, list[str]], dict[str, list[str]]]:
    """Return the ids; who has which name, folded; and whose uid, slug or e-mail is what."""
    from pnm.network.resolve import codes_of, names_of

    names: dict[str, list[str]] = {}
    codes: dict[str, list[str]] = {}
    for contact in network:
        for name in names_of(contact):
            names.setdefault(name, []).append(contact.id)
        for code in codes_of(contact):
            codes.setdefault(code, []).append(contact.id)
    return [contact.id for contact in network], names, codes


def _names(network: Network) -> list[tuple[Any, ...]]:
    from pnm.network.resolve import first_names

    return [
        tuple(
            _Known(
                contact.id,
                contact.path,
                contact.name,
                tuple(map(fold, (contact.name, *contact.aliases))),
                tuple(sorted(first_names(contact))),
            )
        )
        for contact in network
    ]


# -- who is meant ------------------------------------------------------------------------------


def _meant_exactly(
    session: Session,
    wanted: str,
    exact: tuple[list[str], dict[str, list[str]], dict[str, list[str]]],
) -> list[str]:
    ids, names, codes = exact
    if wanted in ids:
        return [wanted]
    if ":" in wanted or "<" in wanted:  # `urn:uuid:…`, `Ada <ada@home.example>`
        return [one for one in session.network.resolver.people(wanted) if one in session.network]
    found = codes.get(wanted.strip().casefold()) or names.get(fold(wanted), [])
    return list(dict.fromkeys(found))


def _beginning(known: Iterable[_Known], wanted: str) -> list[_Known]:
    folded = fold(wanted)
    if not folded:
        return []
    first = [row for row in known if folded in row.first]
    return first or [row for row in known if any(told.startswith(folded) for told in row.told)]


def _within(known: Iterable[_Known], wanted: str) -> list[_Known]:
    words = fold(wanted).split()
    if not words:
        return []
    return [
        row
        for row in known
        if all(
            any(part.startswith(word) for told in row.told for part in told.split())
            for word in words
        )
    ]


def _alike(known: dict[str, _Known], wanted: str) -> list[_Known]:
    from rapidfuzz import fuzz, process

    names = {(row.id, told): told for row in known.values() for told in row.told}
    scored = process.extract(fold(wanted), names, scorer=fuzz.WRatio, score_cutoff=_ALIKE, limit=20)
    if not scored:
        return []
    best = scored[0][1]
    near = dict.fromkeys(key[0] for _, score, key in scored if score >= best - 5)
    return [known[one] for one in near]


def _several(name: str, candidates: list[_Known]) -> AmbiguousError:
    shown = "\n".join(f"    {row.name}  ({row.path or 'no note'})" for row in candidates[:_SHOWN])
    more = len(candidates) - _SHOWN
    rest = f"\n    and {more} more" if more > 0 else ""
    return AmbiguousError(
        f"{name!r} may be {len(candidates)} people:\n{shown}{rest}",
        mend="type more of the name, or the path of the note",
    )
