"""A file's bytes to text, and its text to a `Note`.

In: bytes, or a text, and the path to name in faults. Out: a `Note`. Nothing raises: what is wrong
with a file is in `Note.diagnostics`.

A byte order mark stays in the text, as its first character, and so does every carriage return:
offsets count in the file's own text, and `text.encode(encoding)` gives the file's bytes again.

Not known here: the disk, and what a note means.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pnm.diagnostics import Diagnostic, Severity, Source
from pnm.notes.faults import BINARY, ENCODING, TOO_LONG, Faults
from pnm.notes.note import Field, Note

if TYPE_CHECKING:
    from pnm.dates import Order
    from pnm.notes.body import Body
    from pnm.notes.plain_front import Front

LONGEST = 4_000_000
"""Characters of a body that are read."""
MOST_PARTS = 50_000
"""Lines, links, tags and the like of a body that are read: far more than anybody writes into one
note, and few enough to be read in well under a second."""

_ORDERS: dict[str, Order] = {"dmy": "dmy", "mdy": "mdy"}
_PARTS = ("\n", "[[", "](", "#", "::", "`", "%%", "<!--")
_FENCES = ("---", "+++", ";;;")


class Decoded(NamedTuple):
    """A file's text.

    Attributes:
        text: The text, with its byte order mark if it has one; empty for a binary file.
        encoding: The codec that gives the bytes again; `binary` where it is no text.
        problem: What is wrong with the encoding, or None.
    """

    text: str
    encoding: str
    problem: Diagnostic | None = None


def decode(data: bytes, path: str = "") -> Decoded:
    """Turn a file's bytes into its text.

    Args:
        data: The bytes.
        path: The file, for the diagnostic.

    Returns:
        The text: UTF-8; UTF-16 where a byte order mark says so; else Windows-1252, in which every
        byte is read. A file with NUL bytes is no text.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16-le" if data[:2] == b"\xff\xfe" else "utf-16-be"
        decoded = _decoded(data, encoding)
        if decoded is not None and "\0" not in decoded:
            return Decoded(decoded, encoding, _problem(path, "UTF-16", Severity.INFO))
    if b"\0" in data:
        source = Source(path)
        mend = "move it out of the vault, or name it in .pnmignore"
        message = "the file is binary, not a note"
        problem = Diagnostic(source, BINARY, message, mend, Severity.ERROR)
        return Decoded("", "binary", problem)
    text = _decoded(data, "utf-8")
    if text is not None:
        return Decoded(text, "utf-8")
    for encoding in ("cp1252", "latin-1"):
        text = _decoded(data, encoding)
        if text is not None:
            return Decoded(text, encoding, _problem(path, "Windows-1252", Severity.WARNING))
    raise AssertionError  # latin-1 reads any bytes


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _problem(path: str, name: str, severity: Severity) -> Diagnostic:
    message = f"the file is not UTF-8, so it is read as {name}"
    return Diagnostic(Source(path), ENCODING, message, "save the file as UTF-8", severity)


def read_note(data: bytes, path: str, *, date_order: str | None = None) -> Note:
    """Read a note from a file's bytes.

    Args:
        data: The bytes.
        path: The file, relative to the vault, with forward slashes.
        date_order: `dmy` or `mdy`: how to read `03/11/2026`; None where the vault does not say.

    Returns:
        The note; for a binary file one that holds nothing but its diagnostic.
    """
    decoded = decode(data, path)
    return _note(decoded.text, path, date_order, decoded.problem)


def parse(text: str, path: str, *, date_order: str | None = None) -> Note:
    """Read a note from its text.

    Args:
        text: The file's text, as `decode` gives it.
        path: The file, relative to the vault, with forward slashes.
        date_order: `dmy` or `mdy`: how to read `03/11/2026`; None where the vault does not say.

    Returns:
        The note, whatever the text.
    """
    return _note(text, path, date_order, None)


def _note(text: str, path: str, date_order: str | None, problem: Diagnostic | None) -> Note:
    faults = Faults(path)
    if problem is not None:
        faults.found.append(problem)
    newline = _newline(text)
    if newline == "\r":
        # Nothing but carriage returns ends this file's lines; one for one keeps the offsets.
        text = text.replace("\r", "\n")
    fields: tuple[Field, ...] = ()
    kind, start = "", 0
    if _may_have_front(text):
        fields, kind, start = _plain_front_reader()(text) or _front_reader()(text, faults)
    start = start or int(text.startswith("\ufeff"))
    line = text.count("\n", 0, start) + 1
    body = _body(text, start, line, faults, _ORDERS.get(date_order or ""))
    found = tuple(faults.found)
    return Note(
        path, fields, kind, faults.broken, line, start, *body, diagnostics=found, newline=newline
    )


def _newline(text: str) -> str:
    end = text.find("\n")
    if end < 0:
        return "\r" if "\r" in text else "\n"
    return "\r\n" if text[end - 1 : end] == "\r" else "\n"


def _may_have_front(text: str) -> bool:
    bare = text.lstrip("\ufeff \t\r\n") if text[:1] in "\ufeff \t\r\n" else text
    return bare.startswith(_FENCES) or text.removeprefix("\ufeff").startswith("{")


def _body(text: str, start: int, line: int, faults: Faults, order: Order | None) -> Body:
    last = _readable(text, start)
    if last < len(text):
        faults.add(
            TOO_LONG,
            text.count("\n", 0, last) + 1,
            0,
            f"the note is longer than {LONGEST} characters, so what follows is not read"
            if len(text) - start > LONGEST
            else "the note has too many lines and links, so what follows is not read",
            "split the note",
        )
        text = text[:last]
    return _body_reader()(text, start, line, faults, order=order)


def _readable(text: str, start: int) -> int:
    """Return where the part of a body ends that is read: the whole, or some lines of it."""
    last = min(len(text), start + LONGEST)
    while last - start > MOST_PARTS:
        if sum(text.count(part, start, last) for part in _PARTS) <= MOST_PARTS:
            break
        last = start + (last - start) * 3 // 4
    return last if last == len(text) else max(text.rfind("\n", start, last), start)


# Late: a command that asks the index reads no note, and few notes need YAML's library.


@cache
def _plain_front_reader() -> Callable[[str], Front | None]:
    from pnm.notes.plain_front import read_plain_front

    return read_plain_front


@cache
def _front_reader() -> Callable[[str, Faults], Front]:
    from pnm.notes.front import read_front

    return read_front


@cache
def _body_reader() -> Callable[..., Body]:
    from pnm.notes.body import read_body

    return read_body
