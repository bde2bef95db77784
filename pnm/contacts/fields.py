"""A person's note to the facts about the person: every value typed by the field it belongs to.

In: a `Note` that is a person's, the profile. Out: `PersonFacts`, relations, faults.
Not known here: whom a link means, and interactions (see `touches.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from pnm.contacts.facts import Fault, PersonFacts, RelationFact
from pnm.contacts.keys import Key, person_key
from pnm.contacts.kinds import TYPE_KEYS
from pnm.contacts.kinds_of_relation import relation_word
from pnm.contacts.profile import Profile
from pnm.dates import ambiguous, parse_day, parse_interval, parse_partial, parse_span
from pnm.folding import fold, fold_key
from pnm.notes import Mapping, Node, Note, Scalar, Sequence, links_in, plain, scalars

TIERS: dict[str, int] = {
    "inner": 14,
    "close": 30,
    "casual": 90,
    "warm": 180,
    "dormant": 365,
}
"""Days that the words of `prm-tier` stand for; numbers stand for themselves."""

LISTS: dict[str, int] = {"alist": 21, "blist": 60, "clist": 180, "dlist": 365}
"""Days between contacts for Derek Sivers' lists; `elist` carries no interval."""

NEVER_LIST = "flist"
"""hal_md's list of people whom one does not want to connect with."""

_NAME_PARTS = {"first": "given_name", "last": "family_name", "middle": "middle_name"}
_YES = frozenset({"true", "yes", "on", "y", "1", "x"})
_NO = frozenset({"false", "no", "off", "n", "0"})
_TEXT = frozenset(
    {
        "given_name",
        "family_name",
        "pronouns",
        "city",
        "country",
        "timezone",
        "uid",
        "slug",
        "middle_name",
        "prefix",
        "suffix",
    }
)
_LISTS = frozenset({"interest", "expertise", "offers", "asks", "circles", "aliases"})
_LABELLED = {"email": "emails", "phone": "phones", "address": "addresses", "url": "urls"}
_DATES = frozenset({"birthday", "anniversary", "died"})
_PLACEHOLDER = frozenset({"", "-", "–", "—", "n/a", "tbd", "?"})
_SEPARATORS = re.compile(r"\s*[,;]\s+|\s*;\s*|,(?=\S)")


