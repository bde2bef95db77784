"""The page of the package: its files lie there as shown, its tests pass without the library."""

import shutil
import subprocess
import sys

import pytest
import tutorial_pages as pages
from conftest import ROOT

SOURCES = ROOT / "docs" / "tutorials" / "pnm-holidays"
TEXT = (ROOT / "docs" / "tutorials" / "package.md").read_text("utf-8")
FILES = sorted(
    path.relative_to(SOURCES).as_posix()
    for path in SOURCES.rglob("*")
    if path.suffix in {".py", ".toml", ".md"} and path.stat().st_size
)


@pytest.mark.parametrize("name", FILES)
def test_the_file_that_the_page_shows_is_the_file_that_lies_there(name):
    assert pages.whole(TEXT, name) == pages.lines((SOURCES / name).read_text("utf-8"))


def test_the_folder_on_the_page_is_the_folder_that_lies_there():
    shown = TEXT.partition("```text\npnm-holidays/\n")[2].partition("```")[0]
    told = {row.split()[0] for row in shown.splitlines()}

    assert {path.name for path in (SOURCES / "pnm_holidays").glob("*.*")} <= told
    assert told <= {path.name + "/" * path.is_dir() for path in SOURCES.rglob("*")}


def test_the_library_is_imported_where_it_is_used_and_nowhere_else():
    found = [
        (path.name, row)
        for path in (SOURCES / "pnm_holidays").glob("*.py")
        for row in path.read_text("utf-8").splitlines()
        if row.strip().startswith(("import holidays", "from holidays"))
    ]

    assert found == [("calendars.py", "    import holidays")] * 2


def test_the_tests_of_the_page_pass(tmp_path):
    folder = tmp_path / "pnm-holidays"
    shutil.copytree(SOURCES, folder, ignore=shutil.ignore_patterns("__pycache__"))
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert done.returncode == 0, done.stdout
    assert " passed" in done.stdout
