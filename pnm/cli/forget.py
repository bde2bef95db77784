"""`pnm forget`: erase somebody from all that pnm keeps."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from pnm.cli.shared import say, say_json, tell, with_session
from pnm.errors import AmbiguousError, QueryError, VaultError
from pnm.folding import fold
from pnm.session import Session
from pnm.wording import counted

if TYPE_CHECKING:
    from pnm.index.erase import Erased
    from pnm.index.traces import Place, Traces
    from pnm.index.words import Words
    from pnm.model import Contact
    from pnm.network import Network

_SHOWN = 20
_LINES = 8
_ALIKE = 3


@click.command("forget")
@click.argument("name", nargs=-1, required=True)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@with_session
def command(
    session: Session, name: tuple[str, ...], yes: bool, dry_run: bool, as_json: bool
) -> int:
    """Erase NAME (a person, or any text) from all that pnm keeps, and say what it cannot."""
    from pnm.index.erase import erase
    from pnm.index.traces import traces_of
    from pnm.index.words import Words, words_of

    setting = session.setting
    if session.index.delta.stale:
        raise VaultError(
            f"{setting.vault.root}: {session.index.delta.stale}; nothing was erased",
            mend="mount or restore the vault, or run `pnm index --accept-removals`",
        )
    text = " ".join(" ".join(name).split())
    if not text:
        raise QueryError(
            "there is no word to look for", mend="pnm forget NAME, or a text in quotes"
        )
    contact = _exactly(session.network, text)
    words = Words(words_of(contact) if contact else (text,))
    traces = traces_of(setting.vault, words)
    if not as_json:
        _tell_words(contact, text, words)
        _tell_alike(contact, words, session.network)
        _tell_traces(contact, traces)
    erased = None
    wanted = not dry_run and (yes or _agreed())
    if wanted:
        session.index.close()
        erased = erase(
            setting.cache,
            setting.vault,
            session.config.profile,
            words,
            leftovers=tuple(place.path for place in traces.leftovers),
            progress=setting.progress,
            further=session.further,
        )
        if erased.notice and erased.notice not in session.index.notices:
            tell(erased.notice)
    if as_json:
        say_json(_json(words, traces, erased))
    else:
        _tell_erased(traces, erased)
    return 0 if dry_run or (erased is not None and not erased.left) else 1


def _exactly(network: Network, text: str) -> Contact | None:
    """Return the person who has exactly this name, code or path; None for nobody.

    Nothing is guessed: whoever is forgotten must not be mixed up with somebody alike.
    """
    wanted = text.strip().removesuffix(".md").strip("[]@")
    if wanted in network:
        return network[wanted]
    folded = fold(wanted)
    ids = {i for i in network.resolver.people(wanted) if i in network}
    ids |= {c.id for c in network if c.path is None and fold(c.name) == folded}
    if len(ids) > 1:
        people = sorted((network[i].name, network[i].path or "no note") for i in ids)
        found = "".join(f"\n    {name}  ({path})" for name, path in people)
        raise AmbiguousError(
            f"{text!r} is the name of {len(ids)} people:{found}",
            mend="type the whole name, or the path of the note",
        )
    return network[ids.pop()] if ids else None


def _agreed() -> bool:
    """Ask on a terminal; elsewhere nobody can be asked."""
    if not sys.stdin.isatty():
        raise VaultError(
            "there is no terminal to ask on; nothing was erased",
            mend="add --yes to erase, or --dry-run to see what would be done",
        )
    return click.confirm("Erase them from all that pnm keeps? No note is touched", err=True)


def _tell_words(contact: Contact | None, text: str, words: Words) -> None:
    quoted = ", ".join(f"“{word}”" for word in words.shown)
    if contact is None:
        say(f"nobody is called {text!r}; looked for the text {quoted}")
    else:
        say(f"{contact.name}: looked for {quoted}")
    for word in words.too_short:
        say(f"“{word}” is too short to be searched for byte by byte")


def _tell_alike(contact: Contact | None, words: Words, network: Network) -> None:
    """Say who may have been meant, and was not."""
    if contact is not None:
        return
    found = [c.name for c in network if any(words.occur_in(n) for n in (c.name, *c.aliases))]
    if found:
        more = f" and {len(found) - _ALIKE} more" if len(found) > _ALIKE else ""
        say(f"it is a part of other names: {', '.join(found[:_ALIKE])}{more}; to forget one of")
        say("them, type the whole name")


def _tell_traces(contact: Contact | None, traces: Traces) -> None:
    if traces.notes:
        own = contact.path if contact else None
        say("\nThese notes still say so, and the index does as long as they do. Delete or change")
        say("them, or name them in .pnmignore, then forget again:")
        for line in _places(traces.notes, own):
            say(line)
    say("\npnm cannot erase:")
    for line in _places(traces.others, None):
        say(line)
    for folder in traces.histories:
        say(f"  {folder}  what was ever committed there")
    say("  copies elsewhere: backups, sync services, other devices; your shell's history")


def _places(places: Sequence[Place], own: str | None) -> Iterator[str]:
    first = sorted(places, key=lambda place: place.path != own)
    for place in first[:_SHOWN]:
        why = "their own note" if place.path == own else place.why
        lines = ", ".join(map(str, place.lines[:_LINES]))
        more = ", …" if len(place.lines) > _LINES else ""
        at = f":{lines}{more}" if lines and place.path != own else ""
        yield f"  {place.path}{at}" + (f"  {why}" if why else "")
    if len(places) > _SHOWN:
        yield f"  … and {counted(len(places) - _SHOWN, 'other')}; --json has them all"


def _tell_erased(traces: Traces, erased: Erased | None) -> None:
    if erased is None:
        say("\nNothing was erased")
        return
    say(f"\nErased: the index is built anew, of {counted(erased.notes, 'note')}")
    if erased.elsewhere:
        say(f"{counted(erased.elsewhere, 'index', 'indexes')} of other vaults thrown away, too")
    if traces.leftovers:
        say(f"{counted(len(traces.leftovers), 'temporary file')} of pnm deleted in the vault")
    for place in erased.left:
        say(f"left: {place.path}: {place.why}")
    searched = counted(erased.searched, "file")
    if not erased.left:
        but = " but what the notes above say" if traces.notes else ""
        say(f"Verified: nothing is left in the {searched} that pnm keeps{but}")


def _json(words: Words, traces: Traces, erased: Erased | None) -> dict[str, object]:
    return {
        "words": list(words.shown),
        "too_short": list(words.too_short),
        "notes": [_place_json(place) for place in traces.notes],
        "others": [_place_json(place) for place in traces.others],
        "leftovers": [place.path for place in traces.leftovers],
        "histories": list(traces.histories),
        "erased": erased is not None,
        "verified": erased is not None and not erased.left,
        "left": [{"path": p.path, "why": p.why} for p in erased.left] if erased else [],
    }


def _place_json(place: Place) -> dict[str, object]:
    return {"path": place.path, "lines": list(place.lines), "why": place.why or None}
