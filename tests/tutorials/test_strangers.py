"""What strangers' plugins are made of: pnm.api only, strict types, no lint, no complaint."""

import ast
import shutil
import subprocess
import sys

import pytest
from conftest import ROOT

SOURCES = ROOT / "docs" / "tutorials"
TUTORIALS = {"coffee": ["coffee.py", "test_coffee.py"], "pnm-holidays": ["pnm_holidays", "tests"]}
CODE = [p for p in SOURCES.rglob("*.py") if not p.name.startswith("test_")]
TESTS = list(SOURCES.rglob("test_*.py"))


def modules(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.name)
def test_a_plugin_imports_the_api_only(path):
    assert {name for name in modules(path) if name.split(".")[0] == "pnm"} <= {"pnm.api"}


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.name)
def test_its_tests_import_the_kit_besides(path):
    used = {name for name in modules(path) if name.split(".")[0] == "pnm"}

    assert used <= {"pnm.api", "pnm.testing"}


def run(folder, *arguments, seconds=300):
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(params=sorted(TUTORIALS))
def tutorial(request, tmp_path):
    folder = tmp_path / request.param
    shutil.copytree(SOURCES / request.param, folder)
    return folder


@pytest.mark.parametrize("name", sorted(TUTORIALS))
def test_it_has_no_lint(name):
    path = str(SOURCES / name)

    assert run(ROOT, "ruff", "check", "--no-cache", path) == (0, "All checks passed!\n")
    assert run(ROOT, "ruff", "format", "--check", "--no-cache", path)[0] == 0


@pytest.mark.slow
def test_its_types_are_right(tutorial):
    code, said = run(tutorial, "mypy", "--strict", *TUTORIALS[tutorial.name])

    assert code == 0, said


@pytest.mark.slow
def test_pnm_finds_nothing_wrong(tutorial):
    path = tutorial / "coffee.py" if tutorial.name == "coffee" else tutorial
    code, said = run(tutorial, "pnm", "plugins", "check", str(path))

    assert (code, ": nothing found (" in said) == (0, True), said
