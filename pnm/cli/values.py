"""Contacts and reminders as the JSON that `docs/commands.md` promises.

In: values. Out: dictionaries with stable keys. Not known here: how they are printed.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from pnm.diagnostics import Diagnostic, Source
from pnm.model import Cadence, Contact, FieldValue, Interaction, Labelled, Reminder, Tag
from pnm.session import Session


def source_json(source: Source | None) -> str | None:
    """Return `path:line`."""
    return str(source) if source is not None else None


def contact_json(session: Session, contact: Contact) -> dict[str, Any]:
    """Return a contact as `list` and `show` print it."""
    network = session.network
    due = session.opinions.due.get(contact.id)
    return {
        "id": contact.id,
        "path": contact.path,
        "name": contact.name,
        "aliases": list(contact.aliases),
        "birthday": str(contact.birthday) if contact.birthday else None,
        "organization": contact.organization or None,
        "title": contact.title or None,
        "city": contact.city or None,
        "emails": _values(contact.emails),
        "phones": _values(contact.phones),
        "tags": [_tag(tag) for tag in session.opinions.tags.get(contact.id, contact.tags)],
        "circles": list(network.circles_of(contact.id)),
        "relations": [
            {
                "kind": relation.kind,
                "to": relation.to,
                "name": network.name_of(relation.to),
                "source": source_json(relation.source),
                "inferred": relation.inferred,
            }
            for relation in network.relations_of(contact.id)
        ],
        "fields": {row.field: _field(row) for row in network.fields_of(contact.id)},
        "cadence": _cadence(network.cadence_of(contact.id)),
        "last_contact": _last(network.last_contact(contact.id)),
        "due": due.isoformat() if due else None,
        "private": contact.private,
    }


def _values(rows: tuple[Labelled, ...]) -> list[str]:
    return [row.value for row in rows]


def _field(row: FieldValue) -> dict[str, Any]:
    value: object = row.value
    if isinstance(row.value, tuple):
        value = list(row.value)
    elif isinstance(row.value, date):
        value = row.value.isoformat()
    return {"value": value, "source": source_json(row.source), "plugin": row.plugin}


def _tag(tag: Tag) -> dict[str, Any]:
    return {"name": tag.name, "origin": tag.origin, "why": tag.why or None}


def _cadence(cadence: Cadence | None) -> dict[str, Any] | None:
    if cadence is None:
        return None
    return {
        "every_days": cadence.every_days,
        "longest_days": cadence.longest_days,
        "never": cadence.never,
        "source": source_json(cadence.source),
    }


def _last(row: Interaction | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {
        "date": row.day.isoformat(),
        "channel": row.channel or None,
        "source": source_json(row.source),
    }


def reminder_json(session: Session, plugin: str, row: Reminder) -> dict[str, Any]:
    """Return a reminder as `due` prints it."""
    return {
        "contact": row.contact_id,
        "name": session.network[row.contact_id].name,
        "due": row.due.isoformat(),
        "kind": row.kind,
        "text": row.text,
        "why": row.why or row.text,
        "source": source_json(row.sources[0]) if row.sources else None,
        "sources": [str(source) for source in row.sources],
        "plugin": plugin,
        "ratio": row.ratio,
    }


def diagnostic_json(row: Diagnostic) -> dict[str, Any]:
    """Return a diagnostic as `check` prints it."""
    return {
        "path": row.source.path,
        "line": row.source.line or None,
        "column": row.source.column or None,
        "code": row.code,
        "severity": row.severity.value,
        "message": row.message,
        "mend": row.mend,
    }
