"""Facts of plugins in the network: whom they concern, and from when on they are known."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pnm.diagnostics import Source
from pnm.hookspecs import hookimpl
from pnm.model import Fact, KnownFact
from pnm.testing import network_of


class Said:
    """Reads `kind! text` out of lines, about those whom the line links."""

    @hookimpl
    def pnm_facts(self, note):
        for line in note.lines:
            kind, sign, text = line.rest.partition("! ")
            if sign:
                yield Fact(
                    kind, line.line, text, line.links, line.day, {"words": len(text.split())}
                )


class Other:
    """Reads the same out of first lines only."""

    @hookimpl
    def pnm_facts(self, note):
        for line in note.lines[:1]:
            yield Fact("first", line.line, line.text)


def built(notes=None, /, plugins=None, **more):
    return network_of(notes, plugins=plugins or {"said": Said()}, **more)


def person(*lines, front=""):
    return f"---\ntype: person\n{front}\n---\n" + "".join(f"{line}\n" for line in lines)


def test_a_fact_in_a_contacts_own_note_is_about_them():
    network = built(Ada=person("- 2026-02-01 met! in Porto"))

    assert network.facts() == (
        KnownFact(
            "met",
            ("Ada",),
            "in Porto",
            Source("Ada.md", 5),
            "said",
            date(2026, 2, 1),
            {"words": 2},
        ),
    )


@pytest.mark.parametrize(
    ("link", "people"),
    [
        ("[[Ada]]", ("Ada",)),
        ("[[ada]] and [[Bob|him]]", ("Ada", "Bob")),
        ("[[Countess]]", ("Ada",)),
        ("[[Ada]] [[Ada]]", ("Ada",)),
        ("[[Me]]", ()),
        ("[[Acme]]", ()),
        ("[[Nobody]]", ()),
        ("no link", ()),
    ],
    ids=["a link", "two people", "an alias", "twice", "the owner", "a company", "nobody", "none"],
)
def test_whom_a_fact_concerns_is_looked_up_as_any_link_is(link, people):
    network = built(
        {"2026-02-01.md": f"- saw! {link}\n", "Acme.md": "---\ntype: company\n---\n"},
        Ada="aliases: [Countess]",
        Bob="name: Bob",
        Me="me: true",
    )

    assert [fact.people for fact in network.facts("saw")] == [people]


def test_facts_are_asked_for_by_person_and_by_kind():
    network = built(
        {"Daily/2026-02-01.md": "- a! [[Ada]]\n- b! [[Ada]] [[Bob]]\n"},
        Ada=person("- b! own"),
        Bob="name: Bob",
    )

    assert [fact.text for fact in network.facts()] == ["own", "[[Ada]]", "[[Ada]] [[Bob]]"]
    assert [fact.text for fact in network.facts("b")] == ["own", "[[Ada]] [[Bob]]"]
    assert [fact.text for fact in network.facts_of("Ada")] == ["own", "[[Ada]]", "[[Ada]] [[Bob]]"]
    assert [fact.text for fact in network.facts_of("Ada", "a")] == ["[[Ada]]"]
    assert [fact.text for fact in network.facts_of("Bob")] == ["[[Ada]] [[Bob]]"]
    assert network.facts_of("nobody") == network.facts("no such kind") == ()


@pytest.mark.parametrize(
    ("today", "known"),
    [
        (date(2026, 2, 9), []),
        (date(2026, 2, 10), ["soon"]),
        (date(2026, 2, 14), ["soon"]),
        (date(2026, 2, 15), ["soon", "later", "undated"]),
        (date(2026, 2, 20), ["soon", "later", "undated", "plan"]),
    ],
    ids=["before", "on its day", "after it", "the note is there", "the plan is past"],
)
def test_a_fact_is_known_from_its_day_on_and_an_undated_one_with_its_note(today, known):
    notes = {
        "2026-02-15.md": "- 2026-02-10 soon! [[Bob]]\n- 2026-02-15 later! [[Bob]]\n"
        "- undated! [[Bob]]\n- 2026-02-20 plan! [[Bob]]\n"
    }

    assert [fact.kind for fact in built(notes, Bob="name: Bob", today=today).facts()] == known


def test_what_a_later_contacts_note_says_without_a_day_is_not_known():
    notes = {"Ada": person("- x! y", front="created: 2026-03-01")}

    assert built(today=date(2026, 2, 28), **notes).facts() == ()
    assert len(built(today=date(2026, 3, 1), **notes).facts()) == 1


def test_a_fact_says_whether_its_note_is_private():
    notes = {"2026-02-01.md": "---\nprivate: true\n---\n- saw! [[Ada]]\n"}
    network = built(notes, Ada=person("- own! note"))

    assert {fact.kind: fact.private for fact in network.facts()} == {"saw": True, "own": False}


def test_plugins_say_things_side_by_side():
    network = built(plugins={"said": Said(), "other": Other()}, Ada=person("- x! y"))

    assert [(fact.plugin, fact.kind) for fact in network.facts()] == [
        ("other", "first"),
        ("said", "x"),
    ]


NOTES = {
    "People/Ada.md": person("- 2026-02-01 a! [[Bob]]", "- b! own"),
    "People/Bob.md": person("- c! [[Ada]]", front="name: Bob"),
    "Old/Bob.md": person("- d! [[Bob]]", front="name: Bob"),
    "2026-02-01.md": "- e! [[bob]] and [[Ada]]\n- f! nobody\n",
}


@settings(max_examples=40, deadline=None)
@given(notes=st.permutations(list(NOTES.items())))
def test_the_order_of_notes_does_not_matter(notes):
    assert built(dict(notes)).facts() == built(NOTES).facts() != ()
