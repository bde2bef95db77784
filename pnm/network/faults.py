"""What is doubtful only when notes are seen together.

In: facts, who is meant by a link, contacts. Out: diagnostics.
Not known here: the faults of single notes, which travel in their facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pnm.contacts.facts import TEXT, RelationFact
from pnm.contacts.stored import Facts
from pnm.diagnostics import Diagnostic, Severity, Source
from pnm.folding import fold
from pnm.model import Contact
from pnm.network.people import GHOST
from pnm.network.whom import Whom

_SHOWN = 3
_REFERENCES = ("urn:", "uid:", "http:", "https:")
_NO_NAMES = frozenset({"yes", "no", "true", "false", "none", "unknown", "many"})


def unclear_links(facts: Iterable[Facts], whom: Whom) -> Iterator[Diagnostic]:
    """Yield the links and listed names that may mean several people."""
    for note in facts:
        targets, lines = note.ends
        for target, line in () if whom.is_clear(targets) else zip(targets, lines, strict=True):
            found = whom.candidates(target, note.path)
            if len(found) > 1:
                yield Diagnostic(
                    Source(note.path, line),
                    "PNM202",
                    f"[[{target}]] may mean {_either(found)}; {found[0]} is taken",
                    f"write [[{found[0]}|{target.rpartition('/')[2]}]]",
                )
        if note.lists_people:
            yield from _unclear_names(note, whom)


def _unclear_names(note: Facts, whom: Whom) -> Iterator[Diagnostic]:
    for _, _, _, line, _, people, _, listed, _ in note.touches:
        for target in people if listed else ():
            name = target.removeprefix(TEXT)
            if name != target and len(found := tuple(whom.named(name))) > 1:
                yield several(name, found, Source(note.path, line))


def several(name: str, found: Sequence[str], source: Source) -> Diagnostic:
    """Say that a name without a link is that of several people."""
    return Diagnostic(
        source,
        "PNM202",
        f"{name!r} may mean {_either(found)}; nobody is taken",
        f"write [[{found[0]}|{name}]]",
    )


def _either(found: Sequence[str]) -> str:
    return " or ".join(found[:_SHOWN])


def plain_text(row: RelationFact, source: Source, person: str = "") -> Iterator[Diagnostic]:
    """Suggest a link where a relation names somebody as plain text.

    Args:
        row: The relation.
        source: Where it is written.
        person: Whom it means; empty where nobody has that name.

    Yields:
        The suggestion, unless the text is no name.
    """
    stem = person.rpartition("/")[2].removeprefix(GHOST)
    link = f"{stem}|{row.target}" if stem and fold(stem) != fold(row.target) else row.target
    if (
        row.target[:1].isalpha()
        and not row.target.startswith(_REFERENCES)
        and fold(row.target) not in _NO_NAMES
    ):
        yield Diagnostic(
            source,
            "PNM203",
            f"{row.kind} names {row.target!r} as plain text",
            f'write "[[{link}]]", so that it stays right when the note is renamed',
            Severity.INFO,
        )


def twins(contacts: Iterable[Contact]) -> Iterator[Diagnostic]:
    """Yield two notes that claim the same uid or the same name."""
    seen: dict[tuple[str, str], Contact] = {}
    for contact in sorted(contacts, key=lambda c: c.id):
        for what, value in (("uid", contact.uid), ("name", fold(contact.name))):
            if not value:
                continue
            other = seen.setdefault((what, value), contact)
            if other is not contact:
                yield Diagnostic(
                    contact.source(what),
                    "PNM204",
                    f"{contact.path} and {other.path} have the same {what}",
                    "merge the two notes, or give one of them another name or uid",
                )
                break
