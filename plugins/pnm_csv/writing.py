"""The network as a table: one row for each contact, columns named like keys of a note.

In: the network, the settings. Out: the file's text.
Not known here: who reads it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from pnm.api import (
    Cadence,
    Contact,
    Discretion,
    FieldValue,
    Labelled,
    Network,
    counted,
    discretion_of,
)
from pnm_csv.cells import cell
from pnm_csv.options import Options

Row = dict[str, tuple[str, ...]]

_TEXTS: Final[Mapping[str, Callable[[Contact], Iterable[object]]]] = {
    "name": lambda c: (c.name,),
    "given_name": lambda c: (c.given_name,),
    "family_name": lambda c: (c.family_name,),
    "aliases": lambda c: c.aliases,
    "pronouns": lambda c: (c.pronouns,),
    "birthday": lambda c: (c.birthday or "",),
    "anniversary": lambda c: (c.anniversary or "",),
    "died": lambda c: (c.died or ("true" if c.dead else ""),),
    "city": lambda c: (c.city,),
    "country": lambda c: (c.country,),
    "timezone": lambda c: (c.timezone,),
    "organization": lambda c: c.organizations,
    "title": lambda c: (c.title,),
    "met": lambda c: (c.met,),
    "interest": lambda c: c.interests,
    "expertise": lambda c: c.expertise,
    "offers": lambda c: c.offers,
    "asks": lambda c: c.asks,
    "tags": lambda c: (tag.name for tag in c.tags),
    "uid": lambda c: (c.uid,),
}
"""The columns that every table has, with what stands in them."""
_LABELLED: Final[Mapping[str, Callable[[Contact], tuple[Labelled, ...]]]] = {
    "email": lambda c: c.emails,
    "phone": lambda c: c.phones,
    "address": lambda c: c.addresses,
    "url": lambda c: c.urls,
}
"""The columns that are there once for each label, too: `email`, `email_work`."""
_OWN_NAME: Final = frozenset({"name", "given_name", "family_name", "uid"})
_OF_NETWORK: Final = ("circle", "contact_every", "last_contact")
COLUMNS: Final = (*list(_TEXTS)[:8], *_LABELLED, *list(_TEXTS)[8:], *_OF_NETWORK)
"""All columns that are always there, in their order."""


def write(network: Network, options: Options) -> str:
    """Write the table.

    Args:
        network: The whole vault.
        options: The plugin's settings.

    Returns:
        CSV with commas and a line of headings; people without a note are left out.
    """
    discretion = discretion_of(network, everybody=options.include_private)
    rows = [
        _cleared(_row(contact, network), discretion)
        for contact in network.in_notes()
        if discretion.shows(contact.id)
    ]
    columns = list(_in_order({column for row in rows for column in row}))
    out = io.StringIO()
    table = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    table.writerow(columns)
    table.writerows([cell(row.get(column, ())) for column in columns] for row in rows)
    return out.getvalue()


def _row(contact: Contact, network: Network) -> Row:
    row: Row = {key: tuple(map(str, values(contact))) for key, values in _TEXTS.items()}
    for key, labelled in _LABELLED.items():
        for one in labelled(contact):
            column = f"{key}_{one.label}" if one.label else key
            row[column] = (*row.get(column, ()), one.value)
    last = network.last_contact(contact.id)
    row["circle"] = network.circles_of(contact.id)
    for field in network.fields_of(contact.id):
        row[field.field] = tuple(_texts_of(field, network))
    row["contact_every"] = (_wish(network.cadence_of(contact.id)),)
    row["last_contact"] = (last.day.isoformat(),) if last else ()
    return row


def _cleared(row: Row, discretion: Discretion) -> Row:
    """Return a row without what names somebody private; the contact's own name stays."""
    return {
        key: values if key in _OWN_NAME else tuple(filter(discretion.clears, values))
        for key, values in row.items()
    }


def _texts_of(field: FieldValue, network: Network) -> Iterable[str]:
    """Yield what a note says in a plugin's field; people by their names."""
    value = field.value
    if isinstance(value, tuple):
        yield from map(network.name_of, value)
    elif isinstance(value, bool):
        yield "true" if value else "false"
    else:
        yield str(value)


def _wish(cadence: Cadence | None) -> str:
    if cadence is None or cadence.origin != "note":
        return ""
    if cadence.never:
        return "never"
    spans = (cadence.every_days, cadence.longest_days)
    return "..".join(counted(days, "day") for days in spans if days is not None)


def _in_order(columns: set[str]) -> Iterable[str]:
    """Yield the columns: labelled ones behind those without a label, fields of plugins last."""
    for column in COLUMNS:
        yield column
        if column in _LABELLED:
            yield from sorted(one for one in columns if one.startswith(f"{column}_"))
    labelled = tuple(f"{column}_" for column in _LABELLED)
    yield from sorted(c for c in columns - {*COLUMNS} if not c.startswith(labelled))
