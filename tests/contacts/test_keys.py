"""Every synonym of the format is read, in any spelling, for the kind of note it belongs to."""

import pytest

from pnm.contacts.fields import read_person
from pnm.contacts.keys import ENCOUNTER_KEYS, PERSON_KEYS, encounter_key, person_key
from pnm.contacts.kinds_of_relation import INVERSE, MORE, SAME, inverse, relation_word
from pnm.contacts.profile import Profile
from pnm.notes import parse

SYNONYMS = {
    "last_contact": "last_contact lastContact lastContacted last_contacted last_chat last "
    "prm-last-contacted CONTACTED",
    "cadence": "contact_every cadence contactFrequency prm-cadence X-FRM-FREQUENCY",
    "tier": "prm-tier",
    "paused": "prm-paused",
    "active": "Active",
    "snooze_until": "snooze_until prm-snooze-until",
    "birthday": "birthday birthDate birthdate bday BDAY prm-birthday",
    "name": "name FN displayName fullname",
    "given_name": "given_name first_name firstName N.GN",
    "family_name": "family_name last_name N.FN",
    "organization": "org company Company organization organizations person_org ORG employer",
    "title": "title job_title person_title position Position role",
    "email": "email emails E-mail EMAIL[HOME] email_work",
    "phone": "phone phones mobile cell Phone TEL[CELL] phone_mobile",
    "city": "city location prm-location based_in hometown",
    "met": "met how_we_met howWeMet met_at met_date",
    "circles": "circle circles groups relationship",
    "uid": "uid id UID",
    "slug": "slug",
}


@pytest.mark.parametrize(
    ("key", "field"),
    [(key, field) for field, keys in SYNONYMS.items() for key in keys.split()],
)
def test_a_synonym_of_the_format_is_known(key, field):
    assert (person_key(key).field, person_key(key).known) == (field, True)


@pytest.mark.parametrize(
    ("key", "field"),
    [
        ("First Name", "given_name"),
        ("FIRST_NAME", "given_name"),
        ("Phone Number", "phone"),
        ("cell phone", "phone"),
        ("E-Mail", "email"),
        ("Person Tags", "circles"),
        ("date created", "created"),
    ],
)
def test_keys_are_compared_without_case_blanks_and_dashes(key, field):
    assert person_key(key).field == field


@pytest.mark.parametrize(
    ("key", "field", "label", "part"),
    [
        ("email_work", "email", "work", ""),
        ("EMAIL[WORK]", "email", "work", ""),
        ("EMAIL[1:WORK]", "email", "work", ""),
        ("TEL[CELL]", "phone", "cell", ""),
        ("TEL[2]", "phone", "", ""),
        ("phone_mobile", "phone", "mobile", ""),
        ("mobile", "phone", "mobile", ""),
        ("address_home", "address", "home", ""),
        ("ADR[HOME].LOCALITY", "address", "home", "locality"),
        ("ADR.COUNTRY", "address", "", "country"),
        ("linkedin", "url", "linkedin", ""),
        ("linkedin_id", "url", "linkedin", ""),
        ("RELATED[1:friend]", "related", "friend", ""),
    ],
)
def test_a_key_may_carry_a_label_and_a_part(key, field, label, part):
    found = person_key(key)

    assert (found.field, found.label, found.part) == (field, label, part)


@pytest.mark.parametrize("key", ["shoe size", "Loves coffee", "FOO[BAR]", "[", "", "tag "])
def test_a_key_of_the_users_own_is_not_taken_for_another(key):
    assert person_key(key).known is (key == "tag ")


def test_no_known_key_is_left_over():
    front = "".join(f"{key}: 2020-01-01\n" for key in PERSON_KEYS)

    person = read_person(parse(f"---\n{front}---\n", "Ada.md"), Profile()).person

    assert person.values["extra"].keys() == {"gender", "language", "notes", "tier"}


@pytest.mark.parametrize("key", "people contacts participants attendees with from to cc".split())
def test_a_meetings_people_are_a_meetings_key_only(key):
    assert encounter_key(key) == "people"
    assert not person_key(key).known


def test_location_is_a_city_for_people_and_a_place_for_meetings():
    assert (person_key("location").field, encounter_key("location")) == ("city", "place")
    assert "city" not in ENCOUNTER_KEYS.values()


# -- relations -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind",
    "spouse partner friend sibling colleague co_worker neighbor co_resident acquaintance kin "
    "met".split(),
)
def test_a_symmetric_kind_is_its_own_inverse(kind):
    assert inverse(kind) == kind


@pytest.mark.parametrize(
    ("kind", "other"),
    [
        ("parent", "child"),
        ("manager", "report"),
        ("mentor", "mentee"),
        ("introduced_by", "introduced"),
        ("godparent", "godchild"),
        ("assistant", "assists"),
    ],
)
def test_a_kind_and_its_inverse_are_each_others(kind, other):
    assert (inverse(kind), inverse(other)) == (other, kind)


@pytest.mark.parametrize(
    ("word", "kind", "label"),
    [
        ("friend", "friend", ""),
        ("Friends", "friend", ""),
        ("children", "child", ""),
        ("parents", "parent", ""),
        ("siblings", "sibling", ""),
        ("colleagues", "colleague", ""),
        ("colleague_of", "colleague", ""),
        ("co-worker", "co_worker", ""),
        ("neighbour", "neighbor", ""),
        ("knows", "acquaintance", ""),
        ("reports to", "manager", ""),
        ("mother", "parent", "mother"),
        ("Father", "parent", "father"),
        ("daughter", "child", "daughter"),
        ("sons", "child", "sons"),
        ("sister", "sibling", "sister"),
        ("mother-in-law", "kin", "mother-in-law"),
    ],
)
def test_a_word_names_a_kind_and_stays_where_it_says_more(word, kind, label):
    assert relation_word(word) == (kind, label)


@pytest.mark.parametrize("word", ["", "likes", "work", "friendly", "title"])
def test_other_words_are_no_relation(word):
    assert relation_word(word) is None


def test_every_word_belongs_to_one_kind_that_has_an_inverse():
    words = [w for table in (SAME, MORE) for text in table.values() for w in text.split()]

    assert len(words) == len(set(words))
    assert (SAME.keys() | MORE.keys()) == INVERSE.keys()
    assert not set(words) & INVERSE.keys()
