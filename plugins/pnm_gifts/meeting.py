"""Presents in the brief: what there is to bring, and what was given before.

In: the network, who is met, the day, the options. Out: a section for each who has anything to tell.
Not known here: the other sections, which are another plugin's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import MappingProxyType
from typing import Final

from pnm.api import Contact, Line, Network, Section, discretion_of, listed
from pnm_gifts.known import Known, known_of
from pnm_gifts.options import Options
from pnm_gifts.saying import ideas, present

ORDER: Final = 72
_OF_EACH: Final = 100
"""The sections of the second person come after all of the first, and so on."""


def sections(
    network: Network, today: date, options: Options, ids: tuple[str, ...]
) -> Iterator[Section]:
    """Yield the presents of those who are met.

    Args:
        network: The whole vault.
        today: The day of the brief.
        options: What the user set.
        ids: Who is met.
    """
    asked = [contact for i in dict.fromkeys(ids) if (contact := network.get(i)) is not None]
    names = frozenset(contact.id for contact in asked)
    discretion = discretion_of(network, names)
    for number, contact in enumerate(asked, 1):
        lines = tuple(_lines(contact, known_of(network, contact, discretion), today, options))
        if not lines:
            continue
        if len(asked) == 1:
            yield Section("gifts", "Presents", ORDER, lines)
            continue
        yield Section(
            f"gifts:{contact.id}",
            f"{contact.name}: presents",
            _OF_EACH * number + ORDER,
            lines,
            values=MappingProxyType({"part": "gifts", "person": contact.id}),
        )


def _lines(contact: Contact, known: Known, today: date, options: Options) -> Iterator[Line]:
    key = f"gifts:{contact.id}"
    if known.no_gifts is not None:
        yield Line("wants no presents", sources=(known.no_gifts,), key=f"{key}:no_gifts")
    for name, word, row in (
        ("ideas", "ideas", known.ideas),
        ("likes", "likes", known.likes),
        ("allergies", "allergic to", known.allergies),
    ):
        text = ideas(known, today) if name == "ideas" else listed(row.texts)
        if text:
            yield Line(f"{word}: {text}", sources=row.sources, key=f"{key}:{name}")
    for side, facts in (("from you", known.given), ("from them", known.received)):
        for fact in facts[: options.before]:
            text = f"{side}, {present(fact, today)}"
            yield Line(text, sources=(fact.source,), key=f"{key}:{side}:{fact.day}:{fact.text}")
