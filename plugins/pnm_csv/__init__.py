"""CSV: the network as a table, and contacts out of the tables that address books export.

In: the network, `[plugins.csv]`; a file's bytes. Out: a file's text; new notes.
Not known here: where notes go, and who is in the vault already.
"""

from __future__ import annotations

from collections.abc import Iterator

from pnm.api import Exporter, Importer, hookimpl
from pnm_csv.options import Options
from pnm_csv.reading import read
from pnm_csv.writing import write


@hookimpl
def pnm_settings() -> Iterator[type]:
    """Declare what may be set."""
    yield Options


@hookimpl
def pnm_exporters() -> Iterator[Exporter]:
    """Give the table of all contacts."""
    yield Exporter("csv", "One row for each contact, for spreadsheets and address books.", write)


@hookimpl
def pnm_importers() -> Iterator[Importer]:
    """Give the reader of such tables."""
    yield Importer(
        "csv", "A table of contacts: Google, Outlook, LinkedIn, pnm's own.", (".csv", ".tsv"), read
    )
