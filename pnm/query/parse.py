"""The text of a query to a tree.

In: `tag:friend and (quiet:>60d or "new job")`. Out: nodes. Not known here: contacts.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import Final

from pnm.errors import QueryError

FIELDS: Final[dict[str, str]] = {
    "name": "part of the name or an alias, folded: name:lukasz",
    "tag": "a tag with all below it, written or derived: tag:work; tag:=work only as written",
    "circle": "a circle: circle:friends",
    "org": "part of an organisation: org:acme",
    "title": "part of the role: title:engineer",
    "city": "part of the city: city:lisbon",
    "country": "part of the country: country:portugal",
    "interest": "part of an interest, expertise, offer or ask: interest:jazz",
    "relation": "a kind of relation: relation:spouse, relation:mother, relation:spouse=Ana",
    "knows": "knows this person: knows:ana",
    "has": "a field that is filled: has:birthday, has:email, has:promise, has:note",
    "quiet": "days since the last contact: quiet:>60d, quiet:<2w, quiet:never",
    "last": "the day of the last contact: last:2026-11, last:<2026-01-01",
    "due": "days until reaching out is due: due:<14d, due:now, due:<-7d",
    "born": "the birthday: born:06, born:1987, born:06-24, born:<1990",
    "met": "a day of an interaction: met:2026, met:2026-11; or part of how you met: met:choir",
    "created": "the day the note is from: created:>2026-01-01, created:<30d",
    "channel": "a channel used: channel:letter",
    "cadence": "the wished interval: cadence:<30d, cadence:never, cadence:none",
    "is": "one of is:private, is:paused, is:snoozed, is:dead, is:link",
    "path": "part of the note's path: path:family/",
}
"""Each field with what `docs/queries.md` says of it, and an example."""

COMPARED: Final = frozenset({"quiet", "last", "due", "born", "met", "created", "cadence"})
"""The fields that take `<`, `>`, `<=` and `>=`; every field takes `=`."""

MAX_LENGTH: Final = 2000
MAX_DEPTH: Final = 40


@dataclass(frozen=True, slots=True)
class Text:
    """Words that must occur in the note."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Test:
    """One `field:value` with its comparison: `<`, `>`, `<=`, `>=`, `=` or none."""

    field: str
    comparison: str
    value: str


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of another node."""

    node: Node


@dataclass(frozen=True, slots=True)
class All:
    """Every one of the nodes; none at all matches everybody."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the nodes."""

    nodes: tuple[Node, ...]


Node = Text | Test | Not | All | AnyOf

_TOKEN: Final = re.compile(
    r"""\s*(?:
        (?P<open>\()|(?P<close>\))|
        (?P<minus>-)(?=[^\s)])|
        (?P<field>[^\W\d]\w*):(?P<comparison><=|>=|<|>|=)?
            (?:"(?P<quoted>[^"]*)"|'(?P<quoted1>[^']*)'(?![^\s)])|(?P<bare>[^\s()"]*))|
        "(?P<phrase>[^"]*)"|'(?P<phrase1>[^']*)'(?![^\s)])|
        (?P<word>[^\s()"]+)
    )""",
    re.VERBOSE,
)
_ADDRESSES: Final = frozenset({"http", "https", "mailto"})
"""What stands before a colon in addresses, which are words."""


def parse_query(text: str) -> Node:
    """Read a query.

    Args:
        text: `and` may be left out; `not` and `-` negate; `or` binds weaker than `and`.

    Returns:
        The tree; an empty query matches everybody.

    Raises:
        QueryError: It cannot be read, or names an unknown field.
    """
    if len(text) > MAX_LENGTH:
        raise QueryError(
            f"the query is {len(text)} characters long", mend=f"write at most {MAX_LENGTH}"
        )
    parser = _Parser(_tokens(text), text)
    return parser.whole()


