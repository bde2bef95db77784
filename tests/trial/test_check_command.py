"""`pnm plugins check` on the command line: lines, JSON, exit codes."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from conftest import ROOT

from pnm.trial.findings import Rule

GOOD = """\
from pnm.api import DerivedTag, hookimpl

@hookimpl
def pnm_tags(network):
    for contact in network.in_notes():
        yield DerivedTag(contact.id, "noted", "has a note")
"""
BAD = GOOD.replace("    for", "    print('hello')\n    for")


@pytest.fixture
def vault(vault_of):
    return vault_of()


def test_a_plugin_in_which_nothing_is_found_exits_with_0(vault):
    vault.write("lunch.py", GOOD)

    done = vault.run("plugins", "check", "lunch.py")

    assert (done.code, done.out) == (0, "lunch: nothing found (tags)\n")


def test_findings_stand_on_a_line_each_and_exit_with_1(vault):
    vault.write("lunch.py", BAD)

    done = vault.run("plugins", "check", "lunch.py")

    assert done.code == 1
    assert done.out == (
        "lunch.py:5: pnm_tags prints; give values; a command prints with asked.say\n"
    )


def test_json_has_the_same(vault):
    vault.write("lunch.py", BAD)

    done = vault.run("plugins", "check", "lunch.py", "--json")
    (row,) = done.json()

    assert done.code == 1
    assert set(row) == {"plugin", "hooks", "findings", "milliseconds"}
    assert row["findings"] == [
        {
            "path": "lunch.py",
            "line": 5,
            "rule": "prints",
            "message": "pnm_tags prints",
            "mend": "give values; a command prints with asked.say",
        }
    ]
    assert set(row["milliseconds"]) == {"pnm_tags"}


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("def pnm_tags(:\n", "lunch.py:1: cannot be read: "),
        ("1 / 0\n", "lunch.py:1: cannot be loaded: ZeroDivisionError: division by zero; "),
        ("import no_such\n", "lunch.py:1: cannot be loaded: ModuleNotFoundError: "),
        ("import sys\nsys.exit(3)\n", "lunch.py:2: cannot be loaded: SystemExit: 3; "),
        ("x = 1\n", "lunch.py:1: has no hook: no function is marked with @hookimpl; "),
    ],
    ids=["a slip", "an error", "something missing", "an exit", "no hook"],
)
def test_a_plugin_that_cannot_be_loaded_is_told(source, message, vault):
    vault.write("lunch.py", source)

    done = vault.run("plugins", "check", "lunch.py")

    assert done.code == 1
    assert done.out.startswith(message)
    assert len(done.out.splitlines()) == 1


def test_what_is_not_there_exits_with_3(vault):
    done = vault.run("plugins", "check", "no_such_plugin")

    assert (done.code, done.out) == (3, "")
    assert "mend: pnm plugins check FILE, FOLDER, MODULE or NAME" in done.err


def test_the_page_names_every_rule():
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    table = page.partition("### pnm plugins check")[2].partition("\nJSON:")[0]
    told = re.findall(r"^\| (`[^|]+) \|", table, re.M)

    assert sorted(re.findall(r"`(\w+)`", " ".join(told))) == sorted(get_args(Rule))


def test_a_plugin_in_the_users_own_folder_may_be_named(vault):
    file = vault.world / "config" / "plugins" / "lunch.py"
    file.write_text(GOOD)

    done = vault.run("plugins", "check", "lunch")

    assert done.out == "lunch: nothing found (tags)\n"


def test_a_plugin_of_a_vault_is_not_run_by_its_name_alone(vault):
    vault.write(".pnm/plugins/lunch.py", GOOD)

    assert vault.run("plugins", "check", "lunch").code == 3
