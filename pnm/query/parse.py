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
    "tag": "a tag, written or derived; tag:=x only written; tag:work/* with everything below",
    "circle": "a circle: circle:friends",
    "org": "part of an organisation: org:acme",
    "title": "part of the role: title:engineer",
    "city": "part of the city: city:lisbon",
    "country": "part of the country",
    "interest": "part of an interest, expertise, offer or ask",
    "relation": "a kind of relation they have with anybody, or `spouse=Ana` with somebody",
    "knows": "knows this person: knows:ana",
    "has": "a field that is filled: has:birthday, has:email, has:promise, has:note",
    "quiet": "days since the last contact: quiet:>60d, quiet:<2w, quiet:never",
    "last": "the day of the last contact: last:2026-11, last:<2026-01-01",
    "due": "days until reaching out is due: due:<14d, due:now",
    "born": "the birthday: born:06, born:1987, born:06-24",
    "met": "a day of an interaction: met:2026, met:2026-11, or part of how you met",
    "created": "the day the note is from: created:>2026-01-01, created:<30d",
    "channel": "a channel used: channel:letter",
    "cadence": "the wished interval: cadence:<30d, cadence:never, cadence:none",
    "is": "is:private, is:paused, is:snoozed, is:dead, is:link",
    "path": "part of the note's path: path:family/",
}
"""Each field with what `docs/queries.md` says of it."""

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
        (?P<field>[A-Za-z_]+):(?P<comparison><=|>=|<|>|=)?
            (?:"(?P<quoted>[^"]*)"|'(?P<quoted1>[^']*)'|(?P<bare>[^\s()"]*))|
        "(?P<phrase>[^"]*)"|'(?P<phrase1>[^']*)'|
        (?P<word>[^\s()"]+)
    )""",
    re.VERBOSE,
)


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
    node = parser.either(0)
    if parser.peek() is not None:
        raise QueryError(f"{text!r}: there is a ) without its (", mend="write balanced brackets")
    return node


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

    def peek(self) -> re.Match[str] | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _word(self) -> str:
        token = self.peek()
        return token["word"].casefold() if token is not None and token["word"] else ""

    def either(self, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise QueryError("the query has too many brackets", mend="write it flatter")
        nodes = [self.every(depth)]
        while self._word() == "or":
            self._at += 1
            nodes.append(self.every(depth))
        return nodes[0] if len(nodes) == 1 else AnyOf(tuple(nodes))

    def every(self, depth: int) -> Node:
        nodes: list[Node] = []
        while (token := self.peek()) is not None and not token["close"] and self._word() != "or":
            if self._word() == "and":
                self._at += 1
                continue
            nodes.append(self.single(depth))
        return nodes[0] if len(nodes) == 1 else All(tuple(nodes))

    def single(self, depth: int) -> Node:
        token = self._tokens[self._at]
        self._at += 1
        if token["open"]:
            node = self.either(depth + 1)
            closing = self.peek()
            if closing is None or not closing["close"]:
                raise QueryError(
                    f"{self._text!r}: a ( is not closed", mend="write balanced brackets"
                )
            self._at += 1
            return node
        if token["word"] and token["word"].casefold() == "not":
            if self.peek() is None:
                raise QueryError(f"{self._text!r}: nothing follows not", mend="not tag:family")
            return Not(self.single(depth))
        return self._leaf(token)

    def _leaf(self, token: re.Match[str]) -> Node:
        if token["field"] is not None:
            return self._test(token)
        phrase = token["phrase"] if token["phrase"] is not None else token["phrase1"]
        if phrase is not None:
            return Text((phrase,))
        word = token["word"]
        if word.startswith("-") and len(word) > 1:
            rest = parse_query(word[1:])
            return Not(rest)
        return Text((word,))

    def _test(self, token: re.Match[str]) -> Node:
        name = token["field"].casefold()
        if name in {"http", "https", "mailto"}:
            return Text((token[0].strip(),))
        if name not in FIELDS:
            near = difflib.get_close_matches(name, FIELDS, 1)
            hint = f"did you mean {near[0]}:? " if near else ""
            raise QueryError(
                f"unknown field {name!r} in {self._text!r}",
                mend=f"{hint}known are: {', '.join(sorted(FIELDS))}",
            )
        values = (token["quoted"], token["quoted1"], token["bare"])
        value = next(v for v in values if v is not None)
        if not value:
            raise QueryError(f"{name}: has no value", mend=f"{name}: takes {FIELDS[name]}")
        return Test(name, token["comparison"] or "", value)
