"""What a person's note says besides its keys, tasks and log: the lines that a brief recalls.

In: one note, to facts; or a view and a contact, to the section `note`.
Not known here: what counts as being in touch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pnm.api import Contact, Fact, KnownFact, Line, Section, WrittenLine, WrittenNote, fold
from pnm_brief.view import View
from pnm_brief.words import plain

REMARK: Final = "brief_remark"
"""The kind of these facts."""

_MOST_READ: Final = 40
"""Lines of one note that are kept."""
_MOST_TOLD: Final = 5
_LISTS: Final = frozenset(
    "people|related|related people|relations|relationships|backlinks|see also|linked mentions|"
    "contents|table of contents|toc".split("|")
)
"""Headings under which a line is a link, not a remark."""
_LOGS: Final = frozenset("log|communications|interactions|history|notes|contact log".split("|"))
"""Headings under which a dated line is a time of being in touch."""
_KINDS: Final = frozenset({"item", "paragraph", "quote"})
_TAGS: Final = re.compile(r"(?:(?:^|\s)#[^\s#]+)+\s*$")
"""Tags at the end of a text."""


def facts_of(note: WrittenNote) -> Iterator[Fact]:
    """Yield the remarks of a person's note.

    Args:
        note: As it is written.

    Yields:
        Facts of the kind `REMARK`.
    """
    if not note.is_contact:
        return
    found = 0
    for lines in _together(note.lines):
        first = lines[0]
        text = _TAGS.sub("", plain(" ".join(line.text for line in lines)))
        if text and "::" not in text and found < _MOST_READ:
            found += 1
            yield Fact(REMARK, first.line, text, day=first.day, values={"under": first.heading})


def _together(lines: tuple[WrittenLine, ...]) -> Iterator[list[WrittenLine]]:
    """Yield the lines that are remarks, those of one paragraph together."""
    group: list[WrittenLine] = []
    for line in lines:
        if not _is_remark(line):
            continue
        if group and _goes_on(group[-1], line):
            group.append(line)
            continue
        if group:
            yield group
        group = [line]
    if group:
        yield group


def _goes_on(before: WrittenLine, line: WrittenLine) -> bool:
    same = (before.kind, before.heading) == (line.kind, line.heading)
    return same and line.kind != "item" and line.line == before.line + 1 and line.day is None


def _is_remark(line: WrittenLine) -> bool:
    heading = fold(line.heading).strip(" :")
    if line.kind not in _KINDS or heading in _LISTS or line.text.startswith("![["):
        return False  # another note shown in this one says nothing of its own
    return line.day is None or (bool(heading) and heading not in _LOGS)


# -- in a brief ----------------------------------------------------------------------------------


def dated_remarks(view: View, contact: Contact) -> Iterator[KnownFact]:
    """Yield the dated lines of a contact's note that are no time of being in touch."""
    touched = {row.source for row in view.network.interactions_of(contact.id)}
    for fact in _known(view, contact):
        if fact.day is not None and fact.source not in touched:
            yield fact


def section(view: View, contact: Contact) -> Section | None:
    """Return what the note says in so many words.

    Args:
        view: The vault.
        contact: Whom the user meets.

    Returns:
        The section, or None where the note has no such line.
    """
    rows = [fact for fact in _known(view, contact) if fact.day is None]
    lines = tuple(_line(fact, contact) for fact in rows[:_MOST_TOLD])
    return Section("note", "From the note", 60, lines) if lines else None


def _known(view: View, contact: Contact) -> Iterator[KnownFact]:
    facts = view.network.facts_of(contact.id)
    elsewhere = {fact.source for fact in facts if fact.kind != REMARK}
    for fact in facts:
        # What another plugin has read out of the line is told by that plugin.
        is_own = fact.kind == REMARK and fact.source not in elsewhere
        if is_own and fact.source.path == contact.path and view.discretion.clears(fact.text):
            yield fact


def _line(fact: KnownFact, contact: Contact) -> Line:
    heading = str(fact.values.get("under", ""))
    dull = fold(heading) in {*_LOGS, fold(contact.name), ""}
    lead = "" if dull else f"{heading}: "
    return Line(f"{lead}{fact.text}", sources=(fact.source,))
