"""Coffee roulette: the draw is fair, it holds for a week, and a coffee ends it."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import coffee
import pytest

from pnm.testing import VaultOf, ask, network_of

MONDAY = date(2026, 3, 2)
CONFIG = '[plugins.coffee]\ntowns = ["Lisbon"]\n'
ADA = "---\ntype: person\nname: Ada\ncity: lisbon\n---\n"


def drawn(today: date = MONDAY, **people: str) -> list[str]:
    """Return who is drawn on a day."""
    network = network_of(today=today, config=CONFIG, **people)
    return [row.contact_id for row in ask(coffee, "pnm_reminders", network, today=today)]


def test_only_people_of_the_towns_are_in_the_draw() -> None:
    assert drawn(ada="city: Lisbon", bob="city: Porto", cy="name: Cy") == ["ada"]


@pytest.mark.parametrize(
    "line",
    ["died: 2025-05-01", "paused: true", "snooze_until: 2026-03-09"],
    ids=["dead", "paused", "asleep"],
)
def test_nobody_is_drawn_who_must_not_be_asked_for(line: str) -> None:
    assert drawn(ada=f"city: Lisbon\n{line}") == []


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("2026-02-20 coffee: soon again", []),
        ("2025-12-20 coffee: long ago", ["ada"]),
        ("2026-02-20 call: no cup", ["ada"]),
    ],
    ids=["met lately", "met long ago", "a call"],
)
def test_whoever_was_met_lately_rests(line: str, people: list[str]) -> None:
    assert drawn(ada=f"{ADA}- {line}\n") == people


def test_the_draw_holds_for_a_week() -> None:
    people = dict.fromkeys("abcdefgh", "city: Lisbon")
    week = [drawn(MONDAY + timedelta(days=days), **people) for days in range(7)]

    assert week == [week[0]] * 7


def test_a_coffee_ends_the_week_and_draws_nobody_else() -> None:
    people = {"ada": f"{ADA}- 2026-03-03 coffee: done\n"}

    assert drawn(date(2026, 3, 2), **people) == ["ada"]
    assert drawn(date(2026, 3, 3), **people) == []


def test_over_the_years_everybody_gets_a_turn() -> None:
    people = dict.fromkeys("abcd", "city: Lisbon")
    turns = Counter(drawn(MONDAY + timedelta(weeks=weeks), **people)[0] for weeks in range(200))

    assert min(turns.values()) > 25


def test_a_reminder_says_why_and_where_that_is_written() -> None:
    network = network_of(config=CONFIG, ada=ADA)

    (row,) = ask(coffee, "pnm_reminders", network, today=MONDAY)

    assert row.why == "lives in lisbon; no meeting in person for 2 months"
    assert [str(source) for source in row.sources] == ["ada.md:4"]


def test_the_command_says_who_is_drawn_and_touches_nothing(vault_of: VaultOf) -> None:
    vault = vault_of({"People/Ada.md": ADA}, config=CONFIG, plugins=[coffee], today=MONDAY)

    assert vault.run("coffee").out.startswith("Ada: lives in lisbon")
    assert vault.run("coffee", "--json").json() == ["Ada"]
    vault.untouched()
