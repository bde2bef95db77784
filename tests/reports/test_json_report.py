"""Reports as JSON: the values, under stable names."""

from __future__ import annotations

import json

import pytest

from pnm.keep import key_of


@pytest.fixture
def read(desk):
    return json.loads(desk.render("json"))


def test_the_report_and_its_week(read):
    assert {key: value for key, value in read.items() if key != "sections"} == {
        "report": "weekly-review",
        "title": "Weekly review",
        "given": {},
        "date": "2026-11-16",
        "week": "2026-W47",
        "summary": "2 dates, 2 promises, 3 people to reach out to, 2 small repairs. "
        "About 35 minutes.",
    }


def test_a_line_with_its_person_reason_and_sources(read):
    (section,) = (section for section in read["sections"] if section["id"] == "reach_out")

    assert section["lines"][0] == {
        "text": "quiet for 7 weeks",
        "contact": {"id": "People/Ana Silva", "name": "Ana Silva", "path": "People/Ana Silva.md"},
        "checkbox": True,
        "logs": True,
        "details": [
            "last: call on 3 Nov: her new job",
            "the flat in Porto; jazz on Thursdays",
            "Lisbon",
        ],
        "why": "You wish to be in touch every 3 weeks, and the last time was 7 weeks ago.",
        "sources": [
            {"path": "People/Ana Silva.md", "line": 24},
            {"path": ".pnm/config.toml", "line": 12},
        ],
        "key": key_of("reach_out:People/Ana Silva:2026-09-28"),
        "values": {"ratio": 2.33, "days": 49},
    }


def test_a_line_about_nobody_has_no_contact(read):
    (section,) = (section for section in read["sections"] if section["id"] == "past")

    assert section["lines"][1]["contact"] is None


def test_a_person_without_a_note_has_no_path(read):
    (section,) = (section for section in read["sections"] if section["id"] == "promises")

    assert section["lines"][1]["contact"] == {"id": "link:Goran", "name": "Goran", "path": None}


def test_the_numbers_of_a_picture(read):
    (section,) = (section for section in read["sections"] if section["id"] == "numbers")

    assert section["chart"]["labels"][:2] == ["Dec", "Jan"]
    assert section["chart"]["series"][3] == {
        "name": "choir",
        "values": [3, 2, 2, 3, 2, 4, 1, 0, 0, 3, 3, 2],
    }


def test_days_and_sets_among_the_values_are_plain(desk):
    values = {"on": desk.today, "who": {"b", "a"}, "deep": {"n": (1, None, float("inf"))}}
    read = json.loads(desk.render("json", desk.with_line("x", values=values)))

    assert read["sections"][0]["lines"][0]["values"] == {
        "on": "2026-11-16",
        "who": ["a", "b"],
        "deep": {"n": [1, None, None]},
    }
