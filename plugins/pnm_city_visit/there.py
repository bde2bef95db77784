"""Who is in a place: by their city, an address, their employer, or the country.

In: the network, the place, who may be named. Out: `There` values.
Not known here: when they were seen, and what is open with them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from pnm.api import Contact, Discretion, Fact, Network, Source, WrittenNote, fold

PLACE: Final = "city_visit_place"
"""The kind of the facts that say where an organisation is."""

_PLACE_KEYS: Final = frozenset({"city", "location", "town", "based_in", "headquarters", "country"})
_REGION_KEYS: Final = frozenset({"region", "state", "province", "canton", "county", "district"})
_SECOND: Final = frozenset({"work", "office", "second", "holiday", "summer", "weekend", "studio"})
"""Labels of addresses where somebody is besides the city they live in."""

Means = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class There:
    """Somebody who is in the place.

    Attributes:
        contact: Who.
        how: What else than the city says so: `works at Acme`; empty where it is the city.
        source: Where it is written.
    """

    contact: Contact
    how: str
    source: Source


def facts_of(note: WrittenNote) -> Iterator[Fact]:
    """Yield where an organisation is, once for each of its names.

    Args:
        note: As it is written; people, and notes that are about a day, say nothing here.

    Yields:
        Facts of the kind `PLACE`.
    """
    if note.is_contact or note.day is not None:
        return
    names = dict.fromkeys((note.name, *_aliases(note)))
    for key in note.keys:
        if fold(key.key).replace(" ", "_") in _PLACE_KEYS:
            for value in key.values:
                if value[:1].isalpha():
                    for name in names:
                        yield Fact(PLACE, key.line, value, values={"organisation": name})


def _aliases(note: WrittenNote) -> Iterator[str]:
    for key in note.keys:
        if fold(key.key) in {"alias", "aliases", "name"}:
            yield from key.values


def people_there(
    network: Network, means: Means, discretion: Discretion, *, is_home: bool
) -> tuple[There, ...]:
    """Return who is in the place.

    Args:
        network: The whole vault.
        means: Says whether a text names the place.
        discretion: Who may be named.
        is_home: Whether the vault's owner lives there; then those of whom they never wish to be
            reminded, who sit across the table, are left out.

    Returns:
        People in the order of their names. The dead, the paused, the vault's owner, and people
        known only by a link are never among them; nor is somebody whose city is another, for an
        old address of theirs.
    """
    at_work = _organisations(network, means)
    found = (
        _there(contact, means, at_work)
        for contact in network.in_notes()
        if not (contact.dead or contact.paused or contact.me) and discretion.shows(contact.id)
        if not (is_home and _never(network, contact))
    )
    return tuple(row for row in found if row is not None)


def _never(network: Network, contact: Contact) -> bool:
    cadence = network.cadence_of(contact.id)
    return cadence is not None and cadence.never


def _organisations(network: Network, means: Means) -> Mapping[str, str]:
    """Return the organisations in the place, by folded name as they are written."""
    return {
        fold(str(fact.values.get("organisation", ""))): fact.text
        for fact in network.facts(PLACE)
        if means(fact.text)
    }


def _there(contact: Contact, means: Means, at_work: Mapping[str, str]) -> There | None:
    if means(contact.city):
        return There(contact, "", contact.source("city"))
    for address in contact.addresses:
        elsewhere = bool(contact.city) and fold(address.label) not in _SECOND
        if not elsewhere and means(address.value):
            how = f"{address.label} address there" if address.label else "an address there"
            return There(contact, how, contact.source("addresses"))
    for name in contact.organizations:
        if fold(name) in at_work:
            lives = f"lives in {contact.city}, " if contact.city else ""
            how = f"{lives}works at {name}"
            return There(contact, how, contact.source("organizations"))
    return _wider(contact, means)


def _wider(contact: Contact, means: Means) -> There | None:
    """Return somebody of whom the country or the region is written, and meant."""
    if means(contact.country):
        return There(contact, contact.city, contact.source("country"))
    for key, value in contact.extra.items():
        if fold(key) in _REGION_KEYS and means(value):
            return There(contact, contact.city, contact.source(key))
    return None


def known_places(network: Network, discretion: Discretion) -> tuple[tuple[str, int], ...]:
    """Return the cities that notes name, with how many people live there, the largest first."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for contact in network.in_notes():
        if contact.city and not (contact.dead or contact.me) and discretion.shows(contact.id):
            found[fold(contact.city)].append(contact.city)
    rows = [(min(names), len(names)) for names in found.values()]
    return tuple(sorted(rows, key=lambda row: (-row[1], fold(row[0]))))
