"""Open tasks that concern contacts: who owes what to whom, since when and until when."""

from datetime import date

import pytest

from pnm.testing import network_of

PEOPLE = {
    "bob": "name: Bob Stone",
    "eve": "name: Eve Adams\naliases: [Evie]",
    "luk": "name: Łukasz Nowak",
    "me": "name: Max Frei\nme: true",
}


def promises(text, path="Plan.md", own=None, **more):
    notes = {path: text} if text else {}
    ada = f"---\ntype: person\nname: Ada\n---\n{own or ''}"
    network = network_of({"ada.md": ada, **notes}, **PEOPLE, **more)
    return [(p.people, p.mine, p.text) for p in network.promises]


@pytest.mark.parametrize(
    ("line", "people", "mine", "text"),
    [
        ("- [ ] send [[bob]] the deck", ("bob",), True, "send bob the deck"),
        ("- [ ] intro [[bob]] to [[eve]]", ("bob", "eve"), True, "intro bob to eve"),
        ("- [ ] @me: send [[bob]] the deck", ("bob",), True, "send bob the deck"),
        ("- [ ] @max: send [[bob]] the deck", ("bob",), True, "send bob the deck"),
        ("- [ ] @bob: send the deck", ("bob",), False, "send the deck"),
        ("- [ ] @Bob send the deck", ("bob",), False, "send the deck"),
        ("- [ ] @bob.stone: the deck", ("bob",), False, "the deck"),
        ("- [ ] @bob_stone: the deck", ("bob",), False, "the deck"),
        ("- [ ] @Bob Stone: the deck", ("bob",), False, "the deck"),
        ("- [ ] @EVIE: the deck", ("eve",), False, "the deck"),
        ("- [ ] @lukasz: the deck", ("luk",), False, "the deck"),
        ("- [ ] @bob: answer [[eve]]", ("bob", "eve"), False, "answer eve"),
        ("- [ ] @eve: answer [[bob]] for [[eve]]", ("eve", "bob"), False, "answer bob for eve"),
        ("- [ ] [[bob]]: send the deck", ("bob",), False, "bob: send the deck"),
        ("- [ ] @[[bob]]: send the deck", ("bob",), False, "@bob: send the deck"),
        ("- [ ] waiting for [[bob]]: the deck", ("bob",), False, "waiting for bob: the deck"),
        ("- [ ] Waiting on the deck of [[bob]]", ("bob",), False, "Waiting on the deck of bob"),
        ("- [ ] the deck of [[bob]] [owner:: Bob]", ("bob",), False, "the deck of bob"),
        ("## Waiting for\n- [ ] the deck of [[bob]]", ("bob",), False, "the deck of bob"),
        ("## They owe me\n### Work\n- [ ] deck [[bob]]", ("bob",), False, "deck bob"),
        ("- [ ] @home: call [[bob]]", ("bob",), True, "@home: call bob"),
        ("- [/] send [[bob]] the deck", ("bob",), True, "send bob the deck"),
        ("1. [ ] send [[bob]] the deck", ("bob",), True, "send bob the deck"),
    ],
)
def test_a_task_anywhere_says_who_owes_it(line, people, mine, text):
    assert promises(line) == [(people, mine, text)]


@pytest.mark.parametrize(
    ("line", "people", "mine"),
    [
        ("- [ ] send the deck", ("ada",), True),
        ("- [ ] intro to [[bob]]", ("ada", "bob"), True),
        ("- [ ] @ada: send the contract", ("ada",), False),
        ("- [ ] @bob: answer her", ("bob", "ada"), False),
        ("- [ ] waiting for the contract", ("ada",), False),
        ("- [ ] waiting for [[bob]]", ("bob", "ada"), False),
        ("- [ ] [[bob]]: answer her", ("bob", "ada"), False),
        ("## Waiting for\n- [ ] the contract", ("ada",), False),
    ],
)
def test_a_task_in_a_contacts_note_concerns_that_contact(line, people, mine):
    assert [row[:2] for row in promises("", own=line)] == [(people, mine)]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("- [ ] water the plants", "Plan.md"),
        ("- [x] send [[bob]] the deck", "Plan.md"),
        ("- [x] send [[bob]] the deck ✅ 2026-02-01", "Plan.md"),
        ("- [-] send [[bob]] the deck", "Plan.md"),
        ("- send [[bob]] the deck", "Plan.md"),
        ("- [ ] send `[[bob]]` the deck", "Plan.md"),
        ("> - [ ] send [[bob]] the deck", "Plan.md"),
        ("```\n- [ ] send [[bob]] the deck\n```", "Plan.md"),
        ("<!--\n- [ ] send [[bob]] the deck\n-->", "Plan.md"),
        ("- [ ] send [[bob]] the deck", "Templates/Plan.md"),
        ("- [ ] read [[Dune]]", "Plan.md"),
        ("- [ ] @nobody: the deck", "Plan.md"),
        ("- [ ] ask [[me]]", "Plan.md"),
        ("- [ ] read it", "me.md"),
    ],
    ids=[
        "nobody in it",
        "ticked",
        "ticked on a day",
        "cancelled",
        "no box",
        "in code",
        "quoted",
        "in a code block",
        "in a comment",
        "in a template",
        "a link to no person",
        "a stranger's name",
        "the vault's owner",
        "in the owner's own note",
    ],
)
def test_what_is_no_promise(text, path):
    if path == "me.md":
        network = network_of({path: f"---\ntype: person\nme: true\n---\n{text}"})
        assert network.promises == ()
    else:
        assert promises(text, path) == []


