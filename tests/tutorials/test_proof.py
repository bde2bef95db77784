"""The proof: pnm and two strangers' plugins in an empty environment, from wheels."""

import json
import re
import shutil

import pytest
import transcripts
import tutorial_pages as pages
from conftest import ROOT
from wheels import Environment, built

pytestmark = pytest.mark.slow

TUTORIALS = ROOT / "docs" / "tutorials"
SINGLE = (TUTORIALS / "single-file.md").read_text("utf-8")
PACKAGE = (TUTORIALS / "package.md").read_text("utf-8")
WITHOUT, WITH = PACKAGE.partition("<!-- without -->")[2].split("<!-- with -->")


@pytest.fixture(scope="module")
def env(tmp_path_factory):
    """An environment with pnm, the package without its extra, and pytest; nothing else."""
    made = Environment.made(tmp_path_factory.mktemp("proof"))
    pnm = built(ROOT, tmp_path_factory.mktemp("pnm"))
    holidays = built(TUTORIALS / "pnm-holidays", tmp_path_factory.mktemp("holidays"))
    made.install(pnm, holidays, "pytest")
    plugins = made.home / ".config" / "pnm" / "plugins"
    plugins.mkdir(parents=True)
    shutil.copy(TUTORIALS / "coffee" / "coffee.py", plugins)
    for piece in (*pages.pieces(SINGLE), *pages.pieces(WITHOUT), *pages.pieces(PACKAGE)):
        if piece.path.startswith("People/"):
            (made.vault / "People").mkdir(exist_ok=True)
            (made.vault / piece.path).write_text(piece.text, "utf-8")
    config = (
        '[plugins.coffee]\ntowns = ["Lisbon"]\n[plugins.holidays]\ndays = ["2026-11-08 Diwali"]\n'
    )
    (made.vault / ".pnm" / "config.toml").write_text(config, "utf-8")
    return made


@pytest.fixture(scope="module")
def env_with_library(env):
    env.install("holidays")
    return env


def test_nothing_comes_from_the_checkout(env):
    call = "import pnm, pnm_holidays, sys; print(pnm.__file__, pnm_holidays.__file__, *sys.path)"
    said = env.run("python", "-c", call).stdout

    assert str(ROOT) not in said
    assert said.count("site-packages") >= 3


def test_help_names_the_commands_of_both_with_their_plugin(env):
    said = " ".join(env.run("pnm", "--help").stdout.split())

    assert "holidays List the holidays of your people. (holidays)" in said
    assert "coffee Say with whom to have a coffee this week. (coffee)" in said


def test_both_are_listed_with_their_origin_and_without_a_fault(env):
    rows = {row["name"]: row for row in json.loads(env.run("pnm", "plugins", "--json").stdout)}

    assert {row["fault"] for row in rows.values()} == {None}
    assert (rows["holidays"]["from"], rows["coffee"]["from"]) == ("package", "user")
    assert rows["holidays"]["origin"] == "pnm-holidays (pnm_holidays)"
    assert rows["coffee"]["origin"].endswith("/plugins/coffee.py")


@pytest.mark.parametrize(
    ("name", "settings"),
    [("coffee", ["towns", "rest"]), ("holidays", ["days", "lead", "language"])],
)
def test_one_is_shown_with_its_settings_and_command(env, name, settings):
    said = env.run("pnm", "plugins", "show", name).stdout

    assert said.startswith(f"{name} 0.1.0\n")
    assert f"  pnm {name}  " in said
    assert re.findall(r"^  (\w+) +=", said, re.M) == settings


def test_the_plugin_in_one_file_answers_as_its_page_shows(env):
    done = 0
    for step in pages.steps(SINGLE):
        if not isinstance(step, pages.Piece) and "--as-of" in step.command:
            got = env.printed(step.command)
            assert transcripts.fits(step.output, got), f"$ {step.command}\n{got}"
            done += 1
    assert done == 2


def as_shown(env, part):
    for step in pages.steps(part):
        if not isinstance(step, pages.Piece):
            got = env.printed(step.command)
            assert transcripts.fits(step.output, got), f"$ {step.command}\n{got}"


def test_without_its_library_the_package_says_what_to_type(env):
    as_shown(env, WITHOUT)


def test_their_own_tests_pass_there(env, tmp_path):
    for name in ("coffee", "pnm-holidays"):
        shutil.copytree(TUTORIALS / name, tmp_path / name)
        shutil.rmtree(tmp_path / name / "pnm_holidays", ignore_errors=True)
        said = env.run("python", "-m", "pytest", "-q", "-W", "error", cwd=tmp_path / name).stdout
        assert " passed" in said
        assert ("skipped" in said) == (name == "pnm-holidays")


def test_reviews_and_checks_go_on_without_the_library(env):
    review = env.run("pnm", "--as-of", "2026-11-02", "report", "weekly-review").stdout
    check = env.run("pnm", "check", "--all").stdout

    assert review.startswith("# Weekly review")
    assert "HOL003" in check


def test_a_plugin_of_the_vault_is_asked_only_when_it_is_trusted(env):
    folder = env.vault / ".pnm" / "plugins"
    folder.mkdir()
    text = (TUTORIALS / "coffee" / "coffee.py").read_text("utf-8").replace('"coffee"', '"tea"')
    (folder / "tea.py").write_text(text, "utf-8")

    before = env.run("pnm", "--help").stdout
    trust = env.run("pnm", "plugins", "trust", "tea", "--yes")
    after = env.run("pnm", "--help").stdout
    (folder / "tea.py").write_text(text + "\n", "utf-8")
    changed = env.run("pnm", "--help").stdout

    assert trust.returncode == 0
    assert ["(tea)" in said for said in (before, after, changed)] == [False, True, False]
    shutil.rmtree(folder)


def test_a_new_plugin_passes_its_own_tests_there(env, tmp_path):
    env.run("pnm", "plugins", "new", "dinner", cwd=tmp_path)
    (folder,) = tmp_path.iterdir()

    assert " passed" in env.run("python", "-m", "pytest", "-q", cwd=folder).stdout


def test_with_its_library_the_package_knows_the_calendars(env_with_library, tmp_path):
    as_shown(env_with_library, WITH)
    shutil.copytree(TUTORIALS / "pnm-holidays" / "tests", tmp_path / "tests")
    said = env_with_library.run("python", "-m", "pytest", "-q", "-W", "error", cwd=tmp_path).stdout

    assert " passed" in said
    assert "skipped" not in said


def test_pnm_finds_nothing_wrong_with_either(env_with_library):
    for name in ("coffee/coffee.py", "pnm-holidays"):
        said = env_with_library.run("pnm", "plugins", "check", str(TUTORIALS / name)).stdout
        assert ": nothing found (" in said
