"""Days of the user's own: they need no library."""

from __future__ import annotations

from datetime import date

import pytest
from pnm.testing import ask, network_of

import pnm_holidays as plugin

TODAY = date(2026, 3, 2)
CONFIG = '[plugins.holidays]\ndays = ["03-20 Nowruz", "2026-11-08 Diwali", "02-17 Carnival"]\n'


@pytest.mark.parametrize(
    ("front", "due"),
    [
        ("celebrates: Nowruz", [date(2026, 3, 20)]),
        ("celebrates: [diwali, Nowruz]", [date(2026, 3, 20)]),
        ("keeps: carnival", [date(2027, 2, 17)]),
        ("celebrates: Holi", []),
        ("celebrates: Nowruz\npaused: true", []),
        ("celebrates: Nowruz\ndied: 2025-01-01", []),
        ("name: Ada", []),
    ],
    ids=["each year", "the next of two", "a synonym", "not a day", "paused", "dead", "nothing"],
)
def test_whoever_keeps_a_day_is_thought_of_on_it(front: str, due: list[date]) -> None:
    network = network_of(config=CONFIG, plugins=[plugin], ada=front)

    rows = ask(plugin, "pnm_reminders", network, today=TODAY)

    assert [row.due for row in rows] == due


def test_a_day_of_one_year_comes_once() -> None:
    network = network_of(config=CONFIG, plugins=[plugin], ada="celebrates: Diwali")

    assert len(ask(plugin, "pnm_reminders", network, today=date(2026, 11, 8))) == 1
    assert ask(plugin, "pnm_reminders", network, today=date(2026, 11, 9)) == ()


@pytest.mark.parametrize("day", ["soon", "02-30 Never", "02-17", "2026 A year"])
def test_a_day_that_cannot_be_read_is_told_with_its_line(day: str) -> None:
    network = network_of(config=f'[plugins.holidays]\ndays = ["{day}"]\n')

    (row,) = ask(plugin, "pnm_checks", network)

    assert (str(row.source), row.code) == (".pnm/config.toml:2", "HOL001")
