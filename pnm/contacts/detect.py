"""How a vault is written: which rules find its people, where its daily notes lie, how dates read.

In: the notes of a vault, and Obsidian's own settings where there are some. Out: `Detected`.
Not known here: the disk, and whether the owner agrees (`pnm init` asks).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pnm.contacts import kinds
from pnm.contacts.keys import person_key
from pnm.contacts.kinds import classify
from pnm.contacts.profile import Profile, folder_word
from pnm.folding import fold
from pnm.notes import Note, scalars

TELLING = frozenset(
    {
        "birthday",
        "email",
        "phone",
        "last_contact",
        "cadence",
        "tier",
        "given_name",
        "family_name",
        "met",
        "organization",
        "address",
    }
)
"""Fields that notes on people have and others seldom."""

_ENOUGH_NOTES = 3
_ENOUGH_SHARE = 0.6
_NUMERIC = re.compile(r"\b(\d{1,2})[/-](\d{1,2})[/-](\d{4})\b")


@dataclass(slots=True)
class Detected:
    """What was found.

    Attributes:
        notes: How many notes were looked at.
        rules: For each rule that found people, how many.
        kinds: For each kind of note, how many.
        folders: Folders that hold people although their name does not say so: people, notes.
        daily_folder, daily_format: From Obsidian's settings, else where most daily notes lie.
        template_folder: From Obsidian's settings.
        date_order: `dmy` or `mdy` where dates that can be read only one way agree; else empty.
        me: The note with `me: true`, without suffix; empty for none.
    """

    notes: int = 0
    rules: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    folders: dict[str, tuple[int, int]] = field(default_factory=dict)
    daily_folder: str = ""
    daily_format: str = ""
    template_folder: str = ""
    date_order: str = ""
    me: str = ""

    @property
    def people(self) -> int:
        """Return how many notes are people."""
        return self.kinds[kinds.PERSON]


def detect(notes: Iterable[Note], settings: Mapping[str, str], profile: Profile) -> Detected:
    """Find out how a vault is written.

    Args:
        notes: All of them.
        settings: The text of `daily-notes.json` and `templates.json` of `.obsidian`, by name.
        profile: The rules to try: the defaults.

    Returns:
        What was found; nothing is decided.
    """
    found = Detected()
    _obsidian(found, settings)
    orders: Counter[str] = Counter()
    daily: Counter[str] = Counter()
    telling: Counter[str] = Counter()
    plain_notes: Counter[str] = Counter()
    for note in notes:
        kind = classify(note, profile)
        found.notes += 1
        found.kinds[kind.name] += 1
        folder = note.path.rpartition("/")[0]
        if kind.name == kinds.PERSON:
            found.rules[kind.rule] += 1
            if _is_me(note):
                found.me = note.path.rpartition(".")[0]
        elif kind.name == kinds.DAILY:
            daily[note.path.partition("/")[0] if folder else ""] += 1
        elif kind.name == kinds.PLAIN and folder:
            plain_notes[folder] += 1
            telling[folder] += _tells_of_a_person(note)
        _orders(note, orders)
    found.folders = {
        folder: (telling[folder], number)
        for folder, number in plain_notes.items()
        if telling[folder] >= _ENOUGH_NOTES and telling[folder] >= number * _ENOUGH_SHARE
    }
    if not found.daily_folder and daily:
        found.daily_folder = daily.most_common(1)[0][0]
    if orders and len(orders) == 1:
        found.date_order = next(iter(orders))
    return found


def _is_me(note: Note) -> bool:
    return any(
        person_key(f.key).field == "me" and fold(kinds.plain_of(f.value)) in {"true", "yes"}
        for f in note.fields
    )


def _tells_of_a_person(note: Note) -> bool:
    fields = {person_key(f.key).field for f in note.fields}
    return len(fields & TELLING) >= 2


def _orders(note: Note, orders: Counter[str]) -> None:
    texts = [scalar.text for f in note.fields for scalar in scalars(f.value)]
    texts += [block.text for block in note.blocks if "/20" in block.text or "/19" in block.text]
    for text in texts:
        for first, second, _ in _NUMERIC.findall(text):
            if int(first) > 12 >= int(second):
                orders["dmy"] += 1
            elif int(second) > 12 >= int(first):
                orders["mdy"] += 1


def _obsidian(found: Detected, settings: Mapping[str, str]) -> None:
    daily = _object(settings.get("daily-notes.json", ""))
    found.daily_folder = str(daily.get("folder") or "").strip("/")
    found.daily_format = str(daily.get("format") or "")
    templates = _object(settings.get("templates.json", ""))
    found.template_folder = str(templates.get("folder") or "").strip("/")


def _object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def config_text(found: Detected, profile: Profile) -> str:
    """Write the configuration that fits what was found.

    Args:
        found: From `detect`.
        profile: The rules that were tried.

    Returns:
        The text of a `.pnm/config.toml`, with the numbers as comments.
    """
    lines = [
        "# How this vault is written. `pnm init` found it; change it as you like.",
        f"# {found.notes} notes, {found.people} of them people:",
        *(f"#   {number:5} by {_on_one_line(rule)}" for rule, number in found.rules.most_common()),
        "",
        "[vault]",
        f"me = {_quoted(found.me)}" if found.me else '# me = "People/Your Name"',
        f'date_order = "{found.date_order}"'
        if found.date_order
        else '# date_order = "dmy"   # how 03/11/2026 is read: dmy or mdy',
        "",
        "[profile]",
        "# A note is a person when one of these holds; nothing is ever written into the notes.",
        _list("person_keys", _pairs(profile.person_keys, found, ": ")),
        _list("person_tags", sorted(profile.person_tags)),
        _list("person_links", _pairs(profile.person_links, found, ": [[")),
        _list("person_folders", [*sorted(profile.person_folders), *sorted(found.folders)]),
        f"person_file_mark = {_quoted(profile.person_file_mark)}",
        _list("template_folders", _templates(profile, found)),
        f"daily_folder = {_quoted(found.daily_folder)}",
        f"daily_format = {_quoted(found.daily_format)}",
        "",
        "# How often you would like to be in touch, by circle; a note's contact_every comes first.",
        "# [circles.friends]",
        '# every = "6 weeks"',
        '# longest = "4 months"',
        '# birthday_lead = "14 days"',
        '# tags = ["friend"]',
        "",
    ]
    return "\n".join(lines)


def _pairs(rules: frozenset[tuple[str, str]], found: Detected, sign: str) -> list[str]:
    """Return the rules that found somebody, and with none of them all."""
    pairs = sorted(rules)
    hit = [(key, value) for key, value in pairs if f"{key}{sign}{value}" in "\n".join(found.rules)]
    return [f"{key}: {value}" for key, value in hit or pairs]


def _templates(profile: Profile, found: Detected) -> list[str]:
    own = {folder_word(found.template_folder.rpartition("/")[2])} - {""}
    return sorted(profile.template_folders | own)


def _list(name: str, values: list[str]) -> str:
    return f"{name} = [{', '.join(_quoted(value) for value in values)}]"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _on_one_line(text: str) -> str:
    return "".join(sign if sign.isprintable() else " " for sign in text)
