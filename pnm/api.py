"""Everything a plugin may import, and nothing else.

In: nothing. Out: the public names, re-exported. What is not here may change without a word;
what is here changes only as `docs/hooks.md` says.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pnm.commands import Asked, report_command, vault_command
from pnm.dates import (
    PartialDate,
    add_months,
    full_day,
    iso_week,
    month_name,
    on_day,
    parse_day,
    parse_interval,
    parse_partial,
    parse_quarter,
    short_day,
    spoken_ago,
    spoken_day,
    spoken_days,
    spoken_interval,
    week_days,
    written_day,
)
from pnm.diagnostics import Diagnostic, Severity, Source
from pnm.errors import AmbiguousError, NotFoundError, PnmError, QueryError
from pnm.folding import fold
from pnm.hookspecs import Settings, hookimpl
from pnm.likeness import alike, telling_words
from pnm.model import (
    REACH_OUT,
    TICKED_IN_REVIEW,
    Cadence,
    Chart,
    Circle,
    Command,
    Contact,
    DerivedTag,
    Exporter,
    Fact,
    Field,
    FieldValue,
    Gathered,
    Importer,
    Interaction,
    KnownFact,
    Labelled,
    Line,
    Mention,
    NewNote,
    Parameter,
    Promise,
    Relation,
    RelationKind,
    Reminder,
    Report,
    Section,
    Tag,
    Tie,
    WrittenKey,
    WrittenLine,
    WrittenNote,
)
from pnm.network import Discretion, Network, discretion_of, promise_text, who_promised
from pnm.notes import as_read, note_text
from pnm.query import Knowledge, parse_query, select
from pnm.retiring import Retiring, retiring_names
from pnm.settings import (
    check_settings,
    choice,
    flag,
    interval,
    number,
    read_settings,
    tables,
    text,
    texts,
    whole_number,
)
from pnm.wording import counted, known_are, listed, sentence, shortened

RETIRING: Final[Mapping[str, Retiring]] = MappingProxyType({})
"""The names that go away; `docs/stability.md` tells how."""

if not TYPE_CHECKING:  # for a type checker a name that goes away is gone
    __getattr__ = retiring_names(__name__, RETIRING)

__all__ = [
    "REACH_OUT",
    "TICKED_IN_REVIEW",
    "AmbiguousError",
    "Asked",
    "Cadence",
    "Chart",
    "Circle",
    "Command",
    "Contact",
    "DerivedTag",
    "Diagnostic",
    "Discretion",
    "Exporter",
    "Fact",
    "Field",
    "FieldValue",
    "Gathered",
    "Importer",
    "Interaction",
    "Knowledge",
    "KnownFact",
    "Labelled",
    "Line",
    "Mention",
    "Network",
    "NewNote",
    "NotFoundError",
    "Parameter",
    "PartialDate",
    "PnmError",
    "Promise",
    "QueryError",
    "Relation",
    "RelationKind",
    "Reminder",
    "Report",
    "Section",
    "Settings",
    "Severity",
    "Source",
    "Tag",
    "Tie",
    "WrittenKey",
    "WrittenLine",
    "WrittenNote",
    "add_months",
    "alike",
    "as_read",
    "check_settings",
    "choice",
    "counted",
    "discretion_of",
    "flag",
    "fold",
    "full_day",
    "hookimpl",
    "interval",
    "iso_week",
    "known_are",
    "listed",
    "month_name",
    "note_text",
    "number",
    "on_day",
    "parse_day",
    "parse_interval",
    "parse_partial",
    "parse_quarter",
    "parse_query",
    "promise_text",
    "read_settings",
    "report_command",
    "select",
    "sentence",
    "short_day",
    "shortened",
    "spoken_ago",
    "spoken_day",
    "spoken_days",
    "spoken_interval",
    "tables",
    "telling_words",
    "text",
    "texts",
    "vault_command",
    "week_days",
    "who_promised",
    "whole_number",
    "written_day",
]
