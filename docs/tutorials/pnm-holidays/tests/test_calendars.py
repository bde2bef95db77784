"""With the library: public holidays, as the review, the command and the checks tell them."""

from __future__ import annotations

from datetime import date
from importlib.util import find_spec

import pytest
from pnm.api import Report
from pnm.testing import VaultOf, ask, network_of

import pnm_holidays as plugin
from pnm_holidays import calendars

pytestmark = pytest.mark.skipif(find_spec("holidays") is None, reason="no calendars installed")

TODAY = date(2026, 12, 21)
REVIEW = Report("weekly-review", "Weekly review", "report")


@pytest.fixture(autouse=True)
def _afresh() -> None:
    """Ask whether the library is there anew."""
    calendars._code.cache_clear()


@pytest.mark.parametrize(
    ("country", "known"),
    [
        ("PT", True),
        ("pt", True),
        ("Portugal", True),
        ("united kingdom", True),
        ("DE-BY", True),
        ("DE-XX", False),
        ("Atlantis", False),
        ("date", False),
        ("", False),
    ],
)
def test_a_country_is_known_by_name_or_code(country: str, known: bool) -> None:
    assert calendars.is_known(country) is known


def test_the_names_do_not_depend_on_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "de")
    days = calendars.public_days("DE", date(2026, 12, 25), date(2026, 12, 25), "en_US")

    assert [str(day) for day in days] == ["Christmas Day (DE)"]


def test_the_review_has_one_line_for_each_holiday() -> None:
    people = {"ada": "country: Portugal", "bob": "country: PT", "cy": "country: PT\nprivate: true"}
    network = network_of(today=TODAY, **people)

    (section,) = ask(plugin, "pnm_sections", network, report=REVIEW, today=TODAY)

    assert [line.text for line in section.lines] == [
        "Fri 25 Dec: Christmas Day (PT), ada, bob",
        "1 Jan 2027: New Year's Day (PT), ada, bob",
    ]


def test_whoever_keeps_other_days_has_not_those_of_the_country() -> None:
    network = network_of(plugins=[plugin], today=TODAY, ada="country: PT\ncelebrates: IL")

    (section,) = ask(plugin, "pnm_sections", network, report=REVIEW, today=TODAY)

    assert section.lines == ()


def test_a_country_without_a_calendar_is_told_with_its_line() -> None:
    (row,) = ask(plugin, "pnm_checks", network_of(ada="country: Atlantis", bob="country: PT"))

    assert (str(row.source), row.code) == ("ada.md:3", "HOL002")


def test_the_command_lists_what_comes(vault_of: VaultOf) -> None:
    ada = "---\nname: Ada\ncountry: PT\n---\n"
    vault = vault_of({"People/Ada.md": ada}, plugins=[plugin], today=TODAY)

    assert vault.run("holidays", "--weeks", "1").out == "Fri 25 Dec  Christmas Day (PT)  Ada\n"
    assert vault.run("holidays", "GB", "--weeks", "1").out.startswith("Fri 25 Dec  Christmas Day")
    assert "no calendar is known for 'Atlantis'" in vault.run("holidays", "Atlantis").err
    assert [row["day"] for row in vault.run("holidays", "--weeks", "1", "--json").json()] == [
        "2026-12-25"
    ]
    vault.untouched()
