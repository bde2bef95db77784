"""The seal of a generated note: a comment that lists what was generated.

In: a note's text. Out: `Note`, its lines, with what its seal says; and the other way round.
Not known here: what changed, and what to do about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from pnm.keep.lines import (
    FOOT,
    SEAL,
    Line,
    Raw,
    print_of,
    rows_of,
    scan,
    scan_front,
    word_of,
)

STAND_IN = "<!-- pnm:base -->"
"""What stands for the seal in a note that is taken apart."""

_END = re.compile(r"\r\n|\n|\r")
_SEAL_WORD = re.compile(r"<!--|-->|pnm:base|v[0-9]+|[!~+]?[#=]?[0-9a-f]*(?:[:+]#?[0-9a-f]*)?|\.+")
_TOKEN = re.compile(r"(#?[0-9a-f]{8}|[#=]?[0-9a-f]{6})(?::([0-9a-f]{6}))?")


@dataclass(frozen=True, slots=True)
class Token:
    """A generated line as a seal tells it.

    Attributes:
        ident: What stays the same when the text changes. Its form tells the kind: 8 hex digits
            are an item, `#` starts a heading, `=` a line of front matter, 6 bare digits are any
            other line.
        digest: The print of the exact text.
    """

    ident: str
    digest: str

    @property
    def word(self) -> str:
        """Both as one word."""
        return word_of(self.ident, self.digest)

    @property
    def is_front(self) -> bool:
        """Whether it is a line of front matter."""
        return self.ident.startswith("=")


@dataclass(frozen=True, slots=True)
class Base:
    """What a seal says.

    Attributes:
        words: One for every generated line, a dot for a blank one.
        gone: Identities that the reader took out in earlier weeks of the note's life.
        kept: Lines that were generated once and stayed, though the rendering has them no more or
            otherwise.
        renamed: Identities of headings to those of the reader's own words for them.
    """

    words: tuple[str, ...] = ()
    gone: frozenset[str] = frozenset()
    kept: tuple[Token, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A text taken apart.

    Attributes:
        bom: The byte order mark, or empty.
        newline: The line end that most lines have.
        final: Whether the last line has an end.
        front: The front matter with its delimiters.
        body: The rest; a stand-in for the seal is in it, last where the text has no seal.
        tail: The blank lines after the last.
        base: What the seal says; None where there is no seal that is whole.
    """

    bom: str
    newline: str
    final: bool
    front: tuple[Line, ...]
    body: tuple[Line, ...]
    tail: tuple[Raw, ...]
    base: Base | None


def tokens(words: Iterable[str]) -> Iterator[Token]:
    """Read the words that are not blank lines."""
    for word in words:
        if match := _TOKEN.fullmatch(word):
            yield Token(match[1], match[2] or match[1].lstrip("#="))


def words_of(note: Note) -> tuple[str, ...]:
    """List what a seal says of a rendering, up to its last line."""
    words: list[str] = []
    for line in chain(note.front, note.body):
        words += ["."] * len(line.blanks)
        if line.ident == FOOT:
            break
        words.append(line.word)
    return tuple(words)


def seal_of(base: Base) -> str:
    """Write a seal."""
    payload = [
        *base.words,
        *(f"!{ident}" for ident in sorted(base.gone)),
        *(f"~{token.word}" for token in base.kept),
        *(f"+{old}+{new}" for old, new in base.renamed),
    ]
    return " ".join(["<!-- pnm:base v1", print_of(" ".join(payload)), *payload, "-->"])


def joined(rows: Sequence[Raw], seal: str, newline: str, *, final: bool) -> str:
    """Make one text of lines: each has an end, the last only if `final`; the seal is put in."""
    texts = [seal if text == STAND_IN else text for text, _ in rows]
    ends = [end or newline for _, end in rows]
    if not final:
        ends[-1] = ""
    return "".join(chain.from_iterable(zip(texts, ends, strict=True)))


def take_apart(text: str) -> Note:
    """Take a text apart; any text will do."""
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    plain = text[len(bom) :]
    ends = _END.findall(plain)
    newline = max(("\n", "\r\n", "\r"), key=ends.count)
    rows, base = _without_seal(plain, newline)
    close = _front_end(rows)
    body, tail = scan(rows[close:])
    final = not plain or plain.endswith(("\n", "\r"))
    return Note(bom, newline, final, scan_front(rows[:close]), body, tail, base)


def base_in(text: str) -> Base | None:
    """Read the last whole seal of a text."""
    bases = (_base_of(match.group()) for match in reversed(list(SEAL.finditer(text))))
    return next((base for base in bases if base), None)


def is_sealed(text: str) -> bool:
    """Tell whether a text has a whole seal: then it was generated once."""
    return base_in(text) is not None


def _front_end(rows: Sequence[Raw]) -> int:
    """Count the lines of the front matter."""
    if not rows or rows[0].text.rstrip() != "---":
        return 0
    closing = (n for n, raw in enumerate(rows) if n and raw.text.rstrip() in {"---", "..."})
    return next(closing, -1) + 1


def _without_seal(text: str, newline: str) -> tuple[list[Raw], Base | None]:
    """Put a stand-in where the seal is, on a line of its own; last where there is none."""
    found = list(SEAL.finditer(text))
    if not found:
        return [*rows_of(text), Raw(STAND_IN, "")], None
    whole = [(match, base) for match in found if (base := _base_of(match.group()))]
    match, base = whole[-1] if whole else (found[-1], None)
    before = rows_of(SEAL.sub(_typed_into, text[: match.start()]))
    if before and not (before[-1].end or before[-1].text.strip()):
        before.pop()
    after = SEAL.sub(_typed_into, text[match.end() :])
    end = _END.match(after.lstrip(" \t"))
    if end:
        after = after.lstrip(" \t")[end.end() :]
    typed = "" if base else _typed_into(match)
    rows = [*before, Raw(STAND_IN, end.group() if end else "")]
    rows += rows_of(typed + newline if typed else "")
    rows += rows_of(after if after.strip(" \t") else "")
    return rows, base


def _typed_into(seal: re.Match[str]) -> str:
    """Give what somebody typed into a seal."""
    lines = (
        " ".join(word for word in raw.text.split() if not _SEAL_WORD.fullmatch(word))
        for raw in rows_of(seal.group())
    )
    return "\n".join(line for line in lines if line)


def _base_of(seal: str) -> Base | None:
    """Read a seal; None unless it is whole."""
    words = seal.split()
    if len(words) < 5 or words[1:3] != ["pnm:base", "v1"] or words[-1] != "-->":
        return None
    payload = words[4:-1]
    is_known = all(_SEAL_WORD.fullmatch(word) for word in payload)
    if words[3] != print_of(" ".join(payload)) or not is_known:
        return None
    return Base(
        tuple(word for word in payload if word[0] not in "!~+"),
        frozenset(word[1:] for word in payload if word[0] == "!"),
        tuple(tokens(word[1:] for word in payload if word[0] == "~")),
        tuple((old, new) for _, old, new in (w.split("+") for w in payload if w[0] == "+")),
    )
