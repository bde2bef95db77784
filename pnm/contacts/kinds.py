"""Which kind of note it is, and by which rule.

In: a `Note` and the vault's `Profile`. Out: kind, rule, and the day of a dated note.
Not known here: what the note says about anybody.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from pnm.contacts.daily import day_by_format
from pnm.contacts.keys import encounter_key
from pnm.contacts.places import Folder, folder_of, stem_of
from pnm.contacts.profile import Profile, folder_word
from pnm.dates import day_in_name, day_of_name, parse_day
from pnm.folding import fold, fold_key
from pnm.notes import Node, Note, Scalar, links_in, plain, scalars

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
TAG_KEYS = frozenset({"tags", "tag"})
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
    marks = _marks(note, profile)
    for rule in _RULES:
        kind = rule(note, marks, profile)
        if kind is not None:
            return kind
    return Kind(PLAIN)


class _Marks(NamedTuple):
    """What a note says of itself, folded, and where it lies.

    Attributes:
        stem: Its name.
        folder: Its folders.
        keys, links: Texts and links of the keys that may tell a kind, each with its key.
        tags: All its tags.
    """

    stem: str
    folder: Folder
    keys: list[tuple[str, str]]
    links: list[tuple[str, str]]
    tags: set[str]

    def typed(self, words: frozenset[str]) -> str:
        """Return the first `key: value` whose value is one of the words, or an empty text."""
        return next((f"{key}: {value}" for key, value in self.keys if value in words), "")


def _marks(note: Note, profile: Profile) -> _Marks:
    keys: list[tuple[str, str]] = []
    links: list[tuple[str, str]] = []
    tags = {tag.name.casefold() for tag in note.tags} if note.tags else set()
    marking = profile.marking_keys
    for field in note.fields:
        key = fold_key(field.key)
        if key in TAG_KEYS:
            for scalar in scalars(field.value):
                tags.update(tag_words(scalar.text))
        elif key in marking or key in TYPE_KEYS:
            for scalar in scalars(field.value):
                if "[" in scalar.text:
                    found = links_in(scalar.text, scalar.line)
                    links += [(key, fold(link.target.rpartition("/")[2])) for link in found]
                keys.append((key, fold(plain(scalar.text))))
    for inline in note.inlines:
        key = fold_key(inline.key)
        if key in marking or key in TYPE_KEYS:
            keys.append((key, fold(plain(inline.value))))
        elif key in TAG_KEYS:
            tags.update(tag_words(plain(inline.value)))
    return _Marks(stem_of(note.path), folder_of(note.path, profile), keys, links, tags)


def tag_words(text: str) -> list[str]:
    """Split a value of `tags:` into folded tags: `#friend, work` gives `friend` and `work`."""
    words = text.replace(",", " ").split()
    return [word.lstrip("#").casefold() for word in words if word.strip("#")]


def _review(note: Note, marks: _Marks, profile: Profile) -> Kind | None:
    for field in note.fields:
        if fold_key(field.key) == "generatedby" and fold(plain_of(field.value)) == "pnm":
            day = _day_key(note, profile) or day_in_name(marks.stem)
            return Kind(REVIEW, "generated by pnm", day)
    return None


def _template(note: Note, marks: _Marks, profile: Profile) -> Kind | None:
    if marks.folder.templates:
        return Kind(TEMPLATE, "in a folder of templates")
    for text in _first_texts(note):
        if ("{{" in text or "<%" in text) and _UNRENDERED.search(text) is not None:
            return Kind(TEMPLATE, "has unrendered placeholders")
    return None


def _first_texts(note: Note) -> list[str]:
    """Return the texts of the front matter, and that of the first line."""
    texts = [block.text for block in note.blocks[:1]]
    for field in note.fields:
        value = field.value
        if isinstance(value, Scalar):
            texts.append(value.text)
        else:
            texts += [scalar.text for scalar in scalars(value)]
    return texts


def _index(note: Note, marks: _Marks, profile: Profile) -> Kind | None:
    if not marks.tags.isdisjoint(_INDEX_TAGS):
        return Kind(INDEX, "tagged as an index")
    if marks.folder.word in profile.person_folders and _like_its_folder(marks):
        return Kind(INDEX, "named like its folder")
    return None


def _index_by_name(note: Note, marks: _Marks, profile: Profile) -> Kind | None:
    if _INDEX_NAME.search(marks.stem):
        return Kind(INDEX, "named as an index")
    if _like_its_folder(marks):
        return Kind(INDEX, "named like its folder")
    return None


def _like_its_folder(marks: _Marks) -> bool:
    word = marks.folder.word
    return word != "" and word == folder_word(marks.stem)


def _person_by_mark(note: Note, marks: _Marks, profile: Profile) -> Kind | None:
    if marks.typed(_ORGANIZATIONS) and not any(pair in profile.person_keys for pair in marks.keys):
        return None
    for key, value in marks.keys:
        if (key, value) in profile.person_keys:
            return Kind(PERSON, f"{key}: {value}")
    for key, value in marks.links:
        if (key, value) in profile.person_links:
            return Kind(PERSON, f"{key}: [[{value}]]")
    if marks.typed(_ENCOUNTERS) or marks.tags & _ENCOUNTERS or day_of_name(marks.stem):
        return None
    for tag in sorted(marks.tags) if marks.tags else ():
        if tag in profile.person_tags or tag.partition("/")[0] in profile.person_tags:
            return Kind(PERSON, f"tag {tag.partition('/')[0]}")
    return None


def _by_type(note: Note, marks: _Marks, profile: Profile) -> Kind | None:
    if rule := marks.typed(_ORGANIZATIONS):
        return Kind(ORGANIZATION, rule)
    rule = marks.typed(_ENCOUNTERS)
    if not rule and (tags := marks.tags & _ENCOUNTERS):
        rule = f"tag {min(tags)}"
    if rule:
        return Kind(ENCOUNTER, rule, _day_key(note, profile) or day_in_name(marks.stem))
    if marks.tags & _ORGANIZATIONS:
        return Kind(ORGANIZATION, f"tag {min(marks.tags & _ORGANIZATIONS)}")
    return None


def _by_date(note: Note, marks: _Marks, profile: Profile) -> Kind | None:
    people = any(encounter_key(field.key) == "people" for field in note.fields)
    found = day_of_name(marks.stem)
    form = profile.daily_format
    day = found[0] if found else day_by_format(note.path, profile.daily_folder, form)
    if day is not None:
        if people:
            return Kind(ENCOUNTER, DATE_AND_PEOPLE, day)
        if found and found[1] == "week":
            return Kind(WEEKLY, "named by a week", day, 7)
        return Kind(DAILY, "named by a day", day)
    if marks.typed(_THINGS):
        return Kind(PLAIN)
    named = day_in_name(marks.stem)
    day = _day_key(note, profile, _PLAIN_DAYS) or named
    if marks.typed(_OTHERS):
        return Kind(PLAIN, "", day)
    if day is None:
        return None
    if people:
        return Kind(ENCOUNTER, DATE_AND_PEOPLE, day)
    if named is not None:
        return Kind(PLAIN, "named with a day", day)
    return None if marks.folder.people else Kind(PLAIN, "dated", day)


def _person_by_place(note: Note, marks: _Marks, profile: Profile) -> Kind | None:
    mark = profile.person_file_mark
    if mark and marks.stem.startswith(mark) and len(marks.stem) > len(mark):
        return Kind(PERSON, f"file name starts with {mark}")
    if marks.folder.people and not marks.typed(_ORGANIZATIONS | _OTHERS):
        return Kind(PERSON, f"folder {marks.folder.people}")
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


def _day_key(note: Note, profile: Profile, keys: frozenset[str] | None = None) -> date | None:
    """Return the day that a key names; only one of these keys where some are given."""
    for field in note.fields:
        if encounter_key(field.key) == "day" and (keys is None or fold_key(field.key) in keys):
            for scalar in scalars(field.value):
                if day := parse_day(plain(scalar.text), order=profile.date_order):
                    return day
    for inline in note.inlines:
        if fold_key(inline.key) == "date" and (day := parse_day(plain(inline.value))):
            return day
    return None


def plain_of(value: Node) -> str:
    """Return the text of a front-matter value without link syntax; the first of a list."""
    found = scalars(value)
    return plain(found[0].text) if found else ""
