"""Whom each field of the query language matches."""

from datetime import date

import pytest

from pnm.errors import QueryError
from pnm.model import Tag
from pnm.query import FIELDS, Knowledge, parse_query, select
from pnm.testing import network_of

NOTES = {
    "2026-02-20.md": "Call with [[ada]].\n- [ ] send [[bob]] the deck",
    "2025-06-01.md": "A letter to [[bob]].",
    "2026-04-01.md": "Dinner with [[eve]]",
    "Family/kim.md": "---\ntype: person\nprivate: true\ndied: 2020\nLoves coffee: yes\n---\n",
    "People/sue.md": "---\ntype: person\nname: Sue\nsnooze_until: 2026-05-01\npaused: yes\n---\n",
}
PEOPLE = {
    "ada": 'name: Ada Łovelace\naliases: [Addie]\nbirthday: 1990-06-24\norg: "[[Acme Corp]]"\n'
    'title: Lead Engineer\ncity: Lisbon\ncountry: Portugal\nemail: a@x.example\n'
    'tags: [work/acme, jazz]\ncircle: friends\ncontact_every: 14 days\ncreated: 2024-01-05\n'
    'mother: "[[eve]]"\nfriend: "[[bob]]"\ninterest: [Jazz, chess]\nmet: at the choir\n',
    "bob": "name: Bob Stone\nbirthday: --06-30\nphone: 123\ntags: [workshop]\n"
    'contact_every: never\ncreated: 2026-02-15\noffers: [chess lessons]\nspouse: "[[Zoe]]"\n',
    "eve": "name: Eve\nbirthday: 1987\nmet: 2019-05-02\nasks: [a flat]\nalias: Addie\n",
}  # fmt: skip
CONFIG = '[circles.friends]\nevery = "6 weeks"\ntags = ["workshop"]\n'
NETWORK = network_of(NOTES, config=CONFIG, **PEOPLE)
KNOWN = Knowledge(
    tags={"eve": (Tag("quiet", "rules"),), "ada": (*NETWORK["ada"].tags, Tag("far", "rules"))},
    due={"ada": date(2026, 2, 20), "bob": date(2026, 3, 2), "eve": date(2026, 3, 10)},
)  # fmt: skip
ALL = "ada bob eve kim sue Zoe"


def found(text, knowledge=KNOWN):
    contacts = select(parse_query(text), NETWORK, knowledge)
    ids = {contact.id.rpartition("/")[2].removeprefix("link:") for contact in contacts}
    return " ".join(name for name in ALL.split() if name in ids)


CASES = [
    ("", ALL),
    ("name:lovelace", "ada"),
    ("name:ŁOVE", "ada"),
    ("name:addie", "ada eve"),
    ("name:=eve", "eve"),
    ("name:=ev", ""),
    ('name:"bob stone"', "bob"),
    ("tag:work", "ada"),
    ("tag:work/*", "ada"),
    ("tag:=work", ""),
    ("tag:=work/*", "ada"),
    ("tag:#JAZZ", "ada"),
    ("tag:quiet", "eve"),
    ("tag:=quiet", ""),
    ("tag:far", "ada"),
    ("tag:=far", ""),
    ("circle:friends", "ada bob"),
    ("circle:Friend", "ada bob"),
    ("org:acme", "ada"),
    ('org:="Acme Corp"', "ada"),
    ("org:=acme", ""),
    ("title:engineer", "ada"),
    ("city:lisb", "ada"),
    ("country:portugal", "ada"),
    ("interest:chess", "ada bob"),
    ("interest:flat", "eve"),
    ("relation:spouse", "bob Zoe"),
    ("relation:parent", "ada"),
    ("relation:mother", "ada"),
    ("relation:father", ""),
    ("relation:child", "eve"),
    ("relation:friends", "ada bob"),
    ("relation:friend=Bob", "ada"),
    ('relation:"friend=Bob Stone"', "ada"),
    ("relation:friend=Nobody", ""),
    ("knows:bob", "ada Zoe"),
    ("knows:zoe", "bob"),
    ("knows:nobody", ""),
    ("has:birthday", "ada bob eve"),
    ("has:birthdays", "ada bob eve"),
    ("has:email", "ada"),
    ("has:addresses", ""),
    ("has:cities", "ada"),
    ("has:promise", "bob"),
    ("has:plan", "eve"),
    ("has:contact", "ada bob"),
    ("has:relation", "ada bob eve Zoe"),
    ("has:note", "ada bob eve kim sue"),
    ("has:loves_coffee", "kim"),
    ("has:unicorn", ""),
    ("quiet:>60d", "bob"),
    ("quiet:60d", "bob"),
    ("quiet:<2w", "ada"),
    ("quiet:=10", "ada"),
    ("quiet:>10", "bob"),
    ("quiet:>=10", "ada bob"),
    ("quiet:never", "eve kim sue Zoe"),
    ("last:2026", "ada"),
    ("last:2026-02", "ada"),
    ("last:2026-02-20", "ada"),
    ("last:<2026", "bob"),
    ("last:<=2026-02-20", "ada bob"),
    ("last:>2025-06", "ada"),
    ("last:>=2025-06", "ada bob"),
    ("due:now", "ada bob"),
    ("due:<14d", "ada bob eve"),
    ("due:<8d", "ada bob"),
    ("due:8d", "ada bob eve"),
    ("due:>0", "eve"),
    ("due:0", "ada bob"),
    ("due:<-7d", "ada"),
    ("born:06", "ada bob"),
    ("born:6", "ada bob"),
    ("born:1987", "eve"),
    ("born:06-24", "ada"),
    ("born:--06-24", "ada"),
    ("born:1990-06", "ada"),
    ("born:<1990", "eve"),
    ("born:>=1990", "ada"),
    ("born:<1987-06", ""),
    ("born:<=1987", "eve"),
    ("met:2026", "ada"),
    ("met:2025-06-01", "bob"),
    ("met:<2026", "bob"),
    ("met:choir", "ada"),
    ('met:="at the choir"', "ada"),
    ("created:2024", "ada"),
    ("created:>2025", "bob"),
    ("created:<30d", "bob"),
    ("created:>1y", "ada"),
    ("channel:letter", "bob"),
    ("channel:call", "ada"),
    ("cadence:<30d", "ada"),
    ("cadence:14d", "ada"),
    ("cadence:never", "bob"),
    ("cadence:none", "eve kim sue Zoe"),
    ("is:private", "kim"),
    ("is:dead", "kim"),
    ("is:paused", "sue"),
    ("is:snoozed", "sue"),
    ("is:link", "Zoe"),
    ("path:family/", "kim"),
    ("path:=Family/kim.md", "kim"),
    ("lisbon", "ada"),
    ("addie", "ada eve"),
    ('"lead engineer"', "ada"),
    ("lis*", "ada"),
    ("zoe", "Zoe"),
    ("name:e -has:email", "bob eve sue Zoe"),
    ("not has:note or is:private", "kim Zoe"),
]


