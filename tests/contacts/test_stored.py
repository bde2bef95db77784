"""Facts out of the index say what the note's facts said, each kind of rows when it is asked for."""

from __future__ import annotations

import marshal

import pytest

from pnm.contacts.extract import extract
from pnm.contacts.facts import Touch, pack
from pnm.contacts.profile import Profile
from pnm.contacts.stored import stored
from pnm.testing import TODAY

ADA = """---
type: person
friend: "[[Bob]]"
died: soon
---
## Log
- 2026-02-01 call: [[Bob]]
- 2026-01-05 mail
- [ ] send it to [[Eve]]

> [[Eve]]
"""
LUNCH = "---\ntype: meeting\ndate: 2026-02-03\npeople: ['[[Ada]]']\n---\nWith [[Bob]].\n"


@pytest.mark.parametrize(
    ("path", "text"),
    [("Ada.md", ADA), ("Lunch.md", LUNCH), ("Empty.md", "")],
    ids=["a person", "a meeting", "nothing"],
)
def test_stored_facts_say_what_was_packed(path, text):
    facts = extract(path, text, Profile(), TODAY)

    assert stored(pack(facts)).whole() == facts


@pytest.mark.parametrize(
    ("path", "text", "first_day", "lists_people"),
    [("Ada.md", ADA, "2026-01-05", False), ("Lunch.md", LUNCH, "2026-02-03", True)],
)
def test_what_follows_from_the_rows_is_known_without_them(path, text, first_day, lists_people):
    held = stored(pack(extract(path, text, Profile(), TODAY)))

    assert (held.first_day, held.lists_people) == (first_day, lists_people)


def test_lean_facts_lack_the_times_of_being_in_touch_only():
    facts = extract("Ada.md", ADA, Profile(), TODAY)
    held = stored(pack(facts))

    assert [Touch._make(row) for row in held.touches] == list(facts.touches) != []
    assert held.lean().whole() == facts._replace(touches=())


@pytest.mark.parametrize(
    "other",
    [b"", b"\xff", marshal.dumps(5), marshal.dumps(("Ada.md", "person"))],
    ids=["nothing", "noise", "a number", "another form"],
)
def test_other_bytes_are_no_facts(other):
    with pytest.raises(ValueError, match=r"no facts|bad marshal"):
        stored(other)
