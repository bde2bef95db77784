"""The vaults that a plugin is asked about: the example, an odd one, an empty one, a large one.

In: folders, texts. Out: `Vault`: notes with their texts, and the days on which is asked.
Not known here: plugins.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from pnm.config import Config, read_config
from pnm.contacts.extract import extract
from pnm.contacts.facts import NoteFacts
from pnm.contacts.further import Found, Further
from pnm.errors import VaultError
from pnm.model import Fact, WrittenNote
from pnm.trial import odd

DAY: Final = date(2026, 11, 16)
"""The day on which the example has something of everything."""
DAYS: Final = (DAY, date(2028, 2, 29), date(2026, 12, 31), date(2020, 1, 1))


@dataclass(frozen=True, slots=True)
class Vault:
    """Notes to be asked about.

    Attributes:
        name: In messages.
        notes: Path to text.
        config: The text of its configuration; empty for none.
        days: On which is asked.
    """

    name: str
    notes: dict[str, str]
    config: str = ""
    days: tuple[date, ...] = DAYS

    def written(self) -> Config:
        """Return its configuration, as written."""
        return read_config(self.config or None)

    def facts(self, config: Config, further: Further | None = None) -> list[NoteFacts]:
        """Return the facts of all notes.

        Args:
            config: The configuration, with what plugins declare.
            further: Who reads facts of plugins.
        """
        return [
            extract(path, text, config.profile, DAY, further) for path, text in self.notes.items()
        ]


class Collecting:
    """Takes the notes as plugins get them, and asks nobody."""

    state = ""

    def __init__(self) -> None:
        """Begin without notes."""
        self.notes: list[WrittenNote] = []

    def read(self, note: WrittenNote) -> Found:
        """Take one note."""
        self.notes.append(note)
        return (), ()


@dataclass(frozen=True, slots=True)
class Known:
    """Gives facts that were read before.

    Attributes:
        plugin: Whose they are.
        facts: By the note's path.
        state: None of anything.
    """

    plugin: str
    facts: dict[str, tuple[Fact, ...]]
    state: str = ""

    def read(self, note: WrittenNote) -> Found:
        """Return the facts of one note."""
        return tuple((self.plugin, fact) for fact in self.facts.get(note.path, ())), ()


def vaults() -> tuple[Vault, ...]:
    """Return the vaults of a trial.

    Raises:
        VaultError: The example is not installed.
    """
    return (
        example(),
        Vault("a vault of odd notes", odd.NOTES, odd.CONFIG),
        Vault("an empty vault", {}),
    )


def example() -> Vault:
    """Return the example that comes with pnm.

    Raises:
        VaultError: It is not installed.
    """
    home = Path(__file__).parent.parent
    for place in (home / "example", home.parent / "vault-example"):
        if place.is_dir():
            config = (place / ".pnm" / "config.toml").read_text("utf-8")
            return Vault("the example", dict(_texts(place)), config)
    raise VaultError("the example vault is not installed", mend="install pnm again")


def large(people: int) -> Vault:
    """Return a vault of many people, each a little like one of the example.

    Args:
        people: About how many.
    """
    small = example()
    notes = dict(small.notes)
    persons = [path for path in small.notes if path.startswith("People/")]
    for number in range(max(0, people - len(persons))):
        path = persons[number % len(persons)]
        new = f"{path.removesuffix('.md')} {number}.md"
        notes[new] = _renamed(small.notes[path], number)
    return Vault(f"{people:,} people", notes, small.config, (DAY,))


def _renamed(text: str, number: int) -> str:
    lines = text.split("\n")
    kept = [line for line in lines if not line.startswith(("uid:", "aliases:"))]
    return "\n".join(f"{line} {number}" if line.startswith("name:") else line for line in kept)


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*.md")):
        inner = path.relative_to(folder)
        if not any(part.startswith(".") for part in inner.parts):
            yield inner.as_posix(), path.read_text("utf-8")
