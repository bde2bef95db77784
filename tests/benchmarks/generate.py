"""A vault for measuring: invented people, the same bytes for the same arguments.

In: a folder, how many contacts, a seed. Out: that many notes on people, and a fifth as many
meeting and daily notes, written into the folder.
Not known here: pnm, and what is measured.

Run it with `python tests/benchmarks/generate.py FOLDER --contacts 10000 --seed 7`.
"""

from __future__ import annotations

import argparse
import random
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple, TypeVar

T = TypeVar("T")

LAST_DAY: Final = date(2026, 11, 20)
"""The newest day that a note tells of."""

LARGEST_BODY: Final = 3_000
_FIRST_DAY: Final = date(2019, 1, 1)
_FRONT_LINES: Final = (10, 25)
_BODY_BYTES: Final = (300, 2_700)
_FLATTEST: Final = 2.5
"""How unequal popularity is: the n-th person is linked n ** (1 / this - 1) times as often."""

_WORDS: Final[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("words.toml").read_text("utf-8")
)

_CONFIG: Final = """\
[vault]
date_order = "dmy"

[circles.family]
every = "2 weeks"
longest = "4 weeks"

[circles.close]
every = "4 weeks"
longest = "8 weeks"

[circles.friends]
every = "8 weeks"
longest = "4 months"

[circles.clients]
every = "3 months"
"""


class Totals(NamedTuple):
    """What was written."""

    contacts: int
    others: int
    size: int


class _Person(NamedTuple):
    name: str
    given: str
    family: str
    circle: str
    city: tuple[str, str, str, str]
    organization: str


class _Dice:
    """Chance that is the same on every Python: it uses `random()` alone."""

    def __init__(self, *seed: object) -> None:
        self.roll = random.Random("/".join(map(str, seed))).random

    def one(self, items: Sequence[T]) -> T:
        return items[int(self.roll() * len(items))]

    def number(self, low: int, high: int) -> int:
        return low + int(self.roll() * (high - low + 1))

    def chance(self, share: float) -> bool:
        return self.roll() < share

    def several(self, items: Sequence[T], low: int, high: int) -> list[T]:
        drawn = [self.one(items) for _ in range(self.number(low, high))]
        return list(dict.fromkeys(drawn))

    def shuffled(self, items: Sequence[T]) -> list[T]:
        return [item for _, item in sorted((self.roll(), item) for item in items)]

    def between(self, first: date, last: date) -> date:
        return first + timedelta(days=self.number(0, max(0, (last - first).days)))


