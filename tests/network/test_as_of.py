"""The answer of any day: what is dated later is not known on it."""

from datetime import date

import pytest

from pnm.testing import network_of

NOTES = {
    "2026-01-10.md": "tea with [[ada]]\n- [ ] send [[ada]] the book",
    "2026-02-10.md": "call with [[ada]]\n- [ ] ask [[ada]] for the keys",
    "Plan.md": "- [x] write to [[ada]] ✅ 2026-02-20\n- [-] gift for [[ada]] ❌ 2026-02-25",
}


def on(day, notes=NOTES, **people):
    return network_of(notes, today=date.fromisoformat(day), **(people or {"ada": "name: Ada"}))


@pytest.mark.parametrize(
    ("day", "last", "plans", "promises"),
    [
        ("2026-01-09", None, 2, ["write to ada", "gift for ada"]),
        ("2026-01-10", "2026-01-10", 1, ["send ada the book", "write to ada", "gift for ada"]),
        ("2026-02-19", "2026-02-10", 0, [
            "send ada the book", "ask ada for the keys", "write to ada", "gift for ada",
        ]),
        ("2026-02-20", "2026-02-20", 0, [
            "send ada the book", "ask ada for the keys", "gift for ada",
        ]),
        ("2026-02-25", "2026-02-20", 0, ["send ada the book", "ask ada for the keys"]),
    ],
    ids=["before all", "first day", "before a tick", "day of a tick", "day of a cancelling"],
)  # fmt: skip
def test_a_day_knows_what_is_dated_up_to_it(day, last, plans, promises):
    network = on(day)

    found = network.last_contact("ada")
    assert (found and found.day.isoformat()) == last
    assert len(network.plans_of("ada")) == plans
    assert [p.text for p in network.promises_of("ada")] == promises


def test_a_note_of_a_later_day_mentions_nobody_yet():
    assert [len(on(day).mentions_of("ada")) for day in ("2026-01-09", "2026-01-10")] == [2, 4]


def test_what_does_not_count_in_a_later_note_is_not_told_yet():
    notes = {"2026-02-10.md": "> [[ada]]"}

    assert [len(on(day, notes).rejected_of("ada")) for day in ("2026-02-09", "2026-02-10")] == [
        0,
        1,
    ]


def test_a_later_tick_is_no_plan():
    assert on("2026-02-19", {"Plan.md": NOTES["Plan.md"]}).plans == ()


@pytest.mark.parametrize(
    ("created", "notes", "there"),
    [
        ("created: 2026-02-10", {}, [False, True]),
        ("created: 2026-02-10\nlast_contact: 2026-01-05", {}, [True, True]),
        ("created: 2026-02-10\nlast_contact: 2026-02-10", {}, [False, True]),
        ("created: 2026-02-10", {"2026-01-05.md": "met [[ada]]"}, [True, True]),
        ("created: 2026-02-10", {"2026-03-01.md": "met [[ada]]"}, [False, True]),
        ("", {}, [True, True]),
    ],
    ids=[
        "made later",
        "made later, met before",
        "made and met later",
        "made later, met before as another note tells",
        "made later, met after",
        "nobody knows since when",
    ],
)
def test_a_contact_made_later_is_not_there_unless_met_before(created, notes, there):
    assert ["ada" in on(day, notes, ada=created) for day in ("2026-02-09", "2026-02-10")] == there


def test_a_contact_whose_first_line_is_later_is_not_there():
    people = {"ada": "---\ntype: person\n---\n- 2026-02-10 met at a fair\n"}

    later = network_of(today=date(2026, 3, 2), **people)
    assert "ada" in later
    assert later["ada"].created == date(2026, 2, 10)


def test_what_the_note_of_a_later_contact_says_is_not_known():
    ada = '---\ntype: person\ncreated: 2026-02-10\nfriend: "[[bob]]"\nsister: "[[Zoe]]"\n---\n'
    network = on("2026-02-09", {}, ada=f"{ada}- [ ] intro to [[bob]]\n\nSee [[bob]].", bob="")

    assert [c.id for c in network] == ["bob"]
    assert (network.relations, network.promises, network.ties) == ((), (), ())
    assert (network.mentions_of("bob"), network.rejected_of("bob")) == ((), ())


def test_a_link_to_a_later_contact_is_nobody_and_no_person_without_a_note():
    network = on("2026-02-09", {}, ada="created: 2026-02-10", bob='friend: "[[ada]]"')

    assert ([c.id for c in network], network.relations) == (["bob"], ())


def test_a_person_listed_for_the_first_time_in_a_later_meeting_is_not_there():
    notes = {"2026-02-10 Tea.md": '---\npeople: ["[[Zoe]]", "[[ada]]"]\n---\n'}

    assert [c.id for c in on("2026-02-09", notes)] == ["ada"]
    assert [row.people for row in on("2026-02-09", notes).plans] == [("ada",)]
    assert [c.id for c in on("2026-02-10", notes)] == ["ada", "link:Zoe"]


def test_who_died_later_was_alive():
    people = {"ada": "died: 2026-02-10", "bob": "deceased: true"}

    assert [on(day, {}, **people)["ada"].dead for day in ("2026-02-09", "2026-02-10")] == [
        False,
        True,
    ]
    assert on("2020-01-01", {}, **people)["bob"].dead


def test_a_later_last_contact_is_neither_a_contact_nor_a_plan():
    network = on("2026-02-09", {}, ada="last_contact: 2026-02-10")

    assert (network.interactions, network.plans) == ((), ())


def test_a_promise_of_a_later_day_is_not_made_yet():
    notes = {"Plan.md": "- [ ] call [[ada]] ➕ 2026-02-10\n- 2026-02-11 tea\n  - [ ] write [[ada]]"}

    counts = [len(on(day, notes).promises) for day in ("2026-02-09", "2026-02-10", "2026-02-11")]

    assert counts == [0, 1, 2]


def test_an_undated_note_made_later_promises_nothing_yet():
    notes = {"Plan.md": "---\ncreated: 2026-02-10\n---\n- [ ] call [[ada]]"}

    assert [len(on(day, notes).promises) for day in ("2026-02-09", "2026-02-10")] == [0, 1]
