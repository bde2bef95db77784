"""`pnm verify`: prove the index against the files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from pnm.cli.shared import say, say_json, tell, with_session
from pnm.session import Session
from pnm.wording import counted

if TYPE_CHECKING:
    from pnm.index.verify import Verified

_SHOWN = 20


@click.command("verify")
@click.option("--read-data", is_flag=True, help="Read every file, whatever its times say.")
@with_session
def command(session: Session, read_data: bool, as_json: bool) -> int:
    """Prove that the index says what the files say, and mend it. Exits 1 if it did not."""
    from pnm.index.verify import verify

    setting = session.setting
    found = verify(
        setting.cache / setting.vault.id,
        setting.vault,
        session.config.profile,
        read_data=read_data,
        progress=setting.progress,
        further=session.further,
    )
    if found.notice:
        tell(found.notice)
    if as_json:
        say_json(_json(found))
    else:
        for line in _told(found, read_data=read_data):
            say(line)
    return 1 if found.differences else 0


def _json(found: Verified) -> dict[str, object]:
    return {
        "equal": not found.differences,
        "notes": found.notes,
        "changed": _moved(found),
        "files": found.files or None,
        "index": found.index or None,
        "built": found.built or None,
        "differences": [{"path": row.path or None, "what": row.what} for row in found.differences],
    }


def _moved(found: Verified) -> int:
    return len(found.delta.added) + len(found.delta.changed) + len(found.delta.removed)


def _told(found: Verified, *, read_data: bool) -> Iterator[str]:
    notes = counted(found.notes, "note")
    if found.built:
        yield f"{found.built}; it is built now, of {notes}"
        return
    if _moved(found):
        yield f"{counted(_moved(found), 'note')} changed since the last command"
    for row in found.differences[:_SHOWN]:
        yield f"{row.path}: {row.what}" if row.path else f"the index {row.what}"
    if len(found.differences) > _SHOWN:
        yield f"… and {counted(len(found.differences) - _SHOWN, 'other')}; --json has them all"
    if found.differences:
        yield f"mended: the index is built anew, of {notes}"
        return
    if read_data:
        yield f"files  {found.files}  {notes}, read anew"
        yield f"index  {found.index}"
        yield "equal"
        return
    yield f"{notes}: the index is whole, and no file is newer (--read-data reads each of them)"
