"""Everything a plugin may import, and nothing else.

In: nothing. Out: the public names, re-exported. What is not here may change without a word;
what is here changes only as `docs/hooks.md` says.
"""

from pnm.dates import (
    PartialDate,
    add_months,
    iso_week,
    parse_day,
    parse_interval,
    parse_partial,
    spoken_day,
    spoken_days,
    spoken_interval,
    week_days,
    written_day,
)
from pnm.diagnostics import Diagnostic, Severity, Source
from pnm.errors import PnmError, QueryError
from pnm.folding import fold
from pnm.hookspecs import Settings, hookimpl
from pnm.model import (
    REACH_OUT,
    TICKED_IN_REVIEW,
    Cadence,
    Chart,
    Circle,
    Contact,
    DerivedTag,
    Gathered,
    Interaction,
    Labelled,
    Line,
    Mention,
    Promise,
    Relation,
    Reminder,
    Report,
    Section,
    Tag,
    Tie,
)
from pnm.network import Network
from pnm.query import Knowledge, parse_query, select
from pnm.settings import check_settings, flag, read_settings, texts, whole_number
from pnm.wording import counted, known_are, shortened

__all__ = [
    "REACH_OUT",
    "TICKED_IN_REVIEW",
    "Cadence",
    "Chart",
    "Circle",
    "Contact",
    "DerivedTag",
    "Diagnostic",
    "Gathered",
    "Interaction",
    "Knowledge",
    "Labelled",
    "Line",
    "Mention",
    "Network",
    "PartialDate",
    "PnmError",
    "Promise",
    "QueryError",
    "Relation",
    "Reminder",
    "Report",
    "Section",
    "Settings",
    "Severity",
    "Source",
    "Tag",
    "Tie",
    "add_months",
    "check_settings",
    "counted",
    "flag",
    "fold",
    "hookimpl",
    "iso_week",
    "known_are",
    "parse_day",
    "parse_interval",
    "parse_partial",
    "parse_query",
    "read_settings",
    "select",
    "shortened",
    "spoken_day",
    "spoken_days",
    "spoken_interval",
    "texts",
    "week_days",
    "whole_number",
    "written_day",
]
