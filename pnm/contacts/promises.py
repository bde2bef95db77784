"""The tasks of a note that may be promises to or of a contact.

In: a `Note` and its kind. Out: `TaskFact` rows. Not known here: whom a link or an `@name` means,
and which day it is; a task ticked later than the day asked for was still open on it.
"""

from __future__ import annotations

import re

from pnm.contacts import kinds
from pnm.contacts.facts import TaskFact
from pnm.contacts.keys import encounter_key
from pnm.contacts.kinds import Kind
from pnm.dates import parse_interval
from pnm.folding import fold
from pnm.keep import key_of
from pnm.notes import Block, Note, Task, links_in, plain, scalars

THEIR_HEADINGS = frozenset(
    {"waiting for", "waiting on", "waiting", "they owe", "they owe me", "owed to me", "delegated"}
)
_OWNER = re.compile(r"^@([\w.-]{1,60}(?: [\w.-]{1,60})?)\s*:\s*|^@(\w[\w.-]{0,60})\s+")
_LINKED_OWNER = re.compile(r"^(\[\[[^\[\]\n]{1,200}\]\])\s*:\s*")
_WAITING = re.compile(r"^(?:waiting (?:for|on)|#waiting(?:-for)?)\s*:?\s*", re.IGNORECASE)
_FIELD_OWNER = re.compile(r"[\[(]?\bowner::\s*([^\])\n]{1,80})[\])]?", re.IGNORECASE)


def read_tasks(note: Note, kind: Kind) -> tuple[TaskFact, ...]:
    """Read the tasks of a note that concern somebody.

    Args:
        note: The note as read.
        kind: What kind of note it is; templates, indexes and reviews hold no promises.

    Returns:
        Tasks with the targets of the people they concern (an empty target for the note's own
        contact) and the owner as written: empty for the user, `@` for the first of the people.
    """
    if kind.name in {kinds.TEMPLATE, kinds.INDEX, kinds.REVIEW}:
        return ()
    listed = _listed_people(note) if kind.name == kinds.ENCOUNTER else ()
    rows = []
    for block in note.blocks:
        task = block.task
        if task is None or is_cadence(task, kind):
            continue
        people = tuple(k.target for k in block.links if k.place == "text")
        if not people:
            people = ("",) if kind.name == kinds.PERSON else listed if len(listed) == 1 else ()
        owner, text = _owner(block, note, task)
        if people or owner not in {"", "@"}:
            rows.append(_fact(block, task, people, owner, text, note, kind))
    return tuple(rows)


def is_cadence(task: Task, kind: Kind) -> bool:
    """Return whether a repeating task in a person's note is a wish to be in touch."""
    return kind.name == kinds.PERSON and task.when_done and parse_interval(task.repeat) is not None


def cadence_task(note: Note, kind: Kind) -> tuple[int, int] | None:
    """Return days and line of the first open task `🔁 every 3 weeks when done`, or None."""
    for block in note.blocks:
        if block.task and block.task.state == " " and is_cadence(block.task, kind):
            return parse_interval(block.task.repeat) or 0, block.line
    return None


def _listed_people(note: Note) -> tuple[str, ...]:
    names: list[str] = []
    for field in note.fields:
        if encounter_key(field.key) == "people":
            for scalar in scalars(field.value):
                links = links_in(scalar.text, scalar.line)
                names += [k.target for k in links] or [f"text:{scalar.text.strip()}"]
    return tuple(dict.fromkeys(names))


def _owner(block: Block, note: Note, task: Task) -> tuple[str, str]:
    text = task.text
    if found := _FIELD_OWNER.search(text):
        return plain(found[1]).strip(), (text[: found.start()] + text[found.end() :]).strip()
    if found := _OWNER.match(text):
        name = found[1] or found[2]
        return ("" if fold(name) in {"me", "i"} else name), text[found.end() :]
    if found := _LINKED_OWNER.match(text):
        return "@", text
    if _WAITING.match(text):
        return "@", text
    heading = note.headings[block.section].text if block.section >= 0 else ""
    return ("@" if fold(heading).rstrip(":") in THEIR_HEADINGS else ""), text


def _fact(
    block: Block,
    task: Task,
    people: tuple[str, ...],
    owner: str,
    text: str,
    note: Note,
    kind: Kind,
) -> TaskFact:
    made = task.created or (kind.day if kind.name != kinds.PERSON else None)
    ancestor = block
    while made is None and ancestor.parent >= 0:
        ancestor = note.blocks[ancestor.parent]
        made = ancestor.day
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
