"""The relations that a person's note lists in its body.

In: a person's `Note`. Out: relations, and the lines they take, so that those are no contacts.
Not known here: whom a link means.

Read are lists under headings such as `## Related`, `## People`, `## Relations`, or under a
line `Related:`: `- friend [[X]]`, `- mother: [[X]]`, `- [[X]] - met at work #friend`.
"""

from __future__ import annotations

import re

from pnm.contacts.facts import RelationFact
from pnm.contacts.kinds_of_relation import RelationWord, relation_word
from pnm.folding import fold
from pnm.notes import Block, Link, Note, plain

HEADINGS = frozenset(
    "related relations relationships people family connections network relatives "
    "family & friends,related people,known people".replace(" & ", "&").split()
) | {"family & friends", "related people", "people they know", "knows"}

_TAG = re.compile(r"#([\w/-]+)")
_LINK = re.compile(r"!?\[\[[^\[\]\n]{1,300}\]\]|\[[^\[\]\n]{1,200}\]\([^()\n]{1,300}\)")


def read_related(note: Note) -> tuple[tuple[RelationFact, ...], frozenset[int]]:
    """Read the lists of relations in a person's body.

    Returns:
        The relations, and the lines of the lists.
    """
    relations: list[RelationFact] = []
    lines: set[int] = set()
    for index, block in enumerate(note.blocks):
        if block.kind not in {"item", "paragraph"} or not _listed(note, index):
            continue
        if block.day is not None:
            continue
        lines.add(block.line)
        relations += [_relation(block, link) for link in block.links if link.place == "text"]
    return tuple(relations), frozenset(lines)


def _listed(note: Note, index: int) -> bool:
    block = note.blocks[index]
    if block.section >= 0 and fold(note.headings[block.section].text).rstrip(":") in HEADINGS:
        return True
    while index > 0:
        index -= 1
        before = note.blocks[index]
        if before.kind == "paragraph":
            return fold(before.text).rstrip(":") in HEADINGS and before.text.rstrip().endswith(":")
        if before.kind != "item" or before.section != block.section:
            return False
    return False


def _relation(block: Block, link: Link) -> RelationFact:
    text = block.text
    bare = _LINK.sub(" ", text)
    word = _leading(text) or _tagged(bare) or _in_brackets(bare)
    kind, label = (word.kind, word.label) if word else ("acquaintance", "")
    return RelationFact(kind, link.target, block.line, _remark(text, word), label)


def _leading(text: str) -> RelationWord | None:
    before = _LINK.split(text, maxsplit=1)[0]
    return relation_word(plain(before).strip(" :-–—*_").replace(" ", "_"))


def _tagged(text: str) -> RelationWord | None:
    found = (relation_word(tag) for tag in _TAG.findall(text))
    return next((word for word in found if word), None)


def _in_brackets(text: str) -> RelationWord | None:
    found = re.search(r"\(([\w -]{2,30})\)", text)
    return relation_word(found[1].strip().replace(" ", "_")) if found else None


def _remark(text: str, word: RelationWord | None) -> str:
    after = _LINK.split(text, maxsplit=1)[-1] if _LINK.search(text) else ""
    return _TAG.sub("", after).strip(" :-–—,()").strip()
