"""A plugin's value is looked at field by field before anybody sorts it."""

from datetime import date

import pytest

from pnm.api import Chart, Line, Reminder, Section, Source
from pnm.host.checked import checked

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    "value",
    [
        Reminder(DAY, "ada", "text", "lunch", ratio=2, sources=(Source("a.md", 1),)),
        Section("id", "title", 10, lines=(Line("x", values={"a": 1}),)),
        Section("id", "title", 10, chart=Chart("t", ("Jan",), (("a", (1, 2.5)),))),
    ],
    ids=["reminder", "section", "chart"],
)
def test_a_right_value_is_given_back(value):
    assert checked(type(value), value) is value


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Reminder(None, "ada", "text", "lunch"), "Reminder whose due is None, not date"),
        (Reminder(DAY, 5, "text", "lunch"), "whose contact_id is 5, not str"),
        (Reminder(DAY, "ada", "text", "lunch", ratio="2"), "whose ratio is '2'"),
        (Reminder(DAY, "ada", "text", "lunch", sources=("a.md:1",)), "whose sources"),
        (Section("id", "title", "x"), "Section whose order is 'x', not int"),
        (Section("id", "title", 1, lines=["a"]), "whose lines"),
        (Section("id", "title", 1, lines=(Line(7),)), "Line whose text is 7, not str"),
    ],
)
def test_a_wrong_field_is_named(value, said):
    with pytest.raises(TypeError, match=said):
        checked(type(value), value)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Reminder(DAY, "ada", "text", "lunch", ratio=True), "whose ratio is True"),
        (Reminder(DAY, "ada", "text", "lunch", sources=(5,)), "whose sources"),
        (Reminder(DAY, "ada", "text", "lunch", sources=(Source(7),)), "Source whose path is 7"),
        (Reminder(DAY, "ada", "text", "lunch", sources=(Source("a.md"), Source("a.md", "1"))), "1"),
    ],
    ids=["another type", "another item", "a wrong item", "a wrong item after a right one"],
)
def test_right_values_before_it_hide_no_wrong_one(value, said):
    for ratio in (None, 2, 0.5):
        checked(Reminder, Reminder(DAY, "a", "t", "k", ratio=ratio, sources=(Source("a.md", 1),)))

    with pytest.raises(TypeError, match=said):
        checked(Reminder, value)
