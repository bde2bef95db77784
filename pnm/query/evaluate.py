"""Which contacts a query matches.

In: a tree, a network, what plugins derived. Out: contacts. Not known here: plugins themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from pnm.config import circle_key
from pnm.contacts.kinds_of_relation import relation_word
from pnm.dates import PartialDate, parse_interval, parse_partial
from pnm.errors import QueryError
from pnm.folding import fold
from pnm.model import Contact, Tag
from pnm.network import Network
from pnm.query.parse import FIELDS, All, AnyOf, Node, Not, Test, Text

_HAS: dict[str, Callable[[Contact, Network], object]] = {
    "birthday": lambda c, n: c.birthday,
    "anniversary": lambda c, n: c.anniversary,
    "email": lambda c, n: c.emails,
    "phone": lambda c, n: c.phones,
    "address": lambda c, n: c.addresses,
    "url": lambda c, n: c.urls,
    "city": lambda c, n: c.city,
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

_IS: dict[str, Callable[[Contact, date], object]] = {
    "private": lambda c, t: c.private,
    "paused": lambda c, t: c.paused,
    "snoozed": lambda c, t: c.snooze_until is not None and c.snooze_until > t,
    "dead": lambda c, t: c.dead,
    "link": lambda c, t: c.path is None,
}


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
        match node:
            case Text(words):
                found = self._network.with_text(words)
                return lambda c: c.id in found or self._named(c, words)
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
                made: _Predicate = getattr(self, f"_{node.field}")(node)
                return made

    def _named(self, contact: Contact, words: tuple[str, ...]) -> bool:
        names = fold(" ".join((contact.name, *contact.aliases)))
        return all(fold(word.rstrip("*")) in names for word in words)

    # -- text fields -------------------------------------------------------------------------

    def _part(self, test: Test, texts: Callable[[Contact], tuple[str, ...]]) -> _Predicate:
        wanted = fold(test.value)
        if test.comparison == "=":
            return lambda c: any(fold(text) == wanted for text in texts(c))
        return lambda c: any(wanted in fold(text) for text in texts(c))

    def _name(self, test: Test) -> _Predicate:
        return self._part(test, lambda c: (c.name, *c.aliases))

    def _org(self, test: Test) -> _Predicate:
        return self._part(test, lambda c: c.organizations)

    def _title(self, test: Test) -> _Predicate:
        return self._part(test, lambda c: (c.title,) if c.title else ())

    def _city(self, test: Test) -> _Predicate:
        return self._part(test, lambda c: (c.city,) if c.city else ())

    def _country(self, test: Test) -> _Predicate:
        return self._part(test, lambda c: (c.country,) if c.country else ())

    def _path(self, test: Test) -> _Predicate:
        return self._part(test, lambda c: (c.path,) if c.path else ())

    def _interest(self, test: Test) -> _Predicate:
        return self._part(test, lambda c: (*c.interests, *c.expertise, *c.offers, *c.asks))

    def _channel(self, test: Test) -> _Predicate:
        return self._part(
            test, lambda c: tuple(i.channel for i in self._network.interactions_of(c.id))
        )

    # -- sets --------------------------------------------------------------------------------

    def _tag(self, test: Test) -> _Predicate:
        wanted = test.value.lstrip("#").casefold()
        below = wanted.endswith("/*")
        base = wanted.removesuffix("/*")

        def tags(contact: Contact) -> tuple[Tag, ...]:
            if test.comparison == "=" or self._known.tags is None:
                return contact.tags
            return self._known.tags.get(contact.id, contact.tags)

        def fits(name: str) -> bool:
            return name == base or (
                (below or test.comparison != "=") and name.startswith(base + "/")
            )

        return lambda c: any(fits(tag.name.casefold()) for tag in tags(c))

    def _circle(self, test: Test) -> _Predicate:
        wanted = circle_key(test.value)
        return lambda c: any(circle_key(n) == wanted for n in self._network.circles_of(c.id))

    def _has(self, test: Test) -> _Predicate:
        name = test.value.casefold()
        known = _HAS.get(name) or _HAS.get(name.removesuffix("s"))
        if known is None:
            return lambda c: any(name == key.casefold() for key in c.extra)
        return lambda c: bool(known(c, self._network))

    def _is(self, test: Test) -> _Predicate:
        known = _IS.get(test.value.casefold())
        if known is None:
            raise _unfit(test, f"is one of: {', '.join(sorted(_IS))}")
        return lambda c: bool(known(c, self._today))

    def _relation(self, test: Test) -> _Predicate:
        kind, _, other = test.value.partition("=")
        word = relation_word(kind)
        if word is None:
            raise _unfit(test, "is a kind of relation, such as relation:spouse")
        people = set(self._network.resolver.called(other)) if other else None
        return lambda c: any(
            r.kind == word.kind and (people is None or r.to in people)
            for r in self._network.relations_of(c.id)
        )

    def _knows(self, test: Test) -> _Predicate:
        people = set(self._network.resolver.called(test.value))
        return lambda c: bool(people & self._network.neighbours(c.id))

    # -- days --------------------------------------------------------------------------------

    def _quiet(self, test: Test) -> _Predicate:
        if test.value.casefold() == "never":
            return lambda c: self._network.last_contact(c.id) is None
        fits = self._days(test, default=">=")

        def quiet(contact: Contact) -> bool:
            last = self._network.last_contact(contact.id)
            return last is not None and fits((self._today - last.day).days)

        return quiet

    def _due(self, test: Test) -> _Predicate:
        due = self._known.due
        if due is None:
            raise QueryError(
                "due: cannot be asked here, because what is due may depend on the answer",
                mend="use quiet: or cadence: instead",
            )
        if test.value.casefold() == "now":
            return lambda c: c.id in due and due[c.id] <= self._today
        fits = self._days(test, default="<=")
        return lambda c: c.id in due and fits((due[c.id] - self._today).days)

    def _cadence(self, test: Test) -> _Predicate:
        value = test.value.casefold()
        if value in {"none", "never"}:
            return lambda c: self._cadence_is(c, value)
        fits = self._days(test, default="<=")

        def wished(contact: Contact) -> bool:
            cadence = self._network.cadence_of(contact.id)
            return bool(cadence and cadence.every_days and fits(cadence.every_days))

        return wished

    def _cadence_is(self, contact: Contact, value: str) -> bool:
        cadence = self._network.cadence_of(contact.id)
        return cadence is None if value == "none" else bool(cadence and cadence.never)

    def _days(self, test: Test, default: str) -> Callable[[int], bool]:
        days = 0 if test.value == "0" else parse_interval(test.value)
        if days is None:
            raise _unfit(test, "takes an interval such as >60d, <2w, 3m")
        return _comparison(test.comparison or default, days)

    def _born(self, test: Test) -> _Predicate:
        text = test.value
        if len(text) == 2 and text.isdigit():
            return lambda c: c.birthday is not None and c.birthday.month == int(text)
        wanted = parse_partial(text)
        if wanted is None:
            raise _unfit(test, "takes a month 06, a year 1987, or a day 06-24")
        return lambda c: c.birthday is not None and _covers(wanted, c.birthday)

    def _met(self, test: Test) -> _Predicate:
        wanted = parse_partial(test.value)
        if wanted is None or wanted.year is None:
            return self._part(test, lambda c: (c.met,) if c.met else ())
        return lambda c: any(
            _compares(test.comparison, wanted, i.day) for i in self._network.interactions_of(c.id)
        )

    def _last(self, test: Test) -> _Predicate:
        wanted = self._date(test)

        def last(contact: Contact) -> bool:
            found = self._network.last_contact(contact.id)
            return found is not None and _compares(test.comparison, wanted, found.day)

        return last

    def _created(self, test: Test) -> _Predicate:
        days = parse_interval(test.value) if not test.value.isdigit() else None
        if days is not None:
            first = self._today - timedelta(days=days)
            recent = test.comparison in {"<", "<=", ""}
            return lambda c: c.created is not None and (c.created >= first) == recent
        wanted = self._date(test)
        return lambda c: c.created is not None and _compares(test.comparison, wanted, c.created)

    def _date(self, test: Test) -> PartialDate:
        wanted = parse_partial(test.value)
        if wanted is None or wanted.year is None:
            raise _unfit(test, "takes a day, a month or a year: 2026-11-03, 2026-11, 2026")
        return wanted


def _comparison(sign: str, limit: int) -> Callable[[int], bool]:
    signs: dict[str, Callable[[int], bool]] = {
        "<": lambda n: n < limit,
        "<=": lambda n: n <= limit,
        ">": lambda n: n > limit,
        ">=": lambda n: n >= limit,
        "=": lambda n: n == limit,
    }
    return signs[sign]


def _covers(wanted: PartialDate, day: PartialDate) -> bool:
    pairs = ((wanted.year, day.year), (wanted.month, day.month), (wanted.day, day.day))
    return all(part is None or part == other for part, other in pairs)


def _compares(sign: str, wanted: PartialDate, day: date) -> bool:
    first, last = wanted.first, wanted.last
    if first is None or last is None:
        return False
    answers = {
        "<": day < first,
        "<=": day <= last,
        ">": day > last,
        ">=": day >= first,
    }
    return answers.get(sign, first <= day <= last)


def _unfit(test: Test, what: str) -> QueryError:
    return QueryError(
        f"{test.field}: cannot take {test.value!r}",
        mend=f"{test.field}: {what}; in full: {FIELDS[test.field]}",
    )
