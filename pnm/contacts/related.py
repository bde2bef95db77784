"""The relations that a person's note names, by its keys and in the lists of its body.

In: a key's value, a person's `Note`. Out: relations, and the lines that the lists take, so that
those are no contacts. Not known here: whom a link means.

Of the body are read lists under headings such as `## Related`, `## People`, `## Relations`, or
under a line `Related:`: `- friend [[X]]`, `- mother: [[X]]`, `- [[X]] - met at work #friend`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pnm.contacts.facts import RelationFact
from pnm.contacts.headings import Under, heading_word, under
from pnm.contacts.kinds_of_relation import RelationWord
from pnm.contacts.values import EMPTY, SEPARATORS, links_of
from pnm.notes import Block, Link, Mapping, Node, Note, Sequence, plain, scalars

WordOf = Callable[[str], RelationWord | None]
"""Says which kind of relation a word names; see `Kinds.word`."""

HEADINGS = frozenset(
    {
        "related",
        "related people",
        "relations",
        "relationships",
        "relatives",
        "people",
        "people they know",
        "known people",
        "knows",
        "family",
        "family & friends",
        "family and friends",
        "connections",
        "network",
    }
)
"""What introduces a list of relations in a person's note."""

_TAG = re.compile(r"#([\w/-]+)")
_LINK = re.compile(r"!?\[\[[^\[\]\n]{1,300}\]\]|\[[^\[\]\n]{1,200}\]\([^()\n]{1,300}\)")


def read_related(
    note: Note, headings: tuple[Under, ...], word_of: WordOf
) -> tuple[tuple[RelationFact, ...], frozenset[int]]:
    """Read the lists of relations in a person's body.

    Args:
        note: The note as read.
        headings: What the note's headings say.
        word_of: Knows the words for relations.

    Returns:
        The relations, and the lines of the lists.
    """
    relations: list[RelationFact] = []
    lines: set[int] = set()
    if not _may_list(note, headings):
        return (), frozenset()
    for block, words in _listed(note, headings):
        lines.add(block.line)
        live = [link for link in block.links if link.place == "text"]
        if live:
            listed = word_of(words.replace(" ", "_"))
            relations += [_relation(block, link, listed, word_of) for link in live]
    return tuple(relations), frozenset(lines)


def _may_list(note: Note, headings: tuple[Under, ...]) -> bool:
    """Return whether a heading or a line may introduce a list, as in few notes."""
    for here in headings:
        if not HEADINGS.isdisjoint(here.words):
            return True
    return True in [b.text[-1:] == ":" for b in note.blocks if b.kind == "paragraph"]


def _listed(note: Note, headings: tuple[Under, ...]) -> Iterator[tuple[Block, str]]:
    """Yield the undated lines of the lists, each with what introduces it."""
    introduced, section = "", -1
    for block in note.blocks:
        if block.kind == "paragraph" and block.parent < 0:
            introduced, section = _introduction(block), block.section
        elif block.kind != "item" or block.section != section:
            introduced = ""
        words = under(headings, block).words
        if block.kind not in {"item", "paragraph"} or block.day is not None:
            continue
        if introduced or HEADINGS.intersection(words):
            yield block, introduced or words[0]


def _introduction(block: Block) -> str:
    """Return `related` of a line `Related:`, else an empty text."""
    word = heading_word(block.text) if block.text[-1:] == ":" else ""
    return word if word in HEADINGS else ""


def _relation(
    block: Block, link: Link, listed: RelationWord | None, word_of: WordOf
) -> RelationFact:
    text = block.text
    bare = _LINK.sub(" ", text)
    word = (
        _leading(text, word_of) or _tagged(bare, word_of) or _in_brackets(bare, word_of) or listed
    )
    kind, label = (word.kind, word.label) if word else ("acquaintance", "")
    return RelationFact(kind, link.target, block.line, _remark(text), label)


def _leading(text: str, word_of: WordOf) -> RelationWord | None:
    before = _LINK.split(text, maxsplit=1)[0]
    return word_of(plain(before).strip(" :-–—*_").replace(" ", "_"))


def _tagged(text: str, word_of: WordOf) -> RelationWord | None:
    found = (word_of(tag) for tag in _TAG.findall(text))
    return next((word for word in found if word), None)


def _in_brackets(text: str, word_of: WordOf) -> RelationWord | None:
    found = re.search(r"\(([\w -]{2,30})\)", text)
    return word_of(found[1].strip().replace(" ", "_")) if found else None


def _remark(text: str) -> str:
    after = _LINK.split(text, maxsplit=1)[-1] if _LINK.search(text) else ""
    return _TAG.sub("", after).strip(" :-–—,()").strip()


def keyed(word: RelationWord, value: Node, line: int) -> list[RelationFact]:
    """Read the relations of a key: links, references to a uid, or plain names.

    Args:
        word: What the key says.
        value: Its value.
        line: The key's line.

    Returns:
        The relations; `linked` is False for what is no link.
    """
    found: list[RelationFact] = []
    for scalar in scalars(value):
        at = scalar.line or line
        links = links_of(scalar.text, at)
        found += [RelationFact(word.kind, k.target, at, "", word.label) for k in links]
        for name in SEPARATORS.split(scalar.text) if not links else ():
            if name.strip().casefold() not in EMPTY:
                target = name.strip().removeprefix("name:")
                found.append(RelationFact(word.kind, target, at, "", word.label, linked=False))
    return found


def related_key(label: str, value: Node, line: int, word_of: WordOf) -> list[RelationFact]:
    """Read `RELATED[friend]: …`, or `related:` with a kind as key of each value.

    Args:
        label: The kind as written; empty where the key names none.
        value: Its value.
        line: The key's line.
        word_of: Knows the words for relations.

    Returns:
        The relations; a kind that nobody knows is a relative's, kept as its label.
    """
    if isinstance(value, Sequence):
        items = value.items
        return [row for i in items for row in related_key(label, i, i.line or line, word_of)]
    if isinstance(value, Mapping):
        fields = value.fields
        return [r for f in fields for r in related_key(f.key, f.value, f.line or line, word_of)]
    word = word_of(label or "acquaintance") or RelationWord("kin", label)
    return keyed(word, value, line)
