"""Facts that plugins read out of a note, beside pnm's own.

In: a note as it is written, who asks the plugins. Out: rows for the index, and faults.
Not known here: the plugins themselves, and whom a link means.

Foreign values go into the index here, so each is looked at: what could not be packed, or would
come out as something else, costs that one fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, Protocol, runtime_checkable

from pnm.contacts import kinds
from pnm.contacts.facts import Fault, FurtherFact, NoteFacts
from pnm.contacts.kinds import Kind
from pnm.contacts.written import written_note
from pnm.model import Fact, WrittenNote
from pnm.notes import Note

LOST: Final = "PNM912"
"""What a plugin reads out of a note cannot be had, or not be kept."""

_UNASKED: Final = frozenset({kinds.TEMPLATE, kinds.REVIEW})

Found = tuple[tuple[tuple[str, Fact], ...], tuple[tuple[str, str], ...]]
"""Facts, each with its plugin; and for each plugin that failed what went wrong."""


class Further(Protocol):
    """Asks the plugins for facts; the host's part of reading a note.

    Notes are read by several processes, each with a copy of it.
    """

    @property
    def state(self) -> str:
        """Return what the facts depend on beside the note: plugins, their code and settings.

        An index that was made with another state is thrown away.
        """

    def read(self, note: WrittenNote) -> Found:
        """Ask the plugins about one note.

        It raises nothing, whatever a plugin does, and gives the same for the same note.
        """


@runtime_checkable
class ReadsMany(Protocol):
    """A `Further` that is sooner done with many notes at once."""

    def read_many(self, notes: Sequence[WrittenNote]) -> Sequence[Found]:
        """Ask the plugins about some notes: the same as about each."""


def read_each(further: Further, notes: Sequence[WrittenNote]) -> Sequence[Found]:
    """Return what plugins read out of each of some notes."""
    if isinstance(further, ReadsMany):
        return further.read_many(notes)
    return [further.read(note) for note in notes]


def shown(facts: NoteFacts, note: Note, kind: Kind) -> WrittenNote | None:
    """Return a note as plugins are asked about it; None where they are not.

    Args:
        facts: pnm's own of the note.
        note: The note as read.
        kind: What kind of note it is; of templates and generated notes nobody is asked.
    """
    return None if kind.name in _UNASKED else written_note(note, kind, facts.title)


def with_found(facts: NoteFacts, found: Found) -> NoteFacts:
    """Add what plugins read out of a note.

    Args:
        facts: pnm's own of the note.
        found: What the plugins gave.

    Returns:
        The facts with those of plugins, in the order of lines, and their faults.
    """
    given, failed = found
    rows: list[FurtherFact] = []
    faults = [_fault(plugin, 0, f"plugin {plugin} failed: {what}") for plugin, what in failed]
    for plugin, fact in given:
        try:
            rows.append(_row(plugin, fact))
        except (TypeError, ValueError) as exc:
            message = f"plugin {plugin} gave a fact that is left out: {exc}"
            faults.append(_fault(plugin, fact.line, message))
    if not rows and not faults:
        return facts
    rows.sort(key=_by_line)
    return facts._replace(further=tuple(rows), faults=(*facts.faults, *faults))


def _by_line(row: FurtherFact) -> tuple[int, str]:
    return row.line, row.plugin


def _row(plugin: str, fact: Fact) -> FurtherFact:
    if not isinstance(fact.line, int) or fact.line < 1:
        raise ValueError(f"its line is {fact.line!r}, not one of the note")
    day = "" if fact.day is None else date(fact.day.year, fact.day.month, fact.day.day).isoformat()
    return FurtherFact(
        plugin,
        _text(fact.kind),
        int(fact.line),
        _text(fact.text),
        _texts(fact.about),
        day,
        _values(fact.values),
    )


def _text(value: object) -> str:
    """Return a text as Python's own, which alone can be packed."""
    if not isinstance(value, str):
        raise TypeError(f"it has {value!r:.60} where a text belongs")
    return str.__str__(value)


def _texts(values: Iterable[object]) -> tuple[str, ...]:
    return tuple(map(_text, values))


def _values(values: Mapping[Any, Any]) -> tuple[tuple[str, str | int | bool], ...]:
    return tuple(sorted((_text(name), _value(value)) for name, value in values.items()))


def _value(value: object) -> str | int | bool:
    if isinstance(value, bool):
        return value
    return int(value) if isinstance(value, int) else _text(value)


def _fault(plugin: str, line: object, message: str) -> Fault:
    return Fault(
        LOST,
        line if type(line) is int and line > 0 else 0,
        0,
        "error",
        message,
        f"mend or update the plugin, or switch it off: pnm plugins disable {plugin}; "
        "if it was by chance: pnm plugins --retry",
    )
