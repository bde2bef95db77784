"""Whether what a plugin gave makes sense in the vault it was asked about.

In: its values, the network, the notes. Out: what is wrong, in words.
Not known here: how it was asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pnm.diagnostics import Diagnostic, Source
from pnm.model import DerivedTag, Fact, Reminder, Section
from pnm.network import Network

Wrong = tuple[str, str]
"""A message and what to do."""


def wrong_values(
    values: Iterable[Any], network: Network, notes: Mapping[str, str], *, own_codes: bool
) -> Iterator[Wrong]:
    """Yield what makes no sense in answers to a question about a network.

    Args:
        values: The answers.
        network: What was asked about.
        notes: The text of each note.
        own_codes: Whether codes that begin with PNM are the plugin's to give.
    """
    for value in values:
        if isinstance(value, (Reminder, DerivedTag)):
            yield from _of_somebody(value, network)
        if isinstance(value, Diagnostic):
            yield from _of_diagnostic(value, own_codes=own_codes)
        if isinstance(value, Section):
            yield from _of_section(value, network)
        for source in _sources(value):
            yield from _of_source(source, notes)


def wrong_facts(path: str, facts: Iterable[Fact], text: str) -> Iterator[Wrong]:
    """Yield what makes no sense in facts out of one note."""
    last = text.count("\n") + 1
    for fact in facts:
        if not 1 <= fact.line <= last:
            message = f"gives a fact of line {fact.line}; {path} has {last}"
            yield message, "give the line of the WrittenLine or WrittenKey it stands in"


def _of_somebody(value: Reminder | DerivedTag, network: Network) -> Iterator[Wrong]:
    what = "a reminder" if isinstance(value, Reminder) else "a tag"
    if value.contact_id not in network:
        yield (
            f"gives {what} for {value.contact_id!r}, who is not in the network",
            "take ids from the network",
        )
    if not value.why.strip():
        yield f"gives {what} without saying why", "fill in `why`, in one sentence"
    if isinstance(value, Reminder) and not value.text.strip():
        yield "gives a reminder without a text", "say what to do"
    if isinstance(value, DerivedTag) and (not value.tag.strip() or value.tag.startswith("#")):
        yield f"gives the tag {value.tag!r}", "give a word, without #"


def _of_diagnostic(value: Diagnostic, *, own_codes: bool) -> Iterator[Wrong]:
    if value.code.startswith("PNM") and not own_codes:
        yield f"gives the code {value.code}", "begin codes with letters of your own"
    if not value.message.strip() or not value.mend.strip():
        yield f"gives {value.code} without saying what to do", "fill in message and mend"


def _of_section(section: Section, network: Network) -> Iterator[Wrong]:
    for line in section.lines:
        if line.contact_id is not None and network.get(line.contact_id) is None:
            message = f"gives a line about {line.contact_id!r}, who is not in the network"
            yield message, "take ids from the network"
        if line.logs and (not line.box or line.contact_id is None):
            yield "gives a line that logs, without box or person", "set box and contact_id, too"
    keys = Counter(line.key for line in section.lines if line.key)
    for key, count in keys.items():
        if count > 1:
            yield f"gives {count} lines the key {key!r}", "give each line a key of its own"


def _sources(value: Any) -> Iterator[Source]:  # noqa: ANN401 - any answer
    yield from getattr(value, "sources", ())
    source = getattr(value, "source", None)
    if isinstance(source, Source):
        yield source
    for line in getattr(value, "lines", ()):
        yield from line.sources


def _of_source(source: Source, notes: Mapping[str, str]) -> Iterator[Wrong]:
    if source.path.endswith(".md") and source.path in notes:
        last = notes[source.path].count("\n") + 1
        if not 0 <= source.line <= last:
            message = f"names {source}, which has {last} lines"
            yield message, "take sources from the facts"
    elif source.path.endswith(".md"):
        yield f"names {source}, a note that is not there", "take sources from the facts"
