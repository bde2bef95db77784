"""The tables of the index, and the mark by which it knows that they are its own.

In: what the facts depend on. Out: SQL and a fingerprint. Not known here: connections.
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import Final

from pnm import __version__
from pnm.contacts.profile import Profile

SCHEMA: Final = 3

TABLES: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    mtime_ns INTEGER NOT NULL,
    ctime_ns INTEGER NOT NULL,
    size INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    read_ns INTEGER NOT NULL,
    digest BLOB NOT NULL,
    facts BLOB NOT NULL,
    checksum INTEGER NOT NULL
);
CREATE VIRTUAL TABLE text USING fts5 (
    title, body, folded, tokenize = 'unicode61 remove_diacritics 2'
);
"""

_READERS: Final = ("notes", "contacts", "dates", "keep", "folding.py", "vault/read.py")
"""What decides the facts of a note; a change in it makes old facts worthless."""


def fingerprint(profile: Profile) -> str:
    """Return what the facts in an index depend on: schema, version, readers and profile."""
    hashed = blake2b(digest_size=16)
    channels = sorted((name, sorted(words)) for name, words in profile.channels.items())
    parts = [
        SCHEMA,
        __version__,
        sorted(profile.person_keys),
        sorted(profile.person_tags),
        sorted(profile.person_links),
        sorted(profile.person_folders),
        profile.person_file_mark,
        sorted(profile.template_folders),
        profile.daily_folder,
        profile.daily_format,
        profile.date_order,
        channels,
        _code(),
    ]
    hashed.update(repr(parts).encode("utf-8", "surrogateescape"))
    return hashed.hexdigest()


def _code() -> list[tuple[str, int, int]]:
    """Return name, size and time of the readers' own files, so that a checkout is noticed."""
    home = Path(__file__).parent.parent
    rows: list[tuple[str, int, int]] = []
    for name in _READERS:
        place = home / name
        files = [place] if place.suffix else sorted(place.glob("*.py"))
        for file in files:
            st = file.stat()
            rows.append((file.name, st.st_size, st.st_mtime_ns))
    return rows
