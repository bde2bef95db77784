"""Which kind of note it is, and by which rule.

In: a `Note` and the vault's `Profile`. Out: kind, rule, and the day of a dated note.
Not known here: what the note says about anybody.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from pnm.contacts.daily import day_by_format
from pnm.contacts.keys import encounter_key
from pnm.contacts.profile import Profile, folder_word
from pnm.dates import day_in_name, day_of_name, parse_day
from pnm.folding import fold, fold_key
from pnm.notes import Note, links_in, plain, scalars

PERSON, ENCOUNTER, DAILY, WEEKLY = "person", "interaction", "daily", "weekly"
ORGANIZATION, REVIEW, TEMPLATE, INDEX, PLAIN = (
    "organization",
    "review",
    "template",
    "index",
    "plain",
)

DATE_AND_PEOPLE = "a date and people"
"""The rule by which a note without a type is one on a meeting."""

TYPE_KEYS = frozenset(
    {"type", "notetype", "kind", "fileclass", "class", "deftype", "categories", "category"}
)
_ENCOUNTERS = frozenset(
    "meeting meetings call calls phonecall mail email emails e-mail interaction interactions "
    "conversation conversations chat encounter encounters event visit activity activities".split()
)
_ORGANIZATIONS = frozenset(
    "organization organizations organisation company companies org group employer client".split()
)
_THINGS = frozenset(
    "book movie place location recipe podcast show game product quote article moc index dashboard "
    "application device thing".split()
)
"""Notes on something whose date is no day with anybody."""
_OTHERS = _THINGS | frozenset("project trip consolidated daily journal note".split())
_INDEX_TAGS = frozenset({"moc", "index", "dashboard"})
_INDEX_NAME = re.compile(r"\bMOC\b")
_PLAIN_DAYS = frozenset({"date", "day", "datetime"})
"""Keys that give any note a day; others, such as `start`, do so for meetings only."""
_UNRENDERED = re.compile(r"\{\{[^{}\n]{1,80}\}\}|<%[^\n]{0,200}%>")


class Kind(NamedTuple):
    """What a note is.

    Attributes:
        name: One of this module's constants.
        rule: Which rule said so, as `pnm doctor` prints it.
        day: The day of a dated note, else None.
        span_days: How many days it stands for: 1, or 7 for a weekly note.
    """

    name: str
    rule: str = ""
    day: date | None = None
    span_days: int = 1


def classify(note: Note, profile: Profile) -> Kind:
    """Say what kind of note this is.

    Args:
        note: The note as read.
        profile: The vault's profile.

    Returns:
        The kind with its rule. What a note says of itself (key, tag, link) comes before
        what its name says, and that before the folder it lies in.
    """
    path = PurePosixPath(note.path)
    marks = _Marks.of(note, profile)
    for rule in _RULES:
        kind = rule(note, path, marks, profile)
        if kind is not None:
            return kind
    return Kind(PLAIN)


class _Marks(NamedTuple):
    """What a note says of itself, folded."""

    keys: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...]
    tags: frozenset[str]

    @classmethod
    def of(cls, note: Note, profile: Profile) -> _Marks:
        keys: list[tuple[str, str]] = []
        links: list[tuple[str, str]] = []
        tags = {tag.name.casefold() for tag in note.tags}
        for field in note.fields:
            key = fold_key(field.key)
            if key in {"tags", "tag"}:
                tags |= {word for s in scalars(field.value) for word in tag_words(s.text)}
            elif key in profile.marking_keys or key in TYPE_KEYS:
                for scalar in scalars(field.value):
                    found = links_in(scalar.text, scalar.line)
                    links += [(key, fold(link.target.rpartition("/")[2])) for link in found]
                    keys.append((key, fold(plain(scalar.text))))
        for inline in note.inlines:
            key = fold_key(inline.key)
            if key in profile.marking_keys or key in TYPE_KEYS:
                keys.append((key, fold(plain(inline.value))))
            elif key in {"tags", "tag"}:
                tags |= set(tag_words(plain(inline.value)))
        return cls(tuple(keys), tuple(links), frozenset(tags))

    def typed(self, words: frozenset[str]) -> str:
        """Return the first `key: value` whose value is one of the words, or an empty text."""
        return next((f"{key}: {value}" for key, value in self.keys if value in words), "")


def tag_words(text: str) -> list[str]:
    """Split a value of `tags:` into folded tags: `#friend, work` gives `friend` and `work`."""
    return [word.lstrip("#").casefold() for word in re.split(r"[,\s]+", text) if word.strip("#")]


def _review(note: Note, path: PurePosixPath, marks: _Marks, profile: Profile) -> Kind | None:
    for field in note.fields:
        if fold_key(field.key) == "generatedby" and fold(plain_of(field.value)) == "pnm":
            return Kind(REVIEW, "generated by pnm", _day_key(note, profile) or _name_day(path))
    return None


def _template(note: Note, path: PurePosixPath, marks: _Marks, profile: Profile) -> Kind | None:
    folders = {folder_word(part) for part in path.parts[:-1]}
    if folders & profile.template_folders:
        return Kind(TEMPLATE, "in a folder of templates")
    head = [s.text for field in note.fields for s in scalars(field.value)]
    head += [block.text for block in note.blocks[:1]]
    if any(_UNRENDERED.search(text) for text in head if "{{" in text or "<%" in text):
        return Kind(TEMPLATE, "has unrendered placeholders")
    return None


def _index(note: Note, path: PurePosixPath, marks: _Marks, profile: Profile) -> Kind | None:
    if marks.tags & _INDEX_TAGS:
        return Kind(INDEX, "tagged as an index")
    if _like_its_folder(path) and folder_word(path.stem) in profile.person_folders:
        return Kind(INDEX, "named like its folder")
    return None


def _index_by_name(note: Note, path: PurePosixPath, marks: _Marks, profile: Profile) -> Kind | None:
    if _INDEX_NAME.search(path.stem):
        return Kind(INDEX, "named as an index")
    if _like_its_folder(path):
        return Kind(INDEX, "named like its folder")
    return None


def _like_its_folder(path: PurePosixPath) -> bool:
    named = folder_word(path.stem)
    return bool(named and path.parent.name) and named == folder_word(path.parent.name)


def _person_by_mark(
    note: Note, path: PurePosixPath, marks: _Marks, profile: Profile
) -> Kind | None:
    if marks.typed(_ORGANIZATIONS) and not any(pair in profile.person_keys for pair in marks.keys):
        return None
    for key, value in marks.keys:
        if (key, value) in profile.person_keys:
            return Kind(PERSON, f"{key}: {value}")
    for key, value in marks.links:
        if (key, value) in profile.person_links:
            return Kind(PERSON, f"{key}: [[{value}]]")
    if marks.typed(_ENCOUNTERS) or marks.tags & _ENCOUNTERS or day_of_name(path.stem):
        return None
    for tag in sorted(marks.tags):
        if tag in profile.person_tags or tag.partition("/")[0] in profile.person_tags:
            return Kind(PERSON, f"tag {tag.partition('/')[0]}")
    return None


def _by_type(note: Note, path: PurePosixPath, marks: _Marks, profile: Profile) -> Kind | None:
    if rule := marks.typed(_ORGANIZATIONS):
        return Kind(ORGANIZATION, rule)
    rule = marks.typed(_ENCOUNTERS)
    if not rule and (tags := marks.tags & _ENCOUNTERS):
        rule = f"tag {min(tags)}"
    if rule:
        return Kind(ENCOUNTER, rule, _day_key(note, profile) or _name_day(path))
    if marks.tags & _ORGANIZATIONS:
        return Kind(ORGANIZATION, f"tag {min(marks.tags & _ORGANIZATIONS)}")
    return None


def _by_date(note: Note, path: PurePosixPath, marks: _Marks, profile: Profile) -> Kind | None:
    people = any(encounter_key(field.key) == "people" for field in note.fields)
    found = day_of_name(path.stem)
    day = found[0] if found else day_by_format(path, profile.daily_folder, profile.daily_format)
    if day is not None:
        if people:
            return Kind(ENCOUNTER, DATE_AND_PEOPLE, day)
        if found and found[1] == "week":
            return Kind(WEEKLY, "named by a week", day, 7)
        return Kind(DAILY, "named by a day", day)
    if marks.typed(_THINGS):
        return Kind(PLAIN)
    if marks.typed(_OTHERS):
        return Kind(PLAIN, "", _day_key(note, profile, _PLAIN_DAYS) or _name_day(path))
    day = _day_key(note, profile, _PLAIN_DAYS) or _name_day(path)
    if day is not None and people:
        return Kind(ENCOUNTER, DATE_AND_PEOPLE, day)
    if day is not None and _name_day(path) is not None:
        return Kind(PLAIN, "named with a day", day)
    if day is not None and not _in_person_folder(path, profile):
        return Kind(PLAIN, "dated", day)
    return None


def _person_by_place(
    note: Note, path: PurePosixPath, marks: _Marks, profile: Profile
) -> Kind | None:
    mark = profile.person_file_mark
    if mark and path.stem.startswith(mark) and len(path.stem) > len(mark):
        return Kind(PERSON, f"file name starts with {mark}")
    if (folder := _in_person_folder(path, profile)) and not marks.typed(_ORGANIZATIONS | _OTHERS):
        return Kind(PERSON, f"folder {folder}")
    return None


_RULES = (
    _review,
    _template,
    _index,
    _person_by_mark,
    _by_type,
    _index_by_name,
    _by_date,
    _person_by_place,
)
"""The first that says something decides."""


def _in_person_folder(path: PurePosixPath, profile: Profile) -> str:
    for index, part in enumerate(path.parts[:-1]):
        joined = "/".join(path.parts[: index + 1]).casefold()
        if folder_word(part) in profile.person_folders or joined in profile.person_folders:
            return "/".join(path.parts[: index + 1])
    return ""


def _day_key(note: Note, profile: Profile, keys: frozenset[str] | None = None) -> date | None:
    """Return the day that a key names; only one of these keys where some are given."""
    order = profile.date_order
    for field in note.fields:
        if encounter_key(field.key) == "day" and (keys is None or fold_key(field.key) in keys):
            for scalar in scalars(field.value):
                if day := parse_day(plain(scalar.text), order=order):  # type: ignore[arg-type]
                    return day
    for inline in note.inlines:
        if fold_key(inline.key) == "date" and (day := parse_day(plain(inline.value))):
            return day
    return None


def _name_day(path: PurePosixPath) -> date | None:
    return day_in_name(path.stem)


def plain_of(value: object) -> str:
    """Return the text of a front-matter value without link syntax; the first of a list."""
    found = scalars(value)  # type: ignore[arg-type]
    return plain(found[0].text) if found else ""
