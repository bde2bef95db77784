"""Which key of a note's front matter means what, for each kind of note.

In: a key as written. Out: the field it stands for, with its label and part.
Not known here: values, and what is done with them. The tables are `docs/format.md`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pnm.folding import fold_key


class Key(NamedTuple):
    """A key understood.

    Attributes:
        field: The field's name in `docs/format.md`; the key as written where it is unknown.
        label: `work` in `email_work`, `EMAIL[WORK]`; empty for none.
        part: `LOCALITY` in `ADR[HOME].LOCALITY`; empty for none.
        known: Whether the field is one of pnm's.
    """

    field: str
    label: str = ""
    part: str = ""
    known: bool = True


_PERSON: dict[str, str] = {
    "name": "name FN displayName fullname full_name",
    "given_name": "given_name first_name firstName N.GN",
    "family_name": "family_name last_name lastName surname N.FN",
    "middle_name": "middle_name N.MN additional_name",
    "prefix": "honorific_prefix N.PREFIX",
    "suffix": "honorific_suffix N.SUFFIX",
    "aliases": "aliases alias nickname nicknames also_known_as aka",
    "pronouns": "pronouns",
    "gender": "gender sex",
    "birthday": "birthday birth_date birthdate bday prm-birthday date_of_birth dob born",
    "anniversary": "anniversary wedding_anniversary wedding",
    "died": "died deathdate death_date date_of_death deceased",
    "email": "email emails e-mail e-mails email_address mail",
    "phone": "phone phones mobile cell cell_phone cellphone phone_number phone_numbers telephone "
    "tel",
    "address": "address addresses street_address adr",
    "url": "url urls website homepage web site",
    "city": "city location prm-location based_in hometown town lives_in",
    "country": "country",
    "timezone": "timezone time_zone tz",
    "organization": "org company organization organizations organisation organisations "
    "person_org employer works_at works_for companies",
    "title": "title job_title person_title position role job",
    "met": "met how_we_met met_at met_date met_on where_we_met",
    "circles": "circle circles groups group person_tags relationship",
    "categories": "categories category",
    "tags": "tags tag",
    "tags_not": "tags_not",
    "interest": "interest interests hobby hobbies",
    "expertise": "expertise skills skill",
    "offers": "offers offer can_help_with",
    "asks": "asks ask needs looking_for",
    "cadence": "contact_every cadence contactFrequency contact_frequency prm-cadence "
    "X-FRM-FREQUENCY frequency keep_in_touch_every",
    "tier": "prm-tier tier",
    "last_contact": "last_contact lastContact lastContacted last_contacted last_chat last "
    "prm-last-contacted contacted last_seen last_spoke last_talked",
    "snooze_until": "snooze_until prm-snooze-until snoozed_until",
    "paused": "paused prm-paused",
    "active": "active",
    "private": "private confidential",
    "me": "me is_me",
    "uid": "uid id",
    "slug": "slug",
    "kind": "kind",
    "created": "created date_created created_at created_on added added_on creation_date",
    "language": "language lang languages salutation",
    "notes": "notes note",
    "related": "related relations",
}

_ENCOUNTER: dict[str, str] = {
    "people": "people persons person contacts contact participants participant attendees "
    "attendee with from to cc present guests who",
    "day": "date day when on start date_time datetime",
    "time": "time start_time",
    "channel": "channel medium via",
    "title": "title subject topic name",
    "tags": "tags tag",
    "place": "location loc place where city",
    "private": "private confidential",
}

SOCIAL = frozenset(
    "linkedin linkedinid twitter x mastodon instagram facebook github telegram signal whatsapp "
    "bluesky matrix skype discord xing youtube blog".split()
)
"""Folded keys whose value is a page or a handle."""

_BRACKETS = re.compile(r"^([A-Za-z][\w-]*)\[(?:(\d+)(?::|(?=\])))?([^\]]*)\](?:\.(\w+))?$")
_DOTTED = re.compile(r"^(ADR|ORG|GEO)\.(\w+)$", re.IGNORECASE)
_SUFFIXED = re.compile(
    r"^(e-?mail|phone|tel|mobile|address|adr|url|website)s?[_ -](.{1,40})$", re.IGNORECASE
)


def _table(words: dict[str, str]) -> dict[str, str]:
    return {fold_key(word): field for field, text in words.items() for word in text.split()}


PERSON_KEYS = _table(_PERSON)
ENCOUNTER_KEYS = _table(_ENCOUNTER)


_LABELS = {"mobile": "mobile", "cell": "mobile", "cellphone": "mobile"}
"""Folded keys that say what kind of number it is."""


@lru_cache(maxsize=4096)
def person_key(key: str) -> Key:
    """Say what a key of a person's note means.

    Args:
        key: As written: `E-mail`, `EMAIL[1:WORK]`, `ADR[HOME].LOCALITY`, `phone_mobile`.

    Returns:
        The field with label and part; `known` is False for keys of the user's own.
    """
    folded = fold_key(key)
    field = PERSON_KEYS.get(folded)
    if field:
        return Key(field, _LABELS.get(folded, ""))
    if folded in SOCIAL:
        return Key("url", label=folded.removesuffix("id"))
    if "[" in key and (found := _BRACKETS.match(key)):
        return _labelled(found[1], found[3], found[4] or "", key)
    if "." in key and (found := _DOTTED.match(key)):
        return _labelled(found[1], "", found[2], key)
    if found := _SUFFIXED.match(key):
        return _labelled(found[1], found[2], "", key)
    return Key(key, known=False)


def _labelled(base: str, label: str, part: str, key: str) -> Key:
    field = PERSON_KEYS.get(fold_key(base))
    if field is None:
        return (
            Key("related", label.casefold())
            if base.casefold() == "related"
            else Key(key, known=False)
        )
    return Key(field, label.casefold().replace(" ", "_"), part.casefold())


@lru_cache(maxsize=4096)
def encounter_key(key: str) -> str:
    """Say what a key of a meeting, call, mail or daily note means; empty where it is unknown."""
    return ENCOUNTER_KEYS.get(fold_key(key), "")
