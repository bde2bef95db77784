"""One natural occasion to write to somebody, out of what is written.

In: the network, the day, who has gone quiet, what may be told. Out: `Occasion`, or None.
Not known here: who has gone quiet, and why. Nothing is made up: each occasion has its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import chain
from typing import Final

from pnm.api import (
    Contact,
    Discretion,
    Network,
    Source,
    add_months,
    alike,
    counted,
    fold,
    listed,
    on_day,
    promise_text,
    shortened,
    spoken_ago,
    telling_words,
    who_promised,
    written_day,
)
from pnm_lost_touch.quiet import Lost
from pnm_lost_touch.words import NAMES, plain

_AHEAD: Final = 30
_BEHIND: Final = 10
_AROUND: Final = 7
_LATELY: Final = 60
_SHORT: Final = 100
_ENOUGH: Final = 5
"""People of whom it must be written what they know before one's knowledge is called rare."""
_RARE: Final = "as nobody you were in touch with lately"
_YEAR_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Occasion:
    """A reason to write now.

    Attributes:
        kind: `birthday`, `promise`, `offer`, `memory`, `spoken_of`, `friend`, `interest`.
        text: What it is.
        sources: Where it is written.
    """

    kind: str
    text: str
    sources: tuple[Source, ...]


class Occasions:
    """Finds occasions; what all of them need is looked up once."""

    def __init__(self, network: Network, today: date, discretion: Discretion) -> None:
        """Take what occasions are found in.

        Args:
            network: The whole vault.
            today: The day to write on.
            discretion: Who and what is private.
        """
        self._network = network
        self._today = today
        self._discretion = discretion

    def best(self, lost: Lost) -> Occasion | None:
        """Return the most natural occasion, what has a day before what has none."""
        finders: tuple[Callable[[Lost], Iterator[Occasion]], ...] = (
            self._birthday,
            self._promise,
            self._fitting,
            self._memory,
            self._spoken_of,
            self._friend,
            self._interest,
        )
        return next(chain.from_iterable(find(lost) for find in finders), None)

    def _is_rare(self, skill: str) -> bool:
        """Return whether nobody whom the user was in touch with lately is noted to know of it."""
        known, words = self._known_lately, telling_words(skill)
        enough = bool(words) and len(known) >= _ENOUGH
        return enough and all(words.isdisjoint(others) for others in known)

    @cached_property
    def _known_lately(self) -> tuple[frozenset[str], ...]:
        """What each of those knows of, in telling words."""
        start = self._today - timedelta(days=min(_LATELY, self._today.toordinal() - 1))
        rows = self._network.interactions_between(start, self._today)
        people = sorted({person for row in rows for person in row.people})
        skills = (self._network[person].expertise for person in people)
        return tuple(telling_words(" ".join(values)) for values in skills if values)

    # -- each of them ------------------------------------------------------------------------

    def _birthday(self, lost: Lost) -> Iterator[Occasion]:
        born = lost.contact.birthday
        if born is None:
            return
        start = self._today - timedelta(days=min(_BEHIND, self._today.toordinal() - 1))
        due = born.next_after(start, leap_day=self._network.leap_day)
        if due is None or (due - self._today).days > _AHEAD:
            return
        passed = due < self._today
        years = due.year - born.year if born.year else 0
        verb = "turned" if passed else "turns"
        text = f"{verb} {years}" if years else "had a birthday" if passed else "birthday"
        yield Occasion(
            "birthday", f"{text} {on_day(due, self._today)}", (lost.contact.source("birthday"),)
        )

    def _promise(self, lost: Lost) -> Iterator[Occasion]:
        for row in self._network.promises_of(lost.contact.id):
            if self._discretion.quotes(row):
                who = who_promised(row, self._network, lost.contact.id)
                text = plain(promise_text(row, self._network))
                yield Occasion("promise", f"{who}: {text}", (row.source,))

    def _fitting(self, lost: Lost) -> Iterator[Occasion]:
        """Yield where what one looks for is what another offers."""
        ego, contact = self._network.ego, lost.contact
        for ask in filter(self._discretion.clears, contact.asks):
            for offer in alike(ask, ego.offers) if ego is not None else ():
                text = f"looks for {plain(ask)}; you offer {plain(offer)}"
                yield Occasion("offer", text, (contact.source("asks"),))
            for other, offer in self._offered(ask, contact):
                text = f"looks for {plain(ask)}; {other.name} offers {plain(offer)}"
                yield Occasion("offer", text, (contact.source("asks"), other.source("offers")))
        for ask in ego.asks if ego is not None else ():
            for offer in filter(self._discretion.clears, alike(ask, contact.offers)):
                text = f"you look for {plain(ask)}; they offer {plain(offer)}"
                yield Occasion("offer", text, (contact.source("offers"),))

    def _offered(self, ask: str, contact: Contact) -> Iterator[tuple[Contact, str]]:
        for other in self._helpful:
            if other.id != contact.id:
                for offer in alike(ask, other.offers)[:1]:
                    yield other, offer

    @cached_property
    def _helpful(self) -> tuple[Contact, ...]:
        return tuple(
            other
            for other in self._network.in_notes()
            if other.offers and not other.dead and self._discretion.shows(other.id)
        )

    def _memory(self, lost: Lost) -> Iterator[Occasion]:
        """Yield what was, about this day of an earlier year."""
        for row in reversed(self._network.interactions_of(lost.contact.id)):
            told = plain(self._discretion.told(row))
            years = self._years_to(row.day)
            if told and years:
                when = f"{counted(years, 'year')} ago these days, {on_day(row.day, self._today)}"
                text = f"{when}: {shortened(told, _SHORT)}"
                yield Occasion("memory", text, (row.source,))

    def _years_to(self, day: date) -> int:
        """Return how many years ago a day was, where it falls about today; else 0."""
        years = round((self._today - day).days / 365.25)
        if years < 1 or day.year + years > date.max.year:
            return 0
        off = (add_months(day, _YEAR_MONTHS * years) - self._today).days
        return years if abs(off) <= _AROUND else 0

    def _spoken_of(self, lost: Lost) -> Iterator[Occasion]:
        """Yield who spoke of them since."""
        since = lost.last.day + timedelta(days=1)
        for row in reversed([*self._network.spoken_of(lost.contact.id, since, self._today)]):
            told = plain(self._discretion.told(row))
            if told:
                name = self._network.name_of(row.people[0])
                day = written_day(row.day, self._today)
                yield Occasion("spoken_of", f"{name}, {day}: {told}", (row.source,))

    def _friend(self, lost: Lost) -> Iterator[Occasion]:
        """Yield whom both know, and with whom the user was in touch lately."""
        rows = []
        for other in self._network.neighbours(lost.contact.id):
            last = self._network.last_contact(other)
            person = self._network[other]
            recent = last is not None and (self._today - last.day).days <= _LATELY
            if last is not None and recent and not person.dead and self._discretion.shows(other):
                rows.append((-last.day.toordinal(), fold(person.name), other, last))
        for _, _, other, last in sorted(rows, key=lambda row: row[:3])[:1]:
            how = f"{last.channel or 'in touch'} {spoken_ago(last.day, self._today)}"
            text = f"you both know {self._network.name_of(other)} ({how})"
            sources = (last.source,) if self._discretion.is_open(last) else ()
            yield Occasion("friend", text, sources)

    def _interest(self, lost: Lost) -> Iterator[Occasion]:
        """Yield what both like, else what they know about or like."""
        contact, ego = lost.contact, self._network.ego
        mine = {fold(value) for value in ego.interests} if ego is not None else set()
        told = [value for value in contact.interests if self._discretion.clears(value)]
        both = [plain(value) for value in told if fold(value) in mine]
        source = contact.source("interest")
        if both:
            yield Occasion("interest", f"you both like {listed(both, NAMES)}", (source,))
        known = [value for value in contact.expertise if self._discretion.clears(value)]
        if known:
            text = f"knows about {listed([plain(value) for value in known], NAMES)}"
            rare = [value for value in known if self._is_rare(value)]
            if rare:
                text = f"knows about {listed([plain(value) for value in rare], NAMES)}, {_RARE}"
            yield Occasion("interest", text, (contact.source("expertise"),))
        if told:
            yield Occasion(
                "interest", f"likes {listed([plain(v) for v in told], NAMES)}", (source,)
            )