def test_a_name_of_two_people_is_settled_by_the_links_of_the_task():
    more = {"luk2": "name: Łukasz Wolny"}

    assert promises("- [ ] @lukasz: the deck", **more) == []
    assert promises("- [ ] @lukasz: the deck of [[luk2]]", **more) == [
        (("luk2",), False, "the deck of luk2")
    ]


def test_a_task_of_a_meeting_with_one_person_concerns_that_person():
    head = "---\ntype: meeting\ndate: 2026-02-10\npeople: {}\n---\n- [ ] send the deck\n"

    assert [row[0] for row in promises(head.format('["[[bob]]"]'))] == [("bob",)]
    assert promises(head.format('["[[bob]]", "[[eve]]"]')) == []


@pytest.mark.parametrize(
    ("path", "text", "made"),
    [
        ("Plan.md", "- [ ] call [[bob]] ➕ 2026-01-05", date(2026, 1, 5)),
        ("2026-02-10.md", "- [ ] call [[bob]]", date(2026, 2, 10)),
        ("2026-02-10.md", "- [ ] call [[bob]] ➕ 2026-01-05", date(2026, 1, 5)),
        ("Plan.md", "- 2026-01-06 call\n  - [ ] write to [[bob]]", date(2026, 1, 6)),
        ("Plan.md", "## 2026-01-07\n- [ ] write to [[bob]]", date(2026, 1, 7)),
        ("Plan.md", "- [ ] write to [[bob]]", None),
    ],
    ids=["its own sign", "daily note", "sign in a daily note", "line above", "heading", "unknown"],
)
def test_a_promise_knows_when_it_was_made(path, text, made):
    (promise,) = network_of({path: text}, bob="name: Bob").promises

    assert promise.made == made


def test_a_promise_knows_its_days_and_its_line():
    text = "# Plan\n\n- [ ] send [[bob]] the deck ⏳ 2026-03-20 📅 2026-04-01 ⏫\n"
    (promise,) = network_of({"Plan.md": text}, bob="name: Bob").promises

    assert (promise.scheduled, promise.due) == (date(2026, 3, 20), date(2026, 4, 1))
    assert (promise.text, str(promise.source)) == ("send bob the deck", "Plan.md:3")


def test_the_days_of_a_promise_may_be_written_in_words():
    text = "- [ ] send [[bob]] the deck [due:: 2026-04-01] [created:: 2026-01-05]\n"
    (promise,) = network_of({"Plan.md": text}, bob="name: Bob").promises

    assert (promise.made, promise.due) == (date(2026, 1, 5), date(2026, 4, 1))


def test_the_key_of_a_promise_stays_when_its_line_moves():
    first = network_of({"Plan.md": "- [ ] call [[bob]]"}, bob="").promises[0]
    moved = network_of({"Plan.md": "# Plan\n\nSome.\n- [ ] call [[bob]] 📅 2026-04-01"}, bob="")

    assert moved.promises[0].key == first.key


def test_promises_are_told_by_their_days():
    text = (
        "- [ ] c [[bob]]\n- [ ] b [[bob]] 📅 2026-05-01\n- [ ] a [[bob]] 📅 2026-04-01\n"
        "- [ ] d [[bob]] ➕ 2026-01-01\n"
    )
    network = network_of({"Plan.md": text}, bob="", eve="")

    assert [p.text[0] for p in network.promises_of("bob")] == ["a", "b", "d", "c"]
    assert network.promises_of("eve") == ()
