"""The tables of the index, and the mark by which it knows that they are its own.

In: what the facts depend on. Out: SQL and a mark. Not known here: connections.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pnm import __version__
from pnm.code import File, files_below

if TYPE_CHECKING:
    from pnm.contacts.further import Further
    from pnm.contacts.profile import Profile

SCHEMA: Final = 6

TABLES: Final = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID",
    """CREATE TABLE files (
        id INTEGER PRIMARY KEY,
        path TEXT NOT NULL UNIQUE,
        mtime_ns INTEGER NOT NULL,
        ctime_ns INTEGER NOT NULL,
        size INTEGER NOT NULL,
        inode INTEGER NOT NULL,
        read_ns INTEGER NOT NULL,
        digest BLOB NOT NULL,
        checksum INTEGER NOT NULL,
        facts BLOB NOT NULL
    )""",
    # What the last walk saw, by folder, so that the next one need not look at rows.
    "CREATE TABLE seen (folder TEXT PRIMARY KEY, names TEXT NOT NULL, stats BLOB NOT NULL)",
    # The files whose rows have changed since.
    "CREATE TABLE late (path TEXT PRIMARY KEY) WITHOUT ROWID",
    """CREATE TABLE answers (
        key TEXT PRIMARY KEY,
        generation INTEGER NOT NULL,
        value BLOB NOT NULL,
        checksum INTEGER NOT NULL
    )""",
    """CREATE VIRTUAL TABLE text USING fts5 (
        title, body, folded, tokenize = 'unicode61 remove_diacritics 2'
    )""",
    # A save adds a small part to the full text; parts are merged when there is time for it.
    "INSERT INTO text (text, rank) VALUES ('automerge', 0)",
    "INSERT INTO text (text, rank) VALUES ('crisismerge', 64)",
    "INSERT INTO text (text, rank) VALUES ('hashsize', 4194304)",
)

_YEAR_SECONDS: Final = 31_557_600

_READERS: Final = ("notes", "contacts", "dates", "keep", "index", "vault")
_READING_FILES: Final = ("config.py", "folding.py")
"""What decides, with the folders, what is in the index; a change makes an old one worthless."""


def fingerprint(profile: Profile, further: Further | None = None) -> str:
    """Return what the facts in an index depend on, as a mark: schema, version, rules, code.

    Args:
        profile: The vault's profile, with the fields and kinds of relation of plugins.
        further: Asks the plugins for facts; None for nobody.
    """
    channels = sorted((name, sorted(words)) for name, words in profile.channels.items())
    rules = [
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
        sorted(map(repr, profile.fields)),
        sorted(map(repr, profile.relation_kinds)),
        further.state if further is not None else "",
        _offsets(),
    ]
    return f"{SCHEMA} {__version__} {_digest(rules)} {_digest(_code())}"


class Mark:
    """What the facts in an index depend on, told as late and as cheaply as possible.

    Attributes:
        glance: The same with the configuration's text instead of the profile; empty where that is
            not known. An index that carries the same glance is not asked for the whole mark.
    """

    def __init__(self, whole: str | Callable[[], str], made_of: str | None = None) -> None:
        """Know how to tell.

        Args:
            whole: The mark (see `fingerprint`), or what gives it.
            made_of: The text of the configuration, with what tells the plugins and their state;
                None where that is not known.
        """
        self._whole = whole
        told = (SCHEMA, __version__, made_of, _offsets(), _code())
        self.glance = "" if made_of is None else _digest(told)

    @cached_property
    def whole(self) -> str:
        """Return the whole mark."""
        return self._whole if isinstance(self._whole, str) else self._whole()

    def is_but_for_rules(self, found: str) -> bool:
        """Tell whether another mark is the same but for the rules by which notes are read."""
        return _without_rules(found) == _without_rules(self.whole)


def as_mark(mark: str | Mark) -> Mark:
    """Return a mark that may be known as text only."""
    return Mark(mark) if isinstance(mark, str) else mark


def why_other(found: str, wanted: str) -> str:
    """Say what an index is that carries another mark; empty where nobody need be told.

    Args:
        found: The mark that it carries; empty for none.
        wanted: The mark that it should carry.
    """
    if not found:
        return "is not an index of pnm"
    (theirs, version, *_), (ours, here, *_) = (
        [*mark.split(" "), "", ""] for mark in (found, wanted)
    )
    if (theirs, version) == (ours, here):
        return ""
    older = (_numbers(theirs), _numbers(version)) < (_numbers(ours), _numbers(here))
    return f"was made by {'an older' if older else 'a newer'} pnm ({version})"


def _without_rules(mark: str) -> list[str]:
    parts = mark.split(" ")
    return parts[:2] + parts[3:]


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d{1,9}", text)]


def _digest(value: object) -> str:
    data = repr(value).encode("utf-8", "surrogateescape")
    return blake2b(data, digest_size=12).hexdigest()


def _offsets() -> tuple[int, ...]:
    """Return what tells the user's time zone: some facts know the day a file was last changed."""
    instants = range(0, 64 * _YEAR_SECONDS, _YEAR_SECONDS // 2)
    return tuple(time.localtime(seconds).tm_gmtoff for seconds in instants)


def _code() -> list[File]:
    """Return name, size and time of the readers' own files, so that a checkout is noticed."""
    home = Path(__file__).parent.parent
    rows = [row for name in _READERS for row in files_below(str(home / name), f"{name}/")]
    for name in _READING_FILES:
        st = (home / name).stat()
        rows.append(File(name, st.st_size, st.st_mtime_ns))
    return sorted(rows)
