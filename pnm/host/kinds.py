"""For each hook what its answers are made of.

In: nothing. Out: a table. Not known here: who asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from pnm.diagnostics import Diagnostic
from pnm.model import (
    Command,
    DerivedTag,
    Exporter,
    Fact,
    Field,
    Importer,
    RelationKind,
    Reminder,
    Report,
    Section,
)

KINDS: Final[Mapping[str, type[Any]]] = MappingProxyType(
    {
        "pnm_settings": type,
        "pnm_fields": Field,
        "pnm_relation_kinds": RelationKind,
        "pnm_facts": Fact,
        "pnm_tags": DerivedTag,
        "pnm_reminders": Reminder,
        "pnm_checks": Diagnostic,
        "pnm_reports": Report,
        "pnm_sections": Section,
        "pnm_templates": str,
        "pnm_filters": tuple,
        "pnm_commands": Command,
        "pnm_importers": Importer,
        "pnm_exporters": Exporter,
    }
)
