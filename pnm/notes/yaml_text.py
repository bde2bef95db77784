"""Single values of YAML that is not quite YAML: a text, and a list in brackets.

In: what stands behind a colon or a dash. Out: `Scalar`, or `Sequence` for `[a, "b", [[C]]]`.
Not known here: keys and lines.
"""

from __future__ import annotations

import re

from pnm.notes.note import Node, Scalar, Sequence

FLOW_OPEN = re.compile(r"\[(?!\[)|\[\[\[")
_QUOTED = re.compile(
    r"(?:\"([^\"\\]*(?:\\.[^\"\\]*)*)\"|'([^']*(?:''[^']*)*)')[ \t]*(?:#.*)?\Z", re.DOTALL
)
_COMMENT = re.compile(r"[ \t]#(?=[ \t]|\Z)")
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|(.))", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "\0", "e": "\x1b", "_": "\u00a0"}
_QUOTED_ITEM = re.compile(
    r"[ \t\r\n]*(?:\"[^\"\\]{0,2000}(?:\\.[^\"\\]{0,2000}){0,200}\"|'[^']{0,2000}')", re.DOTALL
)
_TOKEN = re.compile(r"\[\[[^\[\]\n]{1,400}\]\]|[\[\]{},]|[^\[\]{},]{1,2000}")
_AFTER = re.compile(r"[ \t]*(?:#[^\n]*)?\r?(?:\n|\Z)")


def scalar_of(text: str, line: int, start: int) -> Scalar:
    """Read one value, without its quotes and without a comment behind it.

    Args:
        text: The value as written, without blanks around it.
        line: Its line.
        start: Its offset in the file.

    Returns:
        The text; quotes that are not closed are dropped.
    """
    quoted = _QUOTED.match(text) if text[:1] in ("'", '"') else None
    if quoted is not None:
        inner = quoted[1] if quoted[1] is not None else quoted[2].replace("''", "'")
        if quoted[1] is not None and "\\" in inner:
            inner = _ESCAPE.sub(_unescaped, inner)
        end = quoted.end(1) + 1 if quoted[1] is not None else quoted.end(2) + 1
        return Scalar(inner, line, start, start + end)
    comment = _COMMENT.search(text) if text[:1] != "#" else None
    if comment is not None:
        text = text[: comment.start()].rstrip()
    end = start + len(text)
    if text[:1] == '"' and text.count('"') == 1:
        text = text[1:]
    return Scalar(text, line, start, end)


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _ESCAPES.get(found[3], found[3])


def flow_items(text: str, index: int, start: int, line: int) -> Sequence | None:
    """Read a list in brackets, as `[#friend, "a, b", [[Bob]]]`.

    Args:
        text: The lines that it is on.
        index: Where its bracket opens, in the text.
        start: The text's offset in the file.
        line: The text's line.

    Returns:
        The list; inner brackets stay as text. None where it is not closed, or something follows.
    """
    depth, begins, at = 1, index + 1, index + 1
    items: list[Node] = []
    while depth and at < len(text):
        quoted = _QUOTED_ITEM.match(text, at) if at == begins else None
        token = quoted or _TOKEN.match(text, at)
        if token is None:
            break
        sign, at = token[0], token.end()
        depth += (sign in ("[", "{")) - (sign in ("]", "}"))
        if not depth or (sign == "," and depth == 1):
            item = _item(text, begins, at - 1, start, line)
            items += [item] if item.end > item.start else []
            begins = at
    if depth or _AFTER.match(text, at) is None:
        return None
    return Sequence(tuple(items), line, start + index, start + at)


def _item(text: str, begins: int, ends: int, start: int, line: int) -> Scalar:
    item = text[begins:ends]
    begins += len(item) - len(item.lstrip())
    bare = " ".join(item.split()) if "\n" in item else item.strip()
    read = scalar_of(bare, line + text.count("\n", 0, begins), start + begins)
    return read._replace(end=start + begins + len(item.strip()))
