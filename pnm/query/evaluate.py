"""Which contacts a query matches.

In: a tree, a network, what plugins derived. Out: contacts. Not known here: plugins themselves.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from pnm.config import circle_key
from pnm.dates import parse_interval, parse_partial
from pnm.errors import QueryError
from pnm.folding import fold, fold_key
from pnm.model import Contact, Relation, Tag
from pnm.network import Network
from pnm.query.days import birthday, compares, covers, day_or_part, number_of_days, unfit
from pnm.query.parse import All, AnyOf, Node, Not, Test, Text

HAS: dict[str, Callable[[Contact, Network], object]] = {
    "birthday": lambda c, n: c.birthday,
    "anniversary": lambda c, n: c.anniversary,
    "email": lambda c, n: c.emails,
    "phone": lambda c, n: c.phones,
    "address": lambda c, n: c.addresses,
    "url": lambda c, n: c.urls,
    "city": lambda c, n: c.city,
    "country": lambda c, n: c.country,
    "org": lambda c, n: c.organizations,
    "title": lambda c, n: c.title,
    "alias": lambda c, n: c.aliases,
    "met": lambda c, n: c.met,
    "tag": lambda c, n: c.tags,
    "circle": lambda c, n: n.circles_of(c.id),
    "cadence": lambda c, n: n.cadence_of(c.id),
    "relation": lambda c, n: n.relations_of(c.id),
    "promise": lambda c, n: n.promises_of(c.id),
    "plan": lambda c, n: n.plans_of(c.id),
    "contact": lambda c, n: n.last_contact(c.id),
    "interest": lambda c, n: c.interests,
    "expertise": lambda c, n: c.expertise,
    "offer": lambda c, n: c.offers,
    "ask": lambda c, n: c.asks,
    "note": lambda c, n: c.path,
}
"""What `has:` knows, besides the keys of the user's own."""

IS: dict[str, Callable[[Contact, date], object]] = {
    "private": lambda c, t: c.private,
    "paused": lambda c, t: c.paused,
    "snoozed": lambda c, t: c.snooze_until is not None and c.snooze_until > t,
    "dead": lambda c, t: c.dead,
    "link": lambda c, t: c.path is None,
}
"""What `is:` knows."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a query may ask for beyond the network.

    Attributes:
        tags: For each contact its tags, written and derived; None where not known yet.
        due: For each contact the day reaching out is due; None where not known yet.
    """

    tags: Mapping[str, tuple[Tag, ...]] | None = None
    due: Mapping[str, date] | None = field(default_factory=lambda: MappingProxyType({}))


def select(node: Node, network: Network, knowledge: Knowledge | None = None) -> tuple[Contact, ...]:
    """Return the contacts that a query matches, in the network's order.

    Args:
        node: From `parse_query`.
        network: The vault.
        knowledge: What plugins derived; without it `tag:` sees written tags only.

    Returns:
        The contacts.

    Raises:
        QueryError: A value does not fit its field.
    """
    test = _Evaluator(network, knowledge or Knowledge()).test(node)
    return tuple(contact for contact in network if test(contact))


_Predicate = Callable[[Contact], bool]