@pytest.mark.parametrize(("text", "people"), CASES, ids=[text or "empty" for text, _ in CASES])
def test_a_query_finds_exactly_whom_it_says(text, people):
    assert found(text) == people


def test_every_field_is_asked_on_this_page():
    asked = {text.partition(":")[0] for text, _ in CASES if ":" in text}

    assert asked >= FIELDS.keys()


def test_contacts_are_found_in_the_order_of_their_names():
    assert [c.name for c in select(parse_query("has:birthday"), NETWORK)] == [
        "Ada Łovelace",
        "Bob Stone",
        "Eve",
    ]


def test_without_derived_tags_only_written_ones_are_seen():
    assert found("tag:quiet", Knowledge()) == ""
    assert found("tag:jazz", Knowledge()) == "ada"


def test_what_is_due_cannot_be_asked_by_what_it_depends_on():
    with pytest.raises(QueryError, match="due: cannot be asked here"):
        found("due:now", Knowledge(due=None))


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("quiet:lots", "takes an interval"),
        ("quiet:-7d", "takes an interval"),
        ("due:soon", "takes an interval"),
        ("cadence:often", "takes an interval"),
        ("last:monday", "takes a day, a month or a year"),
        ("last:06-24", "takes a day, a month or a year"),
        ("created:lately", "takes a day, a month or a year"),
        ("born:13", "takes a month 06"),
        ("born:june-ish", "takes a month 06"),
        ("born:<06", "takes a month 06"),
        ("met:<choir", "is compared with a day"),
        ("is:tall", "is one of: dead, link, paused, private, snoozed"),
        ("relation:likes", "is a kind of relation"),
        ("has:brithday", "did you mean has:birthday?"),
        ("tag:#", "takes a tag"),
    ],
)
def test_a_value_that_does_not_fit_says_what_does(text, mend):
    with pytest.raises(QueryError) as caught:
        found(text)

    assert mend in caught.value.mend
    assert caught.value.message.startswith(text.partition(":")[0] + ":")


@pytest.mark.parametrize(
    "text",
    ["quiet:>99999d", "created:<99999y", "born:0", "last:99999", "name:\0", "tag:*", "born:²",
     "quiet:٣d", "due:>-", "relation:=", "relation:spouse=", "knows:*", "name:%s", "born:--",
     "met:=", "cadence:=", "created:>100y", "path:../..", "channel:😀", "has:=="],
)  # fmt: skip
def test_a_hostile_value_is_answered_or_refused(text):
    try:
        people = found(text)
    except QueryError as refused:
        people = refused.mend

    assert isinstance(people, str)


def test_a_query_works_on_the_first_day_there_is():
    network = network_of(today=date(1, 1, 1), ada="created: 0001-01-01")

    assert select(parse_query("created:<100y"), network, Knowledge()) == tuple(network)


def test_an_empty_vault_has_nobody():
    assert select(parse_query("name:a or quiet:never"), network_of()) == ()
