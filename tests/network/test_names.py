"""Names found in texts: those of any script, and those that only one contact has."""

from datetime import date

import pytest

from pnm.network.names import names_of
from pnm.testing import network_of

ADA = "name: Ada Byrne\ngiven_name: Ada\naliases: The Countess"
YEAR = date(2026, 1, 1), date(2026, 12, 31)


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("李伟", "昨天和李伟吃饭", True),
        ("李伟", "lunch with Li Wei", False),
        ("דנה", "פגשתי את דנה", True),
        ("Łukasz", "seen lukasz", True),
        ("Zoë", "Zoe\u0308 came", True),
        ("people/eve_moss", "People: Eve Moss", True),
        ("?!", "what?!", False),
    ],
    ids=[
        "joined to other words",
        "in another script",
        "between spaces",
        "without marks",
        "with parted marks",
        "as a path",
        "no name",
    ],
)
def test_a_name_is_found_in_any_script(name, text, found):
    assert names_of([name]).are_in(text) is found


def spoken_of(contact_id, *lines, **people):
    notes = {"2026-02-01.md": "".join(f"- call with [[bob]]: {line}\n" for line in lines)}
    network = network_of(notes, bob="name: Bob Hale", **people)
    return [row.text.partition(": ")[2] for row in network.spoken_of(contact_id, *YEAR)]


@pytest.mark.parametrize(
    "line",
    ["Ada Byrne is ill", "saw ADA in town", "the countess is back"],
    ids=["by name", "by given name", "by alias"],
)
def test_somebody_is_spoken_of_by_their_own_names(line):
    assert spoken_of("ada", line, ada=ADA) == [line]


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("Ada is ill", "name: Ada Moss\ngiven_name: Ada"),
        ("the adage of the day", "name: Zoe"),
        ("Ada is ill", "name: Ada Hill"),
        ("Ada Byrne is ill", "name: Ada Byrne"),
    ],
    ids=["two of a given name", "part of a word", "a first word of a name", "two of a name"],
)
def test_nobody_is_spoken_of_by_what_may_mean_another(line, other):
    assert spoken_of("ada", line, ada=ADA, other=other) == []


def test_a_very_short_name_may_be_another_word():
    assert spoken_of("al", "Al is ill", al="name: Al") == []


def test_a_time_with_somebody_is_none_in_which_they_are_spoken_of():
    assert spoken_of("bob", "Bob was late") == []


def test_somebody_is_spoken_of_within_the_days_that_are_asked_for():
    notes = {f"2026-02-0{day}.md": "- call with [[bob]]: Ada is ill\n" for day in (1, 2, 3)}
    network = network_of(notes, bob="", ada=ADA)

    rows = network.spoken_of("ada", date(2026, 2, 2), date(2026, 2, 3))

    assert [row.day.day for row in rows] == [2, 3]