class _Evaluator:
    """Compiles nodes to predicates."""

    def __init__(self, network: Network, knowledge: Knowledge) -> None:
        self._network = network
        self._known = knowledge
        self._today = network.today

    def test(self, node: Node) -> _Predicate:
        """Return what says whether a contact matches a node."""
        match node:
            case Text(words):
                found = self._network.with_text(words)
                wanted = [fold(word.rstrip("*")) for word in words]
                return lambda c: c.id in found or _named(c, wanted)
            case Not(inner):
                test = self.test(inner)
                return lambda c: not test(c)
            case All(nodes):
                tests = [self.test(n) for n in nodes]
                return lambda c: all(t(c) for t in tests)
            case AnyOf(nodes):
                either = [self.test(n) for n in nodes]
                return lambda c: any(t(c) for t in either)
            case Test():
                return _FIELDS[node.field](self, node)

    # -- sets --------------------------------------------------------------------------------

    def channel(self, test: Test) -> _Predicate:
        """Match a channel used."""
        return _part(test, lambda c: (i.channel for i in self._network.interactions_of(c.id)))

    def tag(self, test: Test) -> _Predicate:
        """Match a tag with all below it."""
        wanted = test.value.lstrip("#").casefold()
        base = wanted.removesuffix("*").rstrip("/")
        if not base:
            raise unfit(test, "takes a tag")
        below = test.comparison != "=" or base != wanted

        def fits(name: str) -> bool:
            return name == base or (below and name.startswith(base + "/"))

        known = self._known.tags if test.comparison != "=" else None
        if known is None:
            return lambda c: any(fits(tag.name.casefold()) for tag in c.tags)
        return lambda c: any(fits(tag.name.casefold()) for tag in known.get(c.id, c.tags))

    def circle(self, test: Test) -> _Predicate:
        """Match a circle in the singular or plural."""
        wanted = circle_key(test.value)
        return lambda c: any(circle_key(n) == wanted for n in self._network.circles_of(c.id))

    def has(self, test: Test) -> _Predicate:
        """Match a field that is filled, or a key of the user's own."""
        name = test.value.casefold()
        known = HAS.get(name) or HAS.get(name.removesuffix("s")) or HAS.get(_singular(name))
        if known is not None:
            return lambda c: bool(known(c, self._network))
        key = fold_key(name)
        found = {c.id for c in self._network if any(fold_key(k) == key for k in c.extra)}
        if key in self._network.config.profile.vocabulary.keys:
            found |= {c.id for c in self._network if self._network.field(c.id, key) is not None}
        if not found and (near := difflib.get_close_matches(name, HAS, 1)):
            raise unfit(test, f"did you mean has:{near[0]}?")
        return lambda c: c.id in found

    def is_(self, test: Test) -> _Predicate:
        """Match a state."""
        known = IS.get(test.value.casefold())
        if known is None:
            raise unfit(test, f"is one of: {', '.join(sorted(IS))}")
        return lambda c: bool(known(c, self._today))

    def relation(self, test: Test) -> _Predicate:
        """Match a kind of relation, with anybody or with somebody."""
        kind, _, other = test.value.partition("=")
        word = self._network.config.profile.vocabulary.kinds.word(kind.strip())
        if word is None:
            raise unfit(test, "is a kind of relation, such as relation:spouse")
        people = set(self._network.resolver.called(other.strip())) if other.strip() else None
        label = fold_key(word.label)

        def fits(relation: Relation) -> bool:
            said = not label or fold_key(relation.label) == label
            return relation.kind == word.kind and said and (people is None or relation.to in people)

        return lambda c: any(fits(r) for r in self._network.relations_of(c.id))

    def knows(self, test: Test) -> _Predicate:
        """Match who is tied to somebody."""
        people = self._network.resolver.called(test.value)
        found = frozenset().union(*(self._network.neighbours(person) for person in people))
        return lambda c: c.id in found

    # -- days --------------------------------------------------------------------------------

    def quiet(self, test: Test) -> _Predicate:
        """Match the days since the last contact."""
        if test.value.casefold() == "never":
            return lambda c: self._network.last_contact(c.id) is None
        fits = number_of_days(test, ">=")

        def quiet(contact: Contact) -> bool:
            last = self._network.last_contact(contact.id)
            return last is not None and fits((self._today - last.day).days)

        return quiet

    def due(self, test: Test) -> _Predicate:
        """Match the days until reaching out is due."""
        due = self._known.due
        if due is None:
            raise QueryError(
                "due: cannot be asked here, because what is due may depend on the answer",
                mend="use quiet: or cadence: instead",
            )
        if test.value.casefold() == "now":
            return lambda c: c.id in due and due[c.id] <= self._today
        fits = number_of_days(test, "<=")
        return lambda c: c.id in due and fits((due[c.id] - self._today).days)

    def cadence(self, test: Test) -> _Predicate:
        """Match the wished interval, `never`, or `none` for no wish."""
        cadence_of = self._network.cadence_of
        value = test.value.casefold()
        if value == "none":
            return lambda c: cadence_of(c.id) is None
        if value == "never":
            return lambda c: bool((wish := cadence_of(c.id)) and wish.never)
        fits = number_of_days(test, "<=")
        return lambda c: bool(
            (wish := cadence_of(c.id)) and wish.every_days and fits(wish.every_days)
        )

    def born(self, test: Test) -> _Predicate:
        """Match a birthday, or a part of one."""
        wanted = birthday(test)
        if test.comparison in {"", "="}:
            return lambda c: c.birthday is not None and covers(wanted, c.birthday)

        def born(contact: Contact) -> bool:
            first = contact.birthday.first if contact.birthday else None
            last = contact.birthday.last if contact.birthday else None
            return first is not None and compares(test.comparison, wanted, first, last)

        return born

    def met(self, test: Test) -> _Predicate:
        """Match a day of an interaction, or how the two met."""
        wanted = parse_partial(test.value)
        if wanted is None or wanted.year is None:
            if test.comparison not in {"", "="}:
                raise unfit(test, "is compared with a day, a month or a year")
            return _part(test, lambda c: (c.met,))
        return lambda c: any(
            compares(test.comparison, wanted, i.day) for i in self._network.interactions_of(c.id)
        )

    def last(self, test: Test) -> _Predicate:
        """Match the day of the last contact."""
        wanted = day_or_part(test)

        def last(contact: Contact) -> bool:
            found = self._network.last_contact(contact.id)
            return found is not None and compares(test.comparison, wanted, found.day)

        return last

    def created(self, test: Test) -> _Predicate:
        """Match the day a note is from, or how long that is ago."""
        if not test.value.isdecimal() and parse_interval(test.value) is not None:
            fits = number_of_days(test, "<=")
            return lambda c: c.created is not None and fits((self._today - c.created).days)
        wanted = day_or_part(test)
        return lambda c: c.created is not None and compares(test.comparison, wanted, c.created)


