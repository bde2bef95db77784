"""Which heading of a table means what: Google's, Outlook's, LinkedIn's, pnm's own.

In: the line of headings. Out: for each column what it is. Not known here: the rows.

A heading that is not in these tables becomes a key of the note as it is, so that all that pnm reads
as a key (`docs/format.md`) may be a heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple


class Column(NamedTuple):
    """What a column is.

    Attributes:
        key: The key of the note that its values go to; empty for one that is passed over.
        label_of: For a column of values the number of the column that holds their labels.
        part: `value`, `notes`, or which part of an address it is.
    """

    key: str
    label_of: int | None = None
    part: str = "value"


_PLAIN: Final = {
    "name": "name fullname displayname fn contact contactname",
    "given_name": "firstname givenname prénom vorname nombre",
    "middle_name": "middlename additionalname",
    "family_name": "lastname familyname surname nom nachname apellidos",
    "honorific_prefix": "nameprefix prefix",
    "honorific_suffix": "namesuffix suffix",
    "aliases": "nickname nicknames aliases alias",
    "birthday": "birthday birthdate dateofbirth dob bday",
    "anniversary": "anniversary weddinganniversary",
    "email": "email emails emailaddress email1address email2address email3address primaryemail "
    "mail adresseemail correoelectrónico emailadresse",
    "phone": "phone phones phonenumber telephone tel primaryphone otherphone",
    "phone_mobile": "mobile mobilephone cell cellphone mobilenumber",
    "phone_home": "homephone homephone2",
    "phone_work": "businessphone businessphone2 workphone companymainphone",
    "phone_fax": "businessfax homefax otherfax fax",
    "url": "website webpage url homepage",
    "organization": "organization organizationname company companyname employer org société firma "
    "empresa",
    "department": "department organizationdepartment",
    "title": "jobtitle organizationtitle position role poste cargo",
    "city": "city homecity town location",
    "country": "country homecountry homecountryregion countryregion",
    "address_work": "businessaddress",
    "address_home": "homeaddress",
    "address": "address otheraddress",
    "circle": "labels groupmembership categories groups group circle circles",
    "spouse": "spouse",
    "child": "children",
    "manager": "managersname",
    "assistant": "assistantsname",
    "interest": "hobby hobbies interest interests",
    "language": "language",
    "met": "met",
    "connected": "connectedon connectéle",
    "gender": "gender",
    "private": "private",
    "notes": "notes note",
}
_PASSED: Final = frozenset(
    "photo fileas phoneticfirstname phoneticmiddlename phoneticlastname givennameyomi "
    "additionalnameyomi familynameyomi yominame initials shortname maidenname priority sensitivity "
    "subject directoryserver governmentidnumber billinginformation mileage account keywords "
    "emailtype email2type email3type emaildisplayname email2displayname email3displayname "
    "internetfreebusy organizationalidnumber userfield1 user1 user2 user3 user4 telex isdn "
    "ttytddphone callback radiophone carphone pager".split()
)
"""What means nothing to a person's note."""
_KNOWN: Final = {word: key for key, words in _PLAIN.items() for word in words.split()}

_NUMBERED: Final = re.compile(
    r"(?P<what>E-mail|Email|Phone|Address|Website|Relation|Event|Organization|Custom Field|IM) "
    r"(?P<number>\d+) - (?P<part>.+)",
    re.IGNORECASE,
)
_BASES: Final = {
    "e-mail": "email",
    "email": "email",
    "phone": "phone",
    "address": "address",
    "website": "url",
    "relation": "relation",
    "event": "event",
    "organization": "organization",
    "custom field": "custom",
    "im": "im",
}
_PLACES: Final = re.compile(
    r"(?P<where>Business|Home|Other) (?P<part>Street(?: \d)?|City|State|Postal Code|"
    r"Country/Region|Country|PO Box|Address PO Box)",
    re.IGNORECASE,
)
_LABELS: Final = {"business": "work", "home": "home", "other": ""}
_OTHER_LETTERS: Final = re.compile(r"[\W_]+")


def folded(heading: str) -> str:
    """Return a heading for comparison: `E-mail Address` is `emailaddress`."""
    return _OTHER_LETTERS.sub("", heading.casefold())


def count_known(headings: Sequence[str]) -> int:
    """Return how many of these are headings that a table of contacts has."""
    return sum(
        folded(heading) in _KNOWN
        or _NUMBERED.fullmatch(heading.strip()) is not None
        or _PLACES.fullmatch(heading.strip()) is not None
        for heading in headings
    )


def columns_of(headings: Sequence[str]) -> tuple[Column, ...]:
    """Say what each column is.

    Args:
        headings: As they stand in the file.
    """
    stripped = [heading.strip() for heading in headings]
    at = {heading.casefold(): number for number, heading in enumerate(stripped)}
    is_outlook = "jobtitle" in map(folded, stripped)
    return tuple(_column(heading, at, is_outlook=is_outlook) for heading in stripped)


def _column(heading: str, at: dict[str, int], *, is_outlook: bool) -> Column:
    if found := _NUMBERED.fullmatch(heading):
        return _numbered(found, at)
    if found := _PLACES.fullmatch(heading):
        label = _LABELS[found["where"].casefold()]
        return Column(f"address_{label}" if label else "address", None, _part(found["part"]))
    word = folded(heading)
    if not word or word in _PASSED:
        return Column("")
    if word == "title":
        return Column("honorific_prefix" if is_outlook else "title")
    key = _KNOWN.get(word, heading)
    return Column(key, None, "notes" if key == "notes" else "value")


def _numbered(found: re.Match[str], at: dict[str, int]) -> Column:
    """Return what a column is that Google numbers: `Phone 1 - Value`, `Address 1 - City`."""
    base, part = _BASES[found["what"].casefold()], found["part"].casefold()
    if part in {"label", "type"}:
        return Column("")
    start = found[0][: found.start("part") - found.start()].casefold()
    label = at.get(f"{start}label", at.get(f"{start}type"))
    if base == "organization":
        key = {"name": "organization", "title": "title", "department": "department"}.get(part, "")
        return Column(key)
    if base == "address":
        return Column(base, label, _part(part))
    return Column(base, label) if part in {"value", "formatted"} else Column("")


def _part(part: str) -> str:
    """Return which part of an address a heading names."""
    word = part.casefold().rstrip(" 0123456789")
    return {"country/region": "country", "address po box": "po box"}.get(word, word)
