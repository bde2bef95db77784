"""What plugins read out of a note: kept where it can be kept, told where it cannot."""

import enum
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

import pytest

from pnm.contacts.extract import extract
from pnm.contacts.facts import FurtherFact, pack, unpack
from pnm.contacts.profile import Profile
from pnm.contacts.stored import stored
from pnm.model import Fact
from pnm.testing import TODAY

PERSON = "---\ntype: person\n---\n- 2026-02-01 call\n"


@dataclass
class Given:
    """Gives what it is told to, and keeps what it was asked about."""

    facts: tuple = ()
    failed: tuple = ()
    state: str = "1"
    asked: list = field(default_factory=list)

    def read(self, note):
        self.asked.append(note)
        return self.facts, self.failed


def read(*facts, failed=(), path="Ada.md", text=PERSON):
    return extract(path, text, Profile(), TODAY, Given(facts, failed))


def test_a_fact_is_kept_with_all_that_it_says():
    fact = Fact("gift", 4, "an atlas", ("Bob", ""), date(2026, 2, 1), {"given": True, "cost": 12})
    facts = read(("gifts", fact))

    assert facts.further == (
        FurtherFact(
            "gifts",
            "gift",
            4,
            "an atlas",
            ("Bob", ""),
            "2026-02-01",
            (("cost", 12), ("given", True)),
        ),
    )
    assert facts.faults == ()
    assert unpack(pack(facts)) == facts == stored(pack(facts)).whole()


def test_facts_stand_in_the_order_of_lines():
    facts = read(("b", Fact("x", 4)), ("a", Fact("y", 4)), ("b", Fact("z", 1)))

    assert [(row.plugin, row.kind) for row in facts.further] == [("b", "z"), ("a", "y"), ("b", "x")]


class Colour(enum.StrEnum):
    RED = "red"


class Number(enum.IntEnum):
    TWO = 2


@pytest.mark.parametrize(
    ("fact", "row"),
    [
        (Fact("x", 1, Colour.RED), FurtherFact("p", "x", 1, "red", (), "", ())),
        (Fact("x", Number.TWO), FurtherFact("p", "x", 2, "", (), "", ())),
        (
            Fact("x", 1, day=datetime(2026, 2, 1, 12, 30)),
            FurtherFact("p", "x", 1, "", (), "2026-02-01", ()),
        ),
        (
            Fact("x", 1, values=MappingProxyType({"a": Colour.RED, "b": Number.TWO, "c": 10**30})),
            FurtherFact("p", "x", 1, "", (), "", (("a", "red"), ("b", 2), ("c", 10**30))),
        ),
        (Fact("x", 1, "\udcff\x00"), FurtherFact("p", "x", 1, "\udcff\x00", (), "", ())),
    ],
    ids=["an enumeration", "a number of its own kind", "an instant", "values", "odd text"],
)
def test_values_of_kinds_of_their_own_become_plain_ones(fact, row):
    facts = read(("p", fact))

    assert facts.further == (row,)
    assert unpack(pack(facts)) == facts


@pytest.mark.parametrize(
    ("fact", "why"),
    [
        (Fact("x", 0), "its line is 0, not one of the note"),
        (Fact("x", -1), "its line is -1, not one of the note"),
        (Fact("x", "4"), "its line is '4', not one of the note"),
        (Fact("x", 4, None), "it has None where a text belongs"),
        (Fact(b"x", 4), "it has b'x' where a text belongs"),
        (Fact("x", 4, about=("a", 3)), "it has 3 where a text belongs"),
        (Fact("x", 4, values={"a": 1.5}), "it has 1.5 where a text belongs"),
        (Fact("x", 4, values={1: "a"}), "it has 1 where a text belongs"),
        (Fact("x", 4, values={"a": object}), "it has <class 'object'> where a text belongs"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fact_that_cannot_be_kept_costs_itself_only(fact, why):
    facts = read(("p", fact), ("p", Fact("good", 4)))
    (fault,) = facts.faults

    assert [row.kind for row in facts.further] == ["good"]
    assert (fault.code, fault.severity) == ("PNM912", "error")
    assert fault.message == f"plugin p gave a fact that is left out: {why}"
    assert unpack(pack(facts)) == facts


def test_a_plugin_that_fails_costs_its_own_facts_only():
    facts = read(("good", Fact("x", 4)), failed=(("bad", "pnm_facts: ValueError: no city"),))
    (fault,) = facts.faults

    assert fault.message == "plugin bad failed: pnm_facts: ValueError: no city"
    assert [row.plugin for row in facts.further] == ["good"]
    assert [touch.day for touch in facts.touches] == ["2026-02-01"]


@pytest.mark.parametrize(
    ("path", "text", "asked"),
    [
        ("Ada.md", PERSON, True),
        ("2026-02-01.md", "Tea.\n", True),
        ("Ideas.md", "", True),
        ("People/People.md", "- [[Ada]]\n", True),
        ("Templates/Ada.md", PERSON, False),
        ("Ada.md", "---\nname: '{{title}}'\n---\n", False),
        ("Reviews/2026-W08.md", "---\ngenerated_by: pnm\n---\n- [ ] [[Ada]]\n", False),
    ],
    ids=["a contact", "a day", "nothing", "an index", "a template", "placeholders", "a review"],
)
def test_plugins_are_asked_about_every_note_that_somebody_wrote(path, text, asked):
    given = Given()
    extract(path, text, Profile(), TODAY, given)

    assert [note.path for note in given.asked] == ([path] if asked else [])


def test_a_note_is_known_to_plugins_by_the_persons_name():
    given = Given()
    extract("a.md", "---\ntype: person\nname: Ada Lovelace\n---\n", Profile(), TODAY, given)

    assert given.asked[0].name == "Ada Lovelace"


def test_with_nothing_to_add_the_facts_are_the_same():
    assert pack(read()) == pack(extract("Ada.md", PERSON, Profile(), TODAY))


def test_the_page_shows_what_is_said_of_a_plugin_that_fails(pytestconfig):
    (fault,) = read(failed=(("lunch", "pnm_facts: ValueError: no city (pnm_lunch.py:8)"),)).faults
    page = (pytestconfig.rootpath / "docs" / "codes.md").read_text("utf-8")
    told = re.search(r"^## PNM912 .+?```text\n(.+?)```", page, re.M | re.S)

    assert told[1] == f"People/Ada.md: {fault.code} {fault.message}\n    mend: {fault.mend}\n"