def _named(contact: Contact, wanted: list[str]) -> bool:
    names = fold(" ".join((contact.name, *contact.aliases)))
    return all(word in names for word in wanted)


def _singular(name: str) -> str:
    return name.removesuffix("ies") + "y" if name.endswith("ies") else name.removesuffix("es")


def _part(test: Test, texts: Callable[[Contact], Iterable[str]]) -> _Predicate:
    wanted = fold(test.value)
    if test.comparison == "=":
        return lambda c: any(fold(text) == wanted for text in texts(c))
    return lambda c: any(wanted in fold(text) for text in texts(c) if text)


def _text(texts: Callable[[Contact], Iterable[str]]) -> Callable[[_Evaluator, Test], _Predicate]:
    return lambda _, test: _part(test, texts)


_FIELDS: dict[str, Callable[[_Evaluator, Test], _Predicate]] = {
    "name": _text(lambda c: (c.name, *c.aliases)),
    "org": _text(lambda c: c.organizations),
    "title": _text(lambda c: (c.title,)),
    "city": _text(lambda c: (c.city,)),
    "country": _text(lambda c: (c.country,)),
    "path": _text(lambda c: (c.path or "",)),
    "interest": _text(lambda c: (*c.interests, *c.expertise, *c.offers, *c.asks)),
    "channel": _Evaluator.channel,
    "tag": _Evaluator.tag,
    "circle": _Evaluator.circle,
    "has": _Evaluator.has,
    "is": _Evaluator.is_,
    "relation": _Evaluator.relation,
    "knows": _Evaluator.knows,
    "quiet": _Evaluator.quiet,
    "due": _Evaluator.due,
    "cadence": _Evaluator.cadence,
    "born": _Evaluator.born,
    "met": _Evaluator.met,
    "last": _Evaluator.last,
    "created": _Evaluator.created,
}
"""How each field of `parse.FIELDS` is matched."""
