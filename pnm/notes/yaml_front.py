"""A YAML header to fields, whatever state it is in.

In: the header and its place. Out: its fields. It is read by its events; where those fail, entry by
entry, and an entry that fails line by line, so that one bad line costs at most one field.

Not known here: fences, and what a key means.
"""

from __future__ import annotations

import re

import yaml

from pnm.diagnostics import Severity
from pnm.notes.faults import DUPLICATE, TOO_LARGE, UNREADABLE, Faults, NotKeysError
from pnm.notes.note import Field
from pnm.notes.places import Place
from pnm.notes.yaml_events import TooLargeError, read_events
from pnm.notes.yaml_lines import Entry, read_entry, split_entries

_KEY_LINE = re.compile(r"^[^\W\d_][^\n:]{0,80}:(?:[ \t\r]|$)", re.MULTILINE)
_MOST_TRIES = 500
"""Entries that are tried as YAML; a header with more is read line by line."""


def read_yaml(header: str, place: Place, faults: Faults) -> tuple[Field, ...]:
    """Read a YAML header.

    Args:
        header: The text between the fences.
        place: Where it starts.
        faults: Takes what is wrong; its `broken` is set where the header did not parse.

    Returns:
        The fields, in order.

    Raises:
        NotKeysError: There are no keys.
    """
    before = len(faults.found)
    try:
        return read_events(header, place, faults)
    except (yaml.YAMLError, ValueError) as error:
        del faults.found[before:]
        # A mapping with a bad first line may look like a text or a list.
        if isinstance(error, NotKeysError) and _KEY_LINE.search(header) is None:
            raise
        return _mended(header, place, faults, error)


def _mended(header: str, place: Place, faults: Faults, error: Exception) -> tuple[Field, ...]:
    before = len(faults.found)
    too_large = isinstance(error, TooLargeError)
    if too_large:
        _tell_size(faults, place, error)
    fields = _by_entries(header, place, faults, tries=0 if too_large else _MOST_TRIES)
    if not fields:
        del faults.found[before:]
        raise NotKeysError(0)
    faults.broken = True
    if len(faults.found) == before:
        _tell(faults, place, 0, "the front matter", error, "look at the line before it, too")
    return fields


def _tell_size(faults: Faults, place: Place, error: Exception) -> None:
    faults.add(
        TOO_LARGE,
        place.line,
        1,
        f"the front matter is read line by line, because {error}",
        "move what is not a key of a note into its text",
        Severity.ERROR,
    )


def _by_entries(header: str, place: Place, faults: Faults, tries: int) -> tuple[Field, ...]:
    fields: dict[str, Field] = {}
    entries = split_entries(header, place, faults)
    for count, entry in enumerate(entries):
        part = _by_events(entry, place, faults) if count < tries else None
        for field in part if part is not None else (read_entry(entry),):
            if field.key in fields:
                faults.add(
                    DUPLICATE,
                    field.line,
                    entry.indent + 1,
                    f"{field.key!r} is written twice, and the first one counts",
                    "join both into one list, or remove one",
                )
                continue
            fields[field.key] = field
    return tuple(fields.values())


def _by_events(entry: Entry, place: Place, faults: Faults) -> tuple[Field, ...] | None:
    before = len(faults.found)
    index = entry.start - place.start
    part = Place(place.text, entry.start, entry.line)
    try:
        return read_events(entry.text, part, faults)
    except NotKeysError as error:
        problem: Exception = error
    except (yaml.YAMLError, ValueError) as error:
        problem = error
    del faults.found[before:]
    _tell(faults, place, index, f"the value of {entry.key!r}", problem, entry.mend(), entry)
    return None


def _tell(
    faults: Faults,
    place: Place,
    index: int,
    subject: str,
    error: Exception,
    mend: str,
    entry: Entry | None = None,
) -> None:
    mark = getattr(error, "problem_mark", None)
    if mark is not None and (entry is None or mark.line < entry.lines):
        index += mark.index
    elif entry is not None:
        index = entry.value_start - place.start
    why = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    if isinstance(error, NotKeysError):
        why = "there is no blank behind the colon"
    line, column = place.position(index)
    message = f"{subject} is not YAML ({why}), so it is read as plain lines"
    faults.add(UNREADABLE, line, column, message, mend, Severity.ERROR)