class _World:
    """All people of one vault, and who is drawn how often."""

    def __init__(self, contacts: int, seed: int) -> None:
        self._seed = seed
        self._given = _WORDS["given"].split()
        self._families = [
            stem + ending
            for stem in _WORDS["family_stems"].split()
            for ending in _WORDS["family_endings"].split()
        ]
        self._most = len(self._given) * len(self._families)
        self.people = [self._person(index) for index in range(contacts)]

    def dice(self, kind: str, index: int) -> _Dice:
        """Return one note's own chance, so that no note depends on another."""
        return _Dice(self._seed, kind, index)

    def _person(self, index: int) -> _Person:
        dice = self.dice("person", index)
        # A stride without common divisor visits each pair of names once.
        pair = (index * 1_000_003 + self._seed) % self._most
        given = self._given[pair % len(self._given)]
        family = self._families[pair // len(self._given)]
        middle = "" if index < self._most else f" {chr(ord('A') + index // self._most)}."
        return _Person(
            f"{given}{middle} {family}",
            given,
            family,
            dice.one(_WORDS["circles"]),
            tuple(dice.one(_WORDS["cities"])),
            self.organization(dice),
        )

    def somebody(self, dice: _Dice) -> _Person:
        """Draw a person by popularity: a power law over people in an order of no meaning."""
        return self.people[int(len(self.people) * dice.roll() ** _FLATTEST)]

    def organization(self, dice: _Dice) -> str:
        """Draw an organisation; a few are met often."""
        family = self._families[int(200 * dice.roll() ** 2)]
        return f"{family} {_WORDS['organizations'][len(family) % 10]}"

    def link(self, dice: _Dice) -> str:
        """Return a link to somebody: mostly by name, at times with a label or to nobody's note."""
        person = self.somebody(dice)
        if dice.chance(0.03):
            return f"[[{person.given} {dice.one(self._families)}son]]"
        if dice.chance(0.15):
            return f"[[{person.name}|{person.given}]]"
        return f"[[{person.name}#Log]]" if dice.chance(0.02) else f"[[{person.name}]]"


class _Slots(dict[str, str]):
    """Fills `{person}`, `{topic}` … in a text, each time anew."""

    def __init__(self, world: _World, dice: _Dice) -> None:
        super().__init__()
        self._world = world
        self._dice = dice

    def __missing__(self, slot: str) -> str:
        dice, world = self._dice, self._world
        if slot == "person":
            return world.link(dice)
        if slot == "org":
            name = world.organization(dice)
            return f"[[{name}]]" if dice.chance(0.5) else name
        if slot == "place":
            return str(dice.one(_WORDS["cities"])[0])
        if slot == "rare":
            return "".join(dice.one(_WORDS["rare_syllables"]) for _ in range(dice.number(2, 4)))
        many = {"skill": "expertise"}.get(slot, f"{slot}s")
        return str(dice.one(_WORDS[many]))

    def text(self, kind: str) -> str:
        """Draw one of the texts of a kind, and fill it."""
        return str(self._dice.one(_WORDS[kind])).format_map(self)


# -- contacts ----------------------------------------------------------------------------------


def _contact(world: _World, index: int) -> tuple[str, str]:
    person = world.people[index]
    dice = world.dice("note", index)
    front = _front(world, dice, person)
    body = _body(world, dice, person.given.casefold())
    folder = person.family[0] if person.family[0].isascii() else "Z"
    return f"People/{folder}/{person.name}.md", "\n".join(["---", *front, "---", body])


def _front(world: _World, dice: _Dice, person: _Person) -> list[str]:
    """Return 10 to 25 lines: what most notes say, then what some do."""
    created = dice.between(_FIRST_DAY, date(2025, 12, 31))
    mail = f"{person.given}.{person.family}".casefold()
    tags = ["person", *dice.several(_WORDS["tags"], 0, 2)]
    lines = [
        "type: person",
        f"name: {person.name}",
        f"birthday: {_birthday(dice)}",
        f"created: {created}",
        f"circle: {person.circle}",
        f"city: {person.city[0]}{'  # since ' + str(created.year) if dice.chance(0.1) else ''}",
        f'organization: "[[{person.organization}]]"',
        f"title: {dice.one(_WORDS['titles'])}",
        f"email: {mail}@{dice.one(('home', 'work', 'post'))}.example",
        f"tags: [{', '.join(tags)}]",
    ]
    most = dice.number(*_FRONT_LINES)
    for group in dice.shuffled(_further(world, dice, person, created)):
        if len(lines) + len(group) <= most:
            lines += group
    return lines


def _birthday(dice: _Dice) -> str:
    day = dice.between(date(1940, 1, 1), date(2005, 12, 31))
    if dice.chance(0.7):
        return day.isoformat()
    return f"--{day:%m-%d}" if dice.chance(0.7) else f"{day.year}"


def _further(world: _World, dice: _Dice, person: _Person, created: date) -> list[list[str]]:
    city, zone, country, code = person.city
    place = f"{code}{dice.number(10, 99)} {city}, {country}"
    handle = f"{person.given}{dice.number(1, 99)}".casefold()
    groups = [
        [f"aliases: [{person.given[:3]}, {person.given[0]}. {person.family}]"],
        [f'phone_mobile: "+44 7700 900{dice.number(0, 999):03}"'],
        [f'address_home: "Street {dice.number(1, 99)}, {place}"'],
        [f"url: https://{handle}.example/about"],
        [f"linkedin: https://www.linkedin.com/in/{handle}"],
        [f"timezone: {zone}"],
        [f"pronouns: {dice.one(('she/her', 'he/him', 'they/them'))}"],
        [f"uid: urn:uuid:00000000-0000-4000-8000-{int(dice.roll() * 16**12):012x}"],
        ["friend:", *_list(_names(world, dice, 1, 3))],
        [f"colleague: [{', '.join(_names(world, dice, 1, 2))}]"],
        [f"introduced_by: {_names(world, dice, 1, 1)[0]}"],
        [f"met: {_Slots(world, dice).text('met').replace('[[', '').replace(']]', '')}"],
        ["interest:", *_list(dice.several(_WORDS["interests"], 1, 3))],
        [f"expertise: [{', '.join(dice.several(_WORDS['expertise'], 1, 3))}]"],
        ["offers:", *_list(dice.several(_WORDS["expertise"], 1, 2))],
        [f"asks: [{dice.one(_WORDS['interests'])}]"],
        [dice.one(_WORDS["yaml_comments"])],
        [dice.one(_WORDS["yaml_comments"]), f"spouse: {_names(world, dice, 1, 1)[0]}"],
    ]
    if dice.chance(0.1):
        groups.append([f"contact_every: {dice.number(2, 12)} weeks"])
    if dice.chance(0.05):
        groups.append([f"last_contact: {dice.between(created, LAST_DAY)}"])
    return groups


def _names(world: _World, dice: _Dice, low: int, high: int) -> list[str]:
    drawn = [f'"[[{world.somebody(dice).name}]]"' for _ in range(dice.number(low, high))]
    return list(dict.fromkeys(drawn))


def _list(values: Sequence[str]) -> list[str]:
    return [f"  - {value}" for value in values]


def _body(world: _World, dice: _Dice, owner: str) -> str:
    """Return 300 to 3,000 bytes: half of them below 950."""
    low, high = _BODY_BYTES
    enough = int(low * (high / low) ** dice.roll())
    slots = _Slots(world, dice)
    sections = [[" ".join(slots.text("sentences") for _ in range(dice.number(1, 2)))]]
    size = _size(sections)
    for section in dice.shuffled(list(_extras(dice, slots, owner))):
        if size + _size([section]) < enough * 0.6:
            sections.append(section)
            size += _size([section])
    log = ["## Log"]
    for line in _log(dice, slots):
        if _size([*sections, log]) >= enough:
            break
        log.append(line)
    sections.insert(1 if dice.chance(0.5) else len(sections), log)
    return "\n\n".join("\n".join(section) for section in sections) + "\n"


def _size(sections: list[list[str]]) -> int:
    return sum(len(line.encode()) + 1 for section in sections for line in section) + len(sections)


def _extras(dice: _Dice, slots: _Slots, owner: str) -> Iterator[list[str]]:
    if dice.chance(0.4):
        yield ["## Tasks", *(_task(dice, slots, owner) for _ in range(dice.number(1, 4)))]
    if dice.chance(0.5):
        yield ["## Notes", " ".join(slots.text("sentences") for _ in range(dice.number(2, 5)))]
    if dice.chance(0.15):
        yield ["## How we met", f"It was {slots.text('met')}."]
    if dice.chance(0.1):
        kinds = ("friend", "colleague", "mother:", "brother:")
        yield ["## Related", *(f"- {dice.one(kinds)} {slots['person']}" for _ in range(2))]
    if dice.chance(0.08):
        yield ["```", *slots.text("code").split("\n"), "```"]
    if dice.chance(0.1):
        yield slots.text("comments").split("\n")
    if dice.chance(0.08):
        yield [f"> {slots.text('sentences')}"]
    if dice.chance(0.05):
        yield [f"nickname:: {slots['rare']}"]


def _log(dice: _Dice, slots: _Slots) -> Iterator[str]:
    """Yield dated lines without end, newest first, in the person's own rhythm."""
    rhythm = int(7 * 40 ** dice.roll())
    day = LAST_DAY - timedelta(days=int(rhythm * 2 * dice.roll()))
    while True:
        channel = dice.one(_WORDS["channels"])
        style = f"({channel})" if dice.chance(0.1) else f"{channel}:"
        yield f"- {day} {style} {slots.text('said')}"
        day -= timedelta(days=1 + int(rhythm * 2 * dice.roll()))


def _task(dice: _Dice, slots: _Slots, owner: str = "") -> str:
    """Return a task: done, or a promise of mine, or at times one of the owner's."""
    text = slots.text("tasks")
    due = dice.between(date(2025, 1, 1), LAST_DAY + timedelta(days=90))
    if dice.chance(0.5):
        done = min(due, LAST_DAY) - timedelta(days=dice.number(0, 20))
        return f"- [x] {text} 📅 {due} ✅ {done}"
    theirs = f"@{owner}: " if owner and dice.chance(0.2) else ""
    return f"- [ ] {theirs}{text}{f' 📅 {due}' if dice.chance(0.7) else ''}"


# -- other notes -------------------------------------------------------------------------------


def _meeting(world: _World, index: int) -> tuple[str, str]:
    dice = world.dice("meeting", index)
    slots = _Slots(world, dice)
    day = dice.between(_FIRST_DAY, LAST_DAY)
    people = _names(world, dice, 2, 5)
    lines = ["---", "type: meeting", f"date: {day}", "people:", *_list(people)]
    lines += [f"tags: [meeting, {dice.one(_WORDS['tags'])}]", "---", "## Agenda"]
    lines += [f"- {slots.text('agenda')}" for _ in range(dice.number(2, 8))]
    lines += ["", "## Tasks", *(_task(dice, slots) for _ in range(dice.number(0, 3)))]
    return f"Meetings/{day.year}/{day} {slots['rare']} {index}.md", "\n".join(lines) + "\n"


def _daily(world: _World, index: int) -> tuple[str, str]:
    dice = world.dice("daily", index)
    slots = _Slots(world, dice)
    day = LAST_DAY - timedelta(days=index)
    lines = [f"# {day:%Y-%m-%d}", "", slots.text("sentences"), ""]
    lines += [f"- {slots.text('days')}" for _ in range(dice.number(1, 6))]
    if dice.chance(0.5):
        lines += ["", _task(dice, slots)]
    return f"Daily/{day.year}/{day}.md", "\n".join(lines) + "\n"


def notes(contacts: int, seed: int) -> Iterator[tuple[str, str]]:
    """Yield path and text of every note.

    Args:
        contacts: How many people; a fifth as many meeting and daily notes come on top.
        seed: Another seed gives another vault.

    Yields:
        A path relative to the vault, and the note's text.
    """
    world = _World(contacts, seed)
    for index in range(contacts):
        yield _contact(world, index)
    others = contacts // 5
    for index in range(others // 2):
        yield _meeting(world, index)
    for index in range(others - others // 2):
        yield _daily(world, index)


def generate(folder: Path, contacts: int, seed: int) -> Totals:
    """Write a vault.

    Args:
        folder: It is made where it is missing.
        contacts: How many people.
        seed: Another seed gives another vault.

    Returns:
        How many notes were written, and their size in bytes.

    Raises:
        FileExistsError: There is something in the folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        msg = f"{folder} is not empty; name a new folder"
        raise FileExistsError(msg)
    (folder / ".pnm").mkdir()
    (folder / ".pnm" / "config.toml").write_bytes(_CONFIG.encode())
    written, size = 0, 0
    made: set[str] = set()
    for path, text in notes(contacts, seed):
        parent = path.rpartition("/")[0]
        if parent not in made:
            (folder / parent).mkdir(parents=True, exist_ok=True)
            made.add(parent)
        size += (folder / path).write_bytes(text.encode())
        written += 1
    return Totals(contacts, written - contacts, size)


def main() -> None:
    """Write a vault into the folder that the command line names."""
    parser = argparse.ArgumentParser(description="Write a vault of invented people.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--contacts", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    totals = generate(given.folder, given.contacts, given.seed)
    print(
        f"{given.folder}: {totals.contacts} contacts and {totals.others} other notes, "
        f"{totals.size / 1e6:.1f} MB"
    )


if __name__ == "__main__":
    main()
