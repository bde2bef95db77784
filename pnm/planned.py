"""A report that becomes a note of the vault: worked out whole before anything is written.

In: the vault, a report, its fresh rendering, the day. Out: `PlannedNote`.
Not known here: how a report is rendered, and how a file is written.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from pnm.contacts.extract import extract
from pnm.contacts.kinds import plain_of
from pnm.contacts.profile import Profile
from pnm.dates import iso_week
from pnm.errors import ReportError, VaultError
from pnm.folding import fold, fold_key
from pnm.keep import is_sealed, merge, seal, with_ticked, without_ticked
from pnm.model import Report
from pnm.notes import parse
from pnm.vault import READ_BYTES, Fingerprint, Vault, is_note_path, read_small
from pnm.vault.naming import safe_name
from pnm.wording import known_are

_PLACE: Final = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class PlannedNote:
    """A note to be written.

    Attributes:
        path: In the vault.
        data: Its new bytes.
        seen: Its bytes on the disk; None where there is none yet.
    """

    path: str
    data: bytes
    seen: bytes | None

    def diff(self) -> str:
        """Return what writing would change, as a unified diff."""
        before = (self.seen or b"").decode("utf-8", "replace").splitlines(keepends=True)
        after = self.data.decode("utf-8", "replace").splitlines(keepends=True)
        old = f"a/{self.path}" if self.seen is not None else "/dev/null"
        return "".join(difflib.unified_diff(before, after, old, f"b/{self.path}"))


def plan_note(
    vault: Vault,
    report: Report,
    text: str,
    today: date,
    profile: Profile,
    given: Mapping[str, str],
) -> PlannedNote:
    """Work out the note that a report becomes.

    Args:
        vault: Where it goes.
        report: One with a path.
        text: Its fresh rendering, with marks.
        today: The day it is made for.
        profile: Of the vault.
        given: What was typed for each parameter, as people would say it.

    Returns:
        The note; where there is one already, with every tick, edit and line of its reader.

    Raises:
        ReportError: The report is not made to be a note.
        VaultError: The note on the disk cannot be read, or is none that this report made.
    """
    if not report.path:
        raise ReportError(
            f"{report.name} is not made to be a note", mend=f"pnm report {report.name} > FILE"
        )
    path = _path(report, today, profile, given)
    fresh = seal(text)
    found = _found(vault.root / path, path)
    if found is None:
        return PlannedNote(path, fresh.encode("utf-8"), None)
    seen, changed = found
    theirs = _text(seen, path)
    _only_own(theirs, path, report)
    days = _days(theirs, path, today, profile, changed)
    merged = with_ticked(merge(without_ticked(theirs), fresh), days)
    return PlannedNote(path, merged.encode("utf-8", "surrogateescape"), seen)


def _path(report: Report, today: date, profile: Profile, given: Mapping[str, str]) -> str:
    """Return where a report's note lies; what was typed for it cannot lead elsewhere."""
    typed = {name: safe_name(text) for name, text in given.items() if text}
    known = {name: safe_name(text) for name, text in given.items()} | {
        "folder": profile.review_folder.strip("/"),
        "week": iso_week(today),
        "year": typed.get("year") or f"{today.year:04}",
        "month": f"{today:%Y-%m}",
        "day": today.isoformat(),
    }

    def filled(place: re.Match[str]) -> str:
        if place[1] not in known:
            raise ReportError(
                f"the path {report.path!r} of {report.name} cannot be filled in: "
                f"nothing is called {place[1]!r}",
                mend=known_are(place[1], known),
            )
        return known[place[1]]

    path = _PLACE.sub(filled, report.path)
    if not is_note_path(path) or "\0" in path:
        raise ReportError(
            f"{path!r} is no place for a note: pnm reads none there",
            mend='name a folder of notes in .pnm/config.toml: [reports] folder = "Reviews"',
        )
    return path


def _found(file: Path, path: str) -> tuple[bytes, date | None] | None:
    """Return the note's bytes and the day of its last change; None where there is none yet."""
    try:
        return read_small(file, READ_BYTES), Fingerprint.of(file.stat()).day
    except FileNotFoundError:
        return None
    except OSError as exc:
        raise VaultError(
            f"{path} cannot be read: {exc.strerror or exc}", mend="move it out of the way"
        ) from exc


def _text(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as exc:
        raise VaultError(
            f"{path} is not UTF-8, so nothing is written into it", mend="save it as UTF-8"
        ) from exc


def _only_own(theirs: str, path: str, report: Report) -> None:
    """Stop before a note that this report did not make: whoever wrote it would lose it.

    Its front matter says what made it. A reader may have taken that out, and a template may have
    none: then the seal says that it was made. No seal and no front matter says nothing.
    """
    said = {fold_key(row.key): plain_of(row.value) for row in parse(theirs, path).fields}
    of_pnm = fold(said.get("generatedby", "")) == "pnm"
    maker = said.get("report", "").strip() or report.name
    if maker == report.name and (of_pnm or is_sealed(theirs)):
        return
    made = f"is a note of the report {maker}" if of_pnm else "was not made by pnm"
    raise VaultError(
        f"{path} {made}, so nothing is written into it",
        mend=f"move or rename that file, or print the report: pnm report {report.name}",
    )


def _days(
    theirs: str, path: str, today: date, profile: Profile, changed: date | None
) -> dict[str, date]:
    """Return on which day each line was ticked, as known before the file's time changes."""
    days = {}
    for tick in extract(path, theirs, profile, changed).ticks:
        day = date.fromisoformat(tick.day)
        if day > today and tick.earliest:
            day = date.fromisoformat(tick.earliest)
        days[tick.key] = day
    return days