def _tokens(text: str) -> list[re.Match[str]]:
    tokens: list[re.Match[str]] = []
    at = 0
    end = len(text.rstrip())
    while at < end:
        found = _TOKEN.match(text, at)
        if found is None:
            raise QueryError(
                f"{text!r}: a quote at character {at + 1} is not closed", mend='close it with "'
            )
        tokens.append(found)
        at = found.end()
    return tokens


class _Parser:
    """Recursive descent over the tokens."""

    def __init__(self, tokens: list[re.Match[str]], text: str) -> None:
        self._tokens = tokens
        self._text = text
        self._at = 0

    def whole(self) -> Node:
        if not self._tokens:
            return All(())
        node = self._either(0)
        if self._at < len(self._tokens):
            raise self._fault("there is a ) without its (", "write balanced brackets")
        return node

    def _fault(self, message: str, mend: str) -> QueryError:
        return QueryError(f"{self._text!r}: {message}", mend=mend)

    def _peek(self) -> re.Match[str] | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _word(self) -> str:
        """Return the next token if it is a bare word, folded; else an empty text."""
        token = self._peek()
        return token["word"].casefold() if token is not None and token["word"] else ""

    def _take(self, word: str) -> bool:
        if self._word() != word:
            return False
        self._at += 1
        return True

    def _either(self, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise QueryError("the query has too many brackets", mend="write it flatter")
        nodes = [self._every(depth)]
        while self._take("or"):
            nodes.append(self._every(depth))
        return nodes[0] if len(nodes) == 1 else AnyOf(tuple(nodes))

    def _every(self, depth: int) -> Node:
        nodes = [self._single(depth)]
        while (token := self._peek()) is not None and not token["close"] and self._word() != "or":
            self._take("and")
            nodes.append(self._single(depth))
        return nodes[0] if len(nodes) == 1 else All(tuple(nodes))

    def _single(self, depth: int) -> Node:
        negated = False
        while (token := self._peek()) is not None and (token["minus"] or self._word() == "not"):
            negated = not negated
            self._at += 1
        if token is None or token["close"] or self._word() in {"and", "or"}:
            raise self._fault(
                "something is missing at the end" if token is None else self._missing(token),
                'write a word, "quoted words" or field:value there; and, or, not stand between',
            )
        self._at += 1
        node = self._bracket(depth) if token["open"] else self._leaf(token)
        return Not(node) if negated else node

    def _missing(self, token: re.Match[str]) -> str:
        return f"something is missing before {token[0].strip()!r} at character {token.end()}"

    def _bracket(self, depth: int) -> Node:
        node = self._either(depth + 1)
        closing = self._peek()
        if closing is None or not closing["close"]:
            raise self._fault("a ( is not closed", "write balanced brackets")
        self._at += 1
        return node

    def _leaf(self, token: re.Match[str]) -> Node:
        if token["field"] is not None:
            return self._test(token)
        phrase = token["phrase"] if token["phrase"] is not None else token["phrase1"]
        if phrase is None:
            return Text((token["word"],))
        if not phrase.strip():
            raise self._fault("there is nothing in the quotes", "write words between the quotes")
        return Text((phrase,))

    def _test(self, token: re.Match[str]) -> Node:
        name = token["field"].casefold()
        if name in _ADDRESSES:
            return Text((token[0].strip(),))
        if name not in FIELDS:
            near = difflib.get_close_matches(name, FIELDS, 1)
            hint = f"did you mean {near[0]}:? " if near else ""
            raise QueryError(
                f"unknown field {token['field']!r} in {self._text!r}",
                mend=f"{hint}known are: {', '.join(sorted(FIELDS))}",
            )
        values = (token["quoted"], token["quoted1"], token["bare"])
        value = next(v for v in values if v is not None).strip()
        if not value:
            raise QueryError(f"{name}: has no value", mend=f"{name}: takes {FIELDS[name]}")
        sign = token["comparison"] or ""
        if sign not in {"", "="} and name not in COMPARED:
            raise QueryError(
                f"{name}: cannot be compared with {sign}", mend=f"{name}: takes {FIELDS[name]}"
            )
        return Test(name, sign, value)
