"""The tasks of a note that may be promises to or of a contact.

In: a `Note` and its kind. Out: `TaskFact` rows. Not known here: whom a link or an `@name` means,
and which day it is; a task ticked later than the day asked for was still open on it.
"""

from __future__ import annotations

import re
from datetime import date

from pnm.contacts import kinds
from pnm.contacts.encounters import listed_people
from pnm.contacts.facts import TaskFact
from pnm.contacts.headings import Under, under
from pnm.contacts.kinds import Kind
from pnm.dates import parse_interval
from pnm.folding import fold
from pnm.keep import key_of
from pnm.notes import Block, Note, Task, plain

THEIR_HEADINGS = frozenset(
    {"waiting for", "waiting on", "waiting", "they owe", "they owe me", "owed to me", "delegated"}
)
"""Headings under which a task is the other's."""

_OWNER = re.compile(r"^@([\w.-]{1,60}(?: [\w.-]{1,60})?)\s*:\s*|^@(\w[\w.-]{0,60})\s+")
_LINKED_OWNER = re.compile(
    r"^(?:@?\[\[[^\[\]\n]{1,200}\]\]|@?\[[^\[\]\n]{1,100}\]\([^()\n]{1,200}\))\s*:\s*"
)
_WAITING = re.compile(r"^(?:waiting (?:for|on)|#waiting(?:-for)?)\s*:?\s*", re.IGNORECASE)
_FIELD_OWNER = re.compile(r"[\[(]?\bowner::\s*([^\])\n]{1,80})[\])]?", re.IGNORECASE)


def read_tasks(note: Note, kind: Kind, headings: tuple[Under, ...]) -> tuple[TaskFact, ...]:
    """Read the tasks of a note that concern somebody.

    Args:
        note: The note as read.
        kind: What kind of note it is; templates, indexes and reviews hold no promises.
        headings: What the note's headings say.

    Returns:
        Tasks with the targets of the people they concern (an empty target for the note's own
        contact) and the owner as written: empty for the user, `@` for the first of the people.
    """
    if kind.name in {kinds.TEMPLATE, kinds.INDEX, kinds.REVIEW}:
        return ()
    rows = []
    for block in note.blocks:
        task = block.task
        if task is None or is_cadence(task, kind):
            continue
        owner, text = _owner(task, under(headings, block))
        people = _people(block, note, kind, owner)
        if people or owner not in {"", "@"}:
            made = task.created or _made(block, note, kind, under(headings, block))
            rows.append(_fact(block, task, people, owner, text, made, note))
    return tuple(rows)


def _people(block: Block, note: Note, kind: Kind, owner: str) -> tuple[str, ...]:
    """Return whom a task concerns: whose note it is, and whom it links; who owes it first."""
    linked = tuple(link.target for link in block.links if link.place == "text")
    if kind.name == kinds.PERSON:
        return (*linked, "") if owner == "@" else ("", *linked)
    listed = listed_people(note) if kind.name == kinds.ENCOUNTER and not linked else ()
    return listed if len(listed) == 1 else linked


def is_cadence(task: Task, kind: Kind) -> bool:
    """Return whether a repeating task in a person's note is a wish to be in touch."""
    return kind.name == kinds.PERSON and task.when_done and parse_interval(task.repeat) is not None


def cadence_task(note: Note, kind: Kind) -> tuple[int, int] | None:
    """Return days and line of the first open task `🔁 every 3 weeks when done`, or None."""
    for block in note.blocks:
        if block.task and block.task.state == " " and is_cadence(block.task, kind):
            return parse_interval(block.task.repeat) or 0, block.line
    return None


def _owner(task: Task, here: Under) -> tuple[str, str]:
    text = task.text
    if found := _FIELD_OWNER.search(text):
        return plain(found[1]).strip(), (text[: found.start()] + text[found.end() :]).strip()
    if found := _OWNER.match(text):
        name = found[1] or found[2]
        return ("" if fold(name) in {"me", "i"} else name), text[found.end() :]
    if _LINKED_OWNER.match(text) or _WAITING.match(text) or THEIR_HEADINGS.intersection(here.words):
        return "@", text
    return "", text


def _made(block: Block, note: Note, kind: Kind, here: Under) -> date | None:
    """Return the day on which a task was written, as far as the note tells."""
    while block.parent >= 0:
        block = note.blocks[block.parent]
        if block.day is not None:
            return block.day
    return here.day or (kind.day if kind.name != kinds.PERSON else None)


def _fact(
    block: Block,
    task: Task,
    people: tuple[str, ...],
    owner: str,
    text: str,
    made: date | None,
    note: Note,
) -> TaskFact:
    shown = " ".join(plain(text).split())
    return TaskFact(
        shown[:300],
        block.line,
        people,
        owner,
        made.isoformat() if made else "",
        task.due.isoformat() if task.due else "",
        task.scheduled.isoformat() if task.scheduled else "",
        (task.done.isoformat() if task.done else "-") if task.state in {"x", "X"} else "",
        (task.cancelled.isoformat() if task.cancelled else "-") if task.state == "-" else "",
        key_of("promise", note.path, shown),
    )
