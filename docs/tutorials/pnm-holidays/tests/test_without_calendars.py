"""Without the library the rest works, and says what to type."""

from __future__ import annotations

import sys

import pytest
from pnm.testing import VaultOf, ask, network_of

import pnm_holidays as plugin
from pnm_holidays import calendars


@pytest.fixture(autouse=True)
def _no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide the library, installed or not."""
    calendars._code.cache_clear()
    monkeypatch.setitem(sys.modules, "holidays", None)


def test_one_hint_says_what_to_type() -> None:
    network = network_of(ada="country: Portugal", bob="country: DE", cy="name: Cy")

    (row,) = ask(plugin, "pnm_checks", network)

    assert (row.code, row.mend) == ("HOL003", "pip install 'pnm-holidays[calendars]'")
    assert (str(row.source), row.severity) == ("ada.md:3", "info")


def test_nobody_is_told_who_needs_no_calendar() -> None:
    assert ask(plugin, "pnm_checks", network_of(ada="name: Ada")) == ()


def test_the_command_says_what_to_type(vault_of: VaultOf) -> None:
    vault = vault_of({"People/Ada.md": "---\ncountry: Portugal\n---\n"}, plugins=[plugin])

    one, all_of_them = vault.run("holidays", "PT"), vault.run("holidays")

    assert (one.code, all_of_them.code) == (1, 0)
    assert "mend: pip install 'pnm-holidays[calendars]'" in one.err
    assert "no holidays are known; try: pip install" in all_of_them.err
    vault.untouched()
