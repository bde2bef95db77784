"""Small questions to values of the front matter.

In: a node, or a text of one. Out: its scalars, its text, the links in it, its text without link
syntax.

Not known here: which field the value belongs to.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pnm.notes.links import MARKDOWN, WIKI, find_links, wiki_target
from pnm.notes.note import Link, Node, Scalar, Sequence
from pnm.wording import shortened

_BEGINS_WITH_A_DAY = re.compile(r"\A\d{4}-\d{2}-\d{2} +(?=\S)")


def scalars(node: Node) -> tuple[Scalar, ...]:
    """Return the texts in a value, out of all its lists and mappings.

    Args:
        node: The value.

    Returns:
        Those that are not empty, in order, each as it stands: nothing is split.
    """
    if isinstance(node, Scalar):
        return (node,) if node.text else ()
    inner = node.items if isinstance(node, Sequence) else (field.value for field in node.fields)
    found: list[Scalar] = []
    for one in inner:
        if not isinstance(one, Scalar):
            found += scalars(one)
        elif one.text:
            found.append(one)
    return tuple(found)


def text_of(node: Node) -> str:
    """Return a value as one line of text.

    Args:
        node: The value.

    Returns:
        A scalar's text; a list's items with commas; a mapping's keys with their values.
    """
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return ", ".join(text for item in node.items if (text := text_of(item)))
    return ", ".join(f"{field.key}: {text_of(field.value)}" for field in node.fields)


def links_in(text: str, line: int, *, column: int = 1, start: int = 0) -> tuple[Link, ...]:
    """Return the links in a value's text.

    Args:
        text: Such as `[[Ana Silva]], [Bob](People/Bob.md)`.
        line: Its line.
        column: Where on the line it starts.
        start: Where in the file it starts.

    Returns:
        The links from left to right; embeds are links to the same note here.
    """
    if "[" not in text:
        return ()
    found = find_links(text.replace("\n", " "), line, start)
    if column == 1 and "!" not in text:
        return tuple(found)
    return tuple(link._replace(column=link.column + column - 1, place="text") for link in found)


def plain(text: str) -> str:
    """Return a value's text without link syntax.

    Args:
        text: Such as `[[People/Ada|Ada]] at [Acme](https://acme.example)`.

    Returns:
        `Ada at Acme`: each link's label, or the last part of its target.
    """
    return _unlinked(text) if "[" in text else text.strip()


def as_read(text: str, longest: int = 80) -> str:
    """Return a line of a note as a person reads it: on one line, without link syntax.

    Args:
        text: Such as `[[People/Ada|her]] at [Acme](https://acme.example)`.
        longest: The most characters, the `…` at the end not counted.

    Returns:
        `her at Acme`; without a day that it begins with, because that is told apart.
    """
    return shortened(_BEGINS_WITH_A_DAY.sub("", plain(text)), longest)


# A line with links is asked for a few times: for what it tells, and for each of its links.
@lru_cache(maxsize=512)
def _unlinked(text: str) -> str:
    text = WIKI.sub(_wiki_text, text.replace("![[", "[["))
    if "](" in text:
        text = MARKDOWN.sub(_markdown_text, text.replace("![", "["))
    return text.strip()


def _wiki_text(found: re.Match[str]) -> str:
    target, label = found.groups()
    if label and (label := label.strip()):
        return str(label)
    target = target.strip()
    if "/" in target or "." in target or "\\" in target:
        target = wiki_target(target).rpartition("/")[2]
    return str(target)


def _markdown_text(found: re.Match[str]) -> str:
    return found[1].strip() or (found[2] or found[3]).rpartition("/")[2]
