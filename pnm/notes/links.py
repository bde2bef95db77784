"""Links in a piece of text, and the text without their syntax.

In: a line, and where it stands. Out: `Link` values for wiki links, embeds, and Markdown links to
local notes.

Not known here: code and comments (the caller blanks them out), and which note a link means.
"""

from __future__ import annotations

import re

from pnm.notes.note import Link

WIKI = re.compile(
    r"\[\[([^\[\]\n|#^]{1,300})(?:[#^][^\[\]\n|]{0,300})?(?:\|([^\[\]\n]{0,300}))?\]\]"
)
"""A wiki link: its target (see `wiki_target`) and label; an embed has a `!` before it."""
MARKDOWN = re.compile(
    r"\[([^\[\]\n]{0,400})\]"
    r"\((?:<([^<>\n]{1,400})>|([^()<>\s][^()<>\s]{0,400}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?))"
    r"(?:[ \t]{1,9}(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'))?\)"
)
"""A Markdown link: its label, and its target in angle brackets or without."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,30}:|//|#")
_SUFFIX = re.compile(r"\.([A-Za-z][A-Za-z0-9]{0,7})\Z")
_NOTES = frozenset({"md", "markdown"})
_UP = re.compile(r"(?:\.{0,2}/){1,50}")

_new = tuple.__new__


def find_links(
    text: str, line: int, start: int, place: str = "text", first: int = 0, last: int | None = None
) -> list[Link]:
    """Find the links in one line.

    Args:
        text: The line; what must not be read is blanked out.
        line: Its number.
        start: The offset in the file where it starts.
        place: What `Link.place` is for those that are no embeds.
        first: Where in the line to start.
        last: Where in the line to stop; None for its end.

    Returns:
        The links from left to right.
    """
    end = len(text) if last is None else last
    found: list[Link] = []
    opened = text.find("[[", first, end)
    if opened >= 0:
        for wiki in WIKI.finditer(text, opened, end):
            at, behind = wiki.span()
            target, label = wiki.groups()
            target = target.strip()
            if "/" in target or "." in target or "\\" in target:
                target = wiki_target(target)
            before = text[at - 1] if at else ""
            if target and before != "\\":
                kind = place
                if before == "!":
                    at, kind = at - 1, "embed"
                label = label.strip() if label else ""
                parts = (target, label, line, at + 1, kind, start + at, start + behind)
                found.append(_new(Link, parts))
    if text.find("](", first, end) >= 0:
        for link in MARKDOWN.finditer(text, first, end):
            at, behind = link.span()
            target = note_target(link[2] or link[3])
            if target and not (at and text[at - 1] == "!"):
                label = link[1].strip()
                found.append(Link(target, label, line, at + 1, place, start + at, start + behind))
        found.sort(key=lambda one: one.start)
    return found


def wiki_target(written: str) -> str:
    r"""Return the note that a wiki link names.

    Args:
        written: What stands before `#`, `^` or `|`: `People/Ada.md`, or `Ada\` out of a table,
            where the bar is escaped.

    Returns:
        `People/Ada`, `Ada`; empty for a place in the note itself.
    """
    target = written.strip().removesuffix("\\").rstrip()
    if target[-3:].lower() == ".md":
        target = target[:-3]
    return target.removeprefix("./").strip("/")


def note_target(address: str) -> str:
    """Return the note that a Markdown link's address names, or an empty text.

    Args:
        address: Such as `../People/Ada%20Lovelace.md#Bio`, or `https://ada.example`.

    Returns:
        `People/Ada Lovelace`: decoded, without heading and suffix, and without the dots that
        say where the linking note lies. Empty for web and mail addresses, places in the note
        itself, and files that are no notes.
    """
    if _SCHEME.match(address):
        return ""
    path = address.partition("#")[0].partition("?")[0]
    if "%" in path:
        from urllib.parse import unquote

        path = unquote(path)
    suffix = _SUFFIX.search(path)
    if "\n" in path or (suffix is not None and suffix[1].lower() not in _NOTES):
        return ""
    up = _UP.match(path)
    path = path[: suffix.start()] if suffix is not None else path
    return path[up.end() if up is not None else 0 :].strip().rstrip("/")
