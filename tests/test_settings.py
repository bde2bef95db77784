"""A plugin's settings are declared once, read with defaults, and checked."""

from dataclasses import dataclass

import pytest

from pnm.diagnostics import Source
from pnm.settings import check_settings, flag, read_settings, texts, whole_number


@dataclass(frozen=True, slots=True)
class Options:
    days: int = whole_number(60, most=366)
    weekends: bool = flag()
    towns: tuple[str, ...] = texts("Lisbon", "Porto")


def place(key):
    return Source(".pnm/config.toml", len(key))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ({}, Options(60, False, ("Lisbon", "Porto"))),
        ({"days": 7, "weekends": True, "towns": ["Faro"]}, Options(7, True, ("Faro",))),
        ({"days": 0, "towns": []}, Options(0, False, ())),
        ({"days": "7", "weekends": 1, "towns": "Faro"}, Options()),
        ({"days": True, "towns": ["Faro", 1]}, Options()),
        ({"days": 367}, Options()),
        ({"days": -1}, Options()),
        ({"dayz": 7}, Options()),
    ],
    ids=[
        "nothing written",
        "all written",
        "none of it",
        "of the wrong type",
        "nearly of the right type",
        "too large",
        "too small",
        "unknown",
    ],
)
def test_what_is_wrong_or_left_out_has_its_default(written, read):
    assert read_settings(Options, written) == read


def test_another_default_can_take_the_place_of_the_declared_one():
    assert read_settings(Options, {}, days=5).days == 5
    assert read_settings(Options, {"days": 9}, days=5).days == 9
    assert read_settings(Options, {"days": "nine"}, days=5).days == 5


@pytest.mark.parametrize(
    ("written", "code", "message", "mend"),
    [
        (
            {"days": "7"},
            "PNM330",
            "days of lunch is '7'",
            "write days = 60, or any number from 0 to 366",
        ),
        (
            {"weekends": 1},
            "PNM330",
            "weekends of lunch is 1",
            "write weekends = true or weekends = false",
        ),
        (
            {"towns": "Faro"},
            "PNM330",
            "towns of lunch is 'Faro'",
            'write towns = ["Lisbon", "Porto"]',
        ),
        (
            {"dayz": 7},
            "PNM331",
            "unknown setting 'dayz' of lunch",
            "did you mean days? known are: days, weekends, towns",
        ),
    ],
    ids=["number", "flag", "texts", "unknown"],
)
def test_what_is_not_understood_is_told_with_its_mend(written, code, message, mend):
    (found,) = check_settings(Options, "lunch", written, place)

    assert (found.code, found.message, found.mend) == (code, message, mend)
    assert found.source == place(f"plugins.lunch.{next(iter(written))}")


def test_settings_that_are_understood_are_no_fault():
    written = {"days": 1, "weekends": False, "towns": ["Faro"]}

    assert list(check_settings(Options, "lunch", written, place)) == []
