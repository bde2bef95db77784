"""The facts and the answers of pnm, frozen.

In: nothing; these are types. Out: what the index keeps, what `Network` shows, what hooks give back.
Not known here: how a note is read, where anything is stored, how it is printed.
"""

from pnm.model.answers import (
    NOT_GIVEN,
    NOTHING,
    REACH_OUT,
    Chart,
    DerivedTag,
    Gathered,
    Line,
    Parameter,
    Reminder,
    Report,
    Section,
)
from pnm.model.declared import Command, Exporter, Field, Importer, NewNote, RelationKind
from pnm.model.facts import (
    NO_VALUES,
    TICKED_IN_REVIEW,
    Cadence,
    Circle,
    Contact,
    FieldValue,
    Interaction,
    KnownFact,
    Labelled,
    Mention,
    Promise,
    Rejected,
    Relation,
    Tag,
    Tie,
)
from pnm.model.written import Fact, WrittenKey, WrittenLine, WrittenNote

__all__ = [
    "NOTHING",
    "NOT_GIVEN",
    "NO_VALUES",
    "REACH_OUT",
    "TICKED_IN_REVIEW",
    "Cadence",
    "Chart",
    "Circle",
    "Command",
    "Contact",
    "DerivedTag",
    "Exporter",
    "Fact",
    "Field",
    "FieldValue",
    "Gathered",
    "Importer",
    "Interaction",
    "KnownFact",
    "Labelled",
    "Line",
    "Mention",
    "NewNote",
    "Parameter",
    "Promise",
    "Rejected",
    "Relation",
    "RelationKind",
    "Reminder",
    "Report",
    "Section",
    "Tag",
    "Tie",
    "WrittenKey",
    "WrittenLine",
    "WrittenNote",
]