class PersonReader:
    """Collects the fields of one person's note; one instance a note."""

    def __init__(self, note: Note, profile: Profile) -> None:
        self._note = note
        self._profile = profile
        self.values: dict[str, Any] = {}
        self.lines: dict[str, int] = {}
        self.relations: list[RelationFact] = []
        self.faults: list[Fault] = []
        self._titles: list[tuple[str, int]] = []
        self._tier: tuple[int, str, int] | None = None

    def read(self) -> PersonFacts:
        """Read all fields, front matter first, then the body's inline fields."""
        for field in self._note.fields:
            self._take(field.key, field.value, field.line)
        for inline in self._note.inlines:
            if self._is_field(inline.key):
                self._take(inline.key, Scalar(inline.value, inline.line), inline.line)
        self._tags()
        name = self._name()
        return PersonFacts(name, self.values, self.lines)

    def _is_field(self, key: str) -> bool:
        known = person_key(key).known and person_key(key).field not in {"met", "notes", "tags"}
        return known or relation_word(key) is not None or fold_key(key) in {"met", "metat"}

    def fault(
        self, code: str, line: int, message: str, mend: str, severity: str = "warning"
    ) -> None:
        """Add a diagnostic of this note."""
        self.faults.append(Fault(code, line, 0, severity, message, mend))

    # -- one field ---------------------------------------------------------------------------

    def _take(self, key: str, value: Node, line: int) -> None:
        found = person_key(key)
        taken = getattr(self, f"_take_{found.field}", None) if found.known else None
        if taken is not None:
            taken(found, value, line)
        elif found.known and found.field in _TEXT:
            self._set_text(found.field, value, line)
        elif found.known and found.field in _LISTS:
            self._extend(found.field, list(_words(value)), line)
        elif found.known and found.field in _LABELLED:
            self._labelled(found, value, line)
        elif found.known and found.field in _DATES:
            self._date(found.field, value, line)
        elif (word := relation_word(key)) is not None:
            self._relate(word.kind, word.label, value, line)
        else:
            self._extra(key, value, line)

    def _set(self, field: str, value: object, line: int) -> None:
        if field not in self.values:
            self.values[field] = value
            self.lines[field] = line

    def _set_text(self, field: str, value: Node, line: int) -> None:
        text = _text(value)
        if text and not (field == "city" and text[0] in "[0123456789-"):
            self._set(field, text, line)

    def _extend(self, field: str, words: list[str], line: int) -> None:
        known = self.values.setdefault(field, [])
        known += [word for word in words if word not in known]
        if words:
            self.lines.setdefault(field, line)
        elif not known:
            del self.values[field]

    def _extra(self, key: str, value: Node, line: int) -> None:
        text = ", ".join(_words(value))
        if text and fold_key(key) not in TYPE_KEYS:
            self.values.setdefault("extra", {})[key] = text
            self.lines.setdefault(key, line)

    def _labelled(self, key: Key, value: Node, line: int) -> None:
        if key.part:
            self._address_part(key, value, line)
            return
        if isinstance(value, Mapping):
            for field in value.fields:
                self._labelled(Key(key.field, fold_key(field.key)), field.value, field.line)
            return
        rows = self.values.setdefault(_LABELLED[key.field], [])
        for scalar in scalars(value):
            text = plain(scalar.text)
            if key.field == "email":
                text = text.removeprefix("mailto:")
            if text and text not in {row[0] for row in rows}:
                rows.append([text, key.label, scalar.line or line])
                self.lines.setdefault(_LABELLED[key.field], scalar.line or line)
        if not rows:
            del self.values[_LABELLED[key.field]]

    def _address_part(self, key: Key, value: Node, line: int) -> None:
        part = {"locality": "city", "country": "country"}.get(key.part)
        if part and _text(value):
            self._set(part, _text(value), line)

    def _date(self, field: str, value: Node, line: int) -> None:
        text = _text(value)
        if text.casefold() in _PLACEHOLDER:
            return
        if field == "died" and text.casefold() in _YES:
            self._set(field, "", line)
            return
        if text[:4].casefold() == "xxxx":
            text = f"-{text[4:]}"
        parsed = parse_partial(text, order=self._profile.date_order)  # type: ignore[arg-type]
        if parsed is not None:
            self._set(field, str(parsed), line)
        elif ambiguous(text):
            self.fault(
                "PNM103",
                line,
                f"{field} {text!r} can be read in two ways",
                "write YYYY-MM-DD, or set date_order in .pnm/config.toml to dmy or mdy",
            )
        else:
            self.fault(
                "PNM102",
                line,
                f"{field} {text!r} is not a date",
                "write YYYY-MM-DD, or --MM-DD when the year is not known",
                "error",
            )

    # -- fields with a meaning of their own --------------------------------------------------

    def _take_name(self, key: Key, value: Node, line: int) -> None:
        if isinstance(value, Mapping):
            for field in value.fields:
                word = fold_key(field.key)
                part = _NAME_PARTS.get(word) or person_key(field.key).field
                if part in {"given_name", "family_name", "middle_name", "name"}:
                    self._set(part, _text(field.value), field.line)
            return
        if text := _text(value):
            self._set("name", text, line)

    def _take_title(self, key: Key, value: Node, line: int) -> None:
        if text := ", ".join(_words(value, split=False)):
            self._titles.append((text, line))

    def _take_organization(self, key: Key, value: Node, line: int) -> None:
        self._extend(
            "organizations", [w.partition(";")[0] for w in _words(value, split=False)], line
        )

    def _take_categories(self, key: Key, value: Node, line: int) -> None:
        people = {link for _, link in self._profile.person_links} | self._profile.person_tags
        words = [word for word in _words(value) if fold(word) not in people]
        self._extend("circles", words, line)
        self.values.setdefault("tag_rows", []).extend([word, line] for word in words)

    def _take_tags(self, key: Key, value: Node, line: int) -> None:
        rows = self.values.setdefault("tag_rows", [])
        for scalar in scalars(value):
            for word in re.split(r"[,\s]+", scalar.text):
                if name := plain(word).lstrip("#"):
                    rows.append([name, scalar.line or line])

    def _take_tags_not(self, key: Key, value: Node, line: int) -> None:
        self._extend("tags_not", [word.lstrip("#") for word in _words(value)], line)

    def _take_met(self, key: Key, value: Node, line: int) -> None:
        if text := ", ".join(_words(value, split=False)):
            self._set("met", text, line)

    def _take_cadence(self, key: Key, value: Node, line: int) -> None:
        text = _text(value)
        if text.casefold() in _PLACEHOLDER:
            return
        if text.casefold() in {"never", "none", "no", "off", "false"}:
            self._set("cadence", [None, None, True, "note"], line)
        elif (span := parse_span(text)) is not None:
            self._set("cadence", [span[0], span[1], False, "note"], line)
        else:
            self.fault(
                "PNM104",
                line,
                f"cadence {text!r} is not an interval",
                "write a wish such as `3 weeks`, `3 weeks..6 weeks`, or `never`",
                "error",
            )

    def _take_tier(self, key: Key, value: Node, line: int) -> None:
        text = _text(value)
        days = TIERS.get(text.casefold()) or parse_interval(text)
        if days:
            self._tier = (days, text, line)

    def _take_last_contact(self, key: Key, value: Node, line: int) -> None:
        text = _text(value)
        if text.casefold() in _PLACEHOLDER:
            return
        day = parse_day(text, order=self._profile.date_order)  # type: ignore[arg-type]
        if day is not None:
            known = self.values.get("last_contact", "")
            if day.isoformat() > known:
                self.values["last_contact"], self.lines["last_contact"] = day.isoformat(), line
        else:
            self.fault(
                "PNM105",
                line,
                f"last contact {text!r} is not a day",
                "write YYYY-MM-DD, or leave the key out: pnm works it out",
                "error",
            )

    def _take_snooze_until(self, key: Key, value: Node, line: int) -> None:
        text = _text(value)
        day = parse_day(text, order=self._profile.date_order)  # type: ignore[arg-type]
        if day is not None:
            self._set("snooze_until", day.isoformat(), line)
        elif text.casefold() not in _PLACEHOLDER:
            self.fault(
                "PNM106", line, f"{text!r} is not a day", "write snooze_until: YYYY-MM-DD", "error"
            )

    def _take_paused(self, key: Key, value: Node, line: int) -> None:
        if _text(value).casefold() in _YES:
            self._set("paused", True, line)

    def _take_active(self, key: Key, value: Node, line: int) -> None:
        if _text(value).casefold() in _NO:
            self._set("paused", True, line)

    def _take_private(self, key: Key, value: Node, line: int) -> None:
        if _text(value).casefold() in _YES:
            self._set("private", True, line)

    def _take_me(self, key: Key, value: Node, line: int) -> None:
        if _text(value).casefold() in _YES:
            self._set("me", True, line)

    def _take_created(self, key: Key, value: Node, line: int) -> None:
        day = parse_day(_text(value), order=self._profile.date_order)  # type: ignore[arg-type]
        if day is not None:
            self._set("created", day.isoformat(), line)

    def _take_kind(self, key: Key, value: Node, line: int) -> None:
        """Keep nothing: `classify` has read it."""

    def _take_gender(self, key: Key, value: Node, line: int) -> None:
        self._extra("gender", value, line)

    def _take_language(self, key: Key, value: Node, line: int) -> None:
        self._extra(key.field, value, line)

    def _take_notes(self, key: Key, value: Node, line: int) -> None:
        self._extra("notes", value, line)

    def _take_related(self, key: Key, value: Node, line: int) -> None:
        if isinstance(value, Sequence):
            for item in value.items:
                self._take_related(key, item, item.line or line)
            return
        if isinstance(value, Mapping):
            for field in value.fields:
                self._take_related(Key("related", field.key), field.value, field.line or line)
            return
        word = relation_word(key.label or "acquaintance")
        kind, label = (word.kind, word.label) if word else ("kin", key.label)
        self._relate(kind, label, value, line)

    def _relate(self, kind: str, label: str, value: Node, line: int) -> None:
        for scalar in scalars(value):
            at = scalar.line or line
            found = links_in(scalar.text, at)
            for link in found:
                self.relations.append(RelationFact(kind, link.target, at, "", label))
            if not found:
                for name in _SEPARATORS.split(scalar.text):
                    if name.strip().casefold() not in _PLACEHOLDER:
                        target = name.strip().removeprefix("uid:")
                        linked = target.startswith("urn:uuid:")
                        self.relations.append(RelationFact(kind, target, at, "", label, linked))

    # -- the whole ---------------------------------------------------------------------------

    def _tags(self) -> None:
        rows = self.values.setdefault("tag_rows", [])
        rows += [[tag.name, tag.line] for tag in self._note.tags]
        first: dict[str, list[Any]] = {}
        for row in rows:
            first.setdefault(row[0].casefold(), row)
        kept = list(first.values())
        self.values["tag_rows"] = kept
        if not kept:
            del self.values["tag_rows"]
        if self._tier is not None:
            days, text, line = self._tier
            self._set("cadence", [days, None, False, f"tier {text}"], line)
        if "cadence" not in self.values:
            for name, line in kept:
                if listed := LISTS.get(name.casefold()):
                    self._set("cadence", [listed, None, False, f"tag {name}"], line)
                elif name.casefold() == NEVER_LIST:
                    self._set("cadence", [None, None, True, f"tag {name}"], line)

    def _name(self) -> str:
        stem = PurePosixPath(self._note.path).stem
        mark = self._profile.person_file_mark
        shown = stem[len(mark) :].strip() if mark and stem.startswith(mark) else stem
        name = self._named() or self._heading(shown) or shown
        names = {fold(name), fold(shown), fold(self._first_heading())}
        for title, line in self._titles:
            if fold(title) not in names:
                self._set("title", title, line)
        return name

    def _named(self) -> str:
        if name := self.values.pop("name", ""):
            return str(name)
        parts = (self.values.get(part, "") for part in ("given_name", "middle_name", "family_name"))
        both = self.values.get("given_name") and self.values.get("family_name")
        return " ".join(part for part in parts if part) if both else ""

    def _first_heading(self) -> str:
        first = self._note.headings[0] if self._note.headings else None
        return plain(first.text) if first and first.level == 1 else ""

    def _heading(self, stem: str) -> str:
        first = self._note.blocks[0] if self._note.blocks else None
        text = self._first_heading()
        if not text or first is None or first.kind != "heading" or len(text) > 80:
            return ""
        shared = set(fold(text).split()) & set(re.split(r"[\s_\-.]+", fold(stem)))
        shared |= {text} if fold(text).replace(" ", "") == fold(stem) else set()
        slug = " " not in stem and (stem.islower() or any(c.isdigit() for c in stem))
        return text if shared or slug else ""


def _text(value: Node) -> str:
    """Return the first text of a value, without link syntax."""
    return next((text for text in (plain(s.text) for s in scalars(value)) if text), "")


def _words(value: Node, *, split: bool = True) -> Iterator[str]:
    """Yield the texts of a list, or of one text that holds a list with commas."""
    found = scalars(value)
    for scalar in found:
        links = links_in(scalar.text, scalar.line)
        if links:
            yield from (
                plain(f"[[{ln.target}|{ln.label}]]" if ln.label else ln.target.rpartition("/")[2])
                for ln in links
            )
            continue
        pieces = _SEPARATORS.split(scalar.text) if split and len(found) == 1 else [scalar.text]
        yield from (p.strip() for p in pieces if p.strip().casefold() not in _PLACEHOLDER)


def read_person(
    note: Note, profile: Profile
) -> tuple[PersonFacts, tuple[RelationFact, ...], tuple[Fault, ...]]:
    """Read a person's note.

    Args:
        note: A note that `classify` calls a person's.
        profile: The vault's profile.

    Returns:
        The facts about the person, the relations its keys name, and the faults found.
    """
    reader = PersonReader(note, profile)
    person = reader.read()
    return person, tuple(reader.relations), tuple(reader.faults)
