"""`Network` answers for a stretch of days, and with no more than the days themselves."""

from __future__ import annotations

from datetime import date

from pnm.testing import network_of

LOG = """---
type: person
---
- 2026-01-31 call about the map
- 2026-02-01 mail
- 2026-02-01 call
- 2026-02-28 lunch: [[bob]]
- 2026-05-01 lunch
"""
FEBRUARY = date(2026, 2, 1), date(2026, 2, 28)


def test_interactions_of_a_stretch_of_days_include_both_ends():
    network = network_of(ada=LOG, bob="")

    assert [(str(row.day), row.channel) for row in network.interactions_between(*FEBRUARY)] == [
        ("2026-02-01", "mail"),
        ("2026-02-01", "call"),
        ("2026-02-28", "in person"),
    ]


def test_a_stretch_of_all_days_is_all_interactions():
    network = network_of(ada=LOG, bob="")

    assert tuple(network.interactions_between(date.min, date.max)) == network.interactions
    assert list(network.interactions_between(date(2026, 3, 1), date.max)) == []


def test_who_was_met_is_told_with_day_and_place():
    network = network_of(ada=LOG, bob="")

    assert list(network.met_between(date(2026, 2, 2), date(2026, 2, 28))) == [
        (date(2026, 2, 28), ("ada", "bob"), "ada.md", 7)
    ]


def test_the_days_with_a_contact_come_once_each_without_plans():
    network = network_of(ada=LOG, bob="")

    assert [str(day) for day in network.days_of("ada")] == [
        "2026-01-31",
        "2026-02-01",
        "2026-02-28",
    ]
    assert network.days_of("nobody") == ()


def test_the_last_contact_is_the_last_of_all_interactions():
    network = network_of(ada=LOG, bob="")

    assert network.last_contact("ada") == network.interactions_of("ada")[-1]
    assert network.last_contact("bob") == network.interactions_of("bob")[-1]


def test_mentions_of_a_stretch_are_those_of_dated_notes():
    network = network_of(
        {
            "2026-02-01.md": "Thought of [[ada]].",
            "2026-03-01.md": "Thought of [[ada]] again.",
            "Ideas.md": "Ask [[ada]].",
        },
        ada="",
    )

    assert [row.source.path for row in network.mentions_between(*FEBRUARY)] == ["2026-02-01.md"]
    assert [row.source.path for row in network.mentions_of("ada")] == [
        "Ideas.md",
        "2026-02-01.md",
        "2026-03-01.md",
    ]


def test_private_notes_are_known_by_what_they_tell():
    network = network_of(ada=LOG.replace("type: person", "type: person\nprivate: true"), bob="")

    assert network.private_paths == {"ada.md"}


def test_one_of_two_notes_of_a_name_is_meant_by_where_the_link_stands():
    network = network_of(
        {
            "a/Kim.md": "---\ntype: person\n---\n",
            "b/Kim.md": "---\ntype: person\n---\n",
            "b/2026-02-01.md": "- call: [[Kim]]",
            "a/2026-02-02.md": "- call: [[Kim]]",
        }
    )

    assert [str(day) for day in network.days_of("a/Kim")] == ["2026-02-02"]
    assert [str(day) for day in network.days_of("b/Kim")] == ["2026-02-01"]
