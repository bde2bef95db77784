"""The kit as strangers have it: listed, typed, light, and enough for all plugins' tests."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys

import pytest
from conftest import ROOT

from pnm import testing
from pnm.testing import SmallVault

PAGE = (ROOT / "docs" / "testing.md").read_text("utf-8")
TESTS = sorted((ROOT / "tests" / "plugins").glob("*.py"))


def imported(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno


@pytest.mark.parametrize("path", TESTS, ids=[path.name for path in TESTS])
def test_the_tests_of_a_plugin_use_the_kit_and_nothing_else_of_pnm(path):
    found = [row for row in imported(path) if row[0].partition(".")[0] == "pnm"]

    assert {module for module, _ in found} <= {"pnm.api", "pnm.testing"}, found


def test_the_page_lists_every_name_and_no_others():
    table = PAGE.partition("## All names")[2].partition("\n## ")[0]

    assert sorted(re.findall(r"^\| `(\w+)`", table, re.M)) == sorted([*testing.__all__, "vault_of"])


def test_every_name_is_there_and_says_what_it_is():
    for name in testing.__all__:
        value = getattr(testing, name)
        if inspect.isfunction(value) or inspect.isclass(value):
            assert inspect.getdoc(value), name


def test_the_page_tells_all_that_a_vault_can_do():
    public = {name for name in vars(SmallVault) if not name.startswith("_")}
    made = inspect.signature(SmallVault.__init__).parameters.keys() - {"self", "world", "notes"}
    told = PAGE.partition("## A vault on the disk")[2].partition("\n## ")[0]

    assert {name for name in public if f"`vault.{name}" not in told} == set()
    assert {name for name in made if f"`{name}=" not in told} == set()


def test_a_name_that_is_not_there_is_no_silent_nothing():
    with pytest.raises(AttributeError, match="no attribute 'vault'"):
        _ = testing.vault


def test_the_examples_of_the_page_run(pytester_folder):
    blocks = re.findall(r"^```python\n(.+?)^```$", PAGE, re.M | re.S)
    plugin, *tests = blocks
    (pytester_folder / "pnm_coffee.py").write_text(plugin, "utf-8")
    for number, block in enumerate(tests):
        (pytester_folder / f"test_page_{number}.py").write_text(block, "utf-8")

    done = run_pytest(pytester_folder)

    count = sum(len(re.findall(r"^def test_", block, re.M)) for block in tests)
    assert count >= 5
    assert f"{count} passed" in done.stdout, done.stdout + done.stderr


@pytest.mark.slow
def test_tests_of_plugins_written_like_those_of_the_page_are_typed(pytester_folder):
    plugin, *tests = re.findall(r"^```python\n(.+?)^```$", PAGE, re.M | re.S)
    (pytester_folder / "pnm_coffee.py").write_text(plugin, "utf-8")
    for number, block in enumerate(tests):
        (pytester_folder / f"test_page_{number}.py").write_text(block, "utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "."],
        cwd=pytester_folder,
        capture_output=True,
        text=True,
    )

    assert "Success" in done.stdout, done.stdout


LIGHT = """\
import sys


def test_nothing_of_pnm_is_imported_before_a_fixture_is_used():
    found = {name for name in sys.modules if name.partition(".")[0] == "pnm"}
    assert found <= {"pnm", "pnm.testing", "pnm.testing.fixtures"}
    assert not {"click", "jinja2", "yaml", "pluggy.never"} & set(sys.modules)


def test_the_fixture_is_there(vault_of):
    assert vault_of({"A.md": "1"}).read("A.md") == "1"
"""


def test_the_pytest_plugin_is_light_and_harmless_in_other_peoples_runs(pytester_folder):
    (pytester_folder / "test_other.py").write_text(LIGHT, "utf-8")

    done = run_pytest(pytester_folder, "-W", "error", "--strict-markers", "--strict-config")

    assert "2 passed" in done.stdout, done.stdout + done.stderr
    assert "warning" not in done.stdout


@pytest.fixture
def pytester_folder(tmp_path):
    """A folder of somebody else's tests."""
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    return tmp_path


def run_pytest(folder, *options):
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
    )
