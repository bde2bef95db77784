"""The page of the plugin in one file: done step by step as its reader does."""

import shutil
import subprocess
import sys

import pytest
import transcripts
import tutorial_pages as pages
from conftest import ROOT

SOURCES = ROOT / "docs" / "tutorials" / "coffee"
TEXT = (ROOT / "docs" / "tutorials" / "single-file.md").read_text("utf-8")


@pytest.fixture
def home(tmp_path, monkeypatch):
    """The home of a reader who has done what the page says of where things lie."""
    for name in ("PNM_CONFIG_DIR", "PNM_DATA_DIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    vault = tmp_path / "vault"
    (vault / ".pnm").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PNM_VAULT", str(vault))
    monkeypatch.setenv("PNM_CACHE_DIR", str(tmp_path / "cache"))
    plugins = tmp_path / ".config" / "pnm" / "plugins"
    plugins.mkdir(parents=True)
    shutil.copy(SOURCES / "coffee.py", plugins)
    monkeypatch.chdir(vault)
    return tmp_path


@pytest.mark.parametrize("name", ["coffee.py", "test_coffee.py"])
def test_the_file_that_the_page_shows_is_the_file_that_lies_there(name):
    assert pages.whole(TEXT, name) == pages.lines((SOURCES / name).read_text("utf-8"))


@pytest.mark.slow
def test_the_steps_of_the_page_go_as_shown(home):
    shown, got = {}, {}
    for step in pages.steps(TEXT):
        if isinstance(step, pages.Piece):
            if not step.path.endswith(".py"):
                file = home / "vault" / step.path
                file.parent.mkdir(exist_ok=True)
                file.write_text(step.text, "utf-8")
            continue
        if step.command == "pnm plugins":  # the page says: it may lie in a vault instead
            (home / "vault" / ".pnm" / "plugins").mkdir()
            (home / ".config" / "pnm" / "plugins" / "coffee.py").rename(
                home / "vault" / ".pnm" / "plugins" / "coffee.py"
            )
        printed = transcripts.printed(step.command.replace("~", str(home)))
        shown[step.command], got[step.command] = step.output, printed.replace(str(home), "~")
    for command, output in shown.items():
        assert transcripts.fits(output, got[command]), f"$ {command}\n{got[command]}"
    assert len(shown) == 7


def test_the_tests_of_the_page_pass(tmp_path):
    shutil.copytree(SOURCES, tmp_path / "coffee", ignore=shutil.ignore_patterns("__pycache__"))
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider"],
        cwd=tmp_path / "coffee",
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert done.returncode == 0, done.stdout
    assert "12 passed" in done.stdout
