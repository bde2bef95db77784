"""Packages that were here and are gone are named, with the command that gets them back."""

import sys

import pytest

from pnm.found import Plugin
from pnm.found.before import forget_gone, gone, how_to_install

LUNCH = Plugin("lunch", "pnm_lunch", package="pnm-lunch", version="1.0")
OWN = Plugin("dates", "pnm_dates", package="pnm", version="9")
FILE = Plugin("mine", "/x/mine.py", "user")


def test_what_is_seen_once_is_missed_later(tmp_path):
    assert gone(tmp_path, [LUNCH, OWN, FILE]) == {}
    assert gone(tmp_path, [OWN]) == {"pnm-lunch": "1.0"}
    assert gone(tmp_path, [LUNCH]) == {}


def test_what_is_gone_for_good_is_not_named_again(tmp_path):
    gone(tmp_path, [LUNCH])
    forget_gone(tmp_path, [OWN])

    assert gone(tmp_path, [OWN]) == {}


@pytest.mark.parametrize(
    ("prefix", "command"),
    [
        ("/home/me/.local/share/uv/tools/pnm", "uv tool install pnm --with a --with b"),
        ("/home/me/.local/pipx/venvs/pnm", "pipx inject pnm a b"),
        ("/home/me/env", f"{sys.executable} -m pip install a b"),
    ],
)
def test_the_command_is_that_of_the_tool_that_made_the_environment(monkeypatch, prefix, command):
    monkeypatch.setattr(sys, "prefix", prefix)

    assert how_to_install(["b", "a"]) == command
