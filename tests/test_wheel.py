"""The built wheel, installed into an empty environment, does the main job by itself."""

import json
import tomllib
import zipfile

import pytest
from conftest import ROOT
from wheels import Environment, built

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return built(ROOT, tmp_path_factory.mktemp("wheel"))


def announced():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return project["entry-points"]["pnm.plugins"]


def test_the_wheel_holds_the_plugins_the_templates_and_the_example(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())

    assert {
        "pnm/py.typed",
        "pnm/reports/templates/report.html.j2",
        "pnm/example/.pnm/config.toml",
        "pnm/example/People/Nora Ekelund.md",
        *(f"{module}/__init__.py" for module in announced().values()),
    } <= names
    assert not [name for name in names if name.startswith(("tests/", "docs/", "plugins/"))]


def test_all_that_is_no_code_is_in_the_wheel_too(wheel):
    """Templates and what `pnm plugins new` makes are files that a build may forget."""
    names = set(zipfile.ZipFile(wheel).namelist())
    there = {
        path.relative_to(folder).as_posix()
        for folder in (ROOT, ROOT / "plugins")
        for path in (folder / "pnm" if folder == ROOT else folder).rglob("*.*")
        if path.suffix in {".j2", ".tmpl", ".typed"}
    }

    assert there <= names


def test_an_empty_environment_renders_the_review_of_the_demo(wheel, tmp_path):
    env = Environment.made(tmp_path)
    env.install(wheel)

    env.run("pnm", "demo", "example")
    review = env.run("pnm", "--vault", "example", "--as-of", "2026-11-16", "review").stdout
    plugins = json.loads(env.run("pnm", "--vault", "example", "plugins", "--json").stdout)

    assert "## Reach out" in review
    assert "Zoë van der Meulen" in review
    assert {row["name"]: row["fault"] for row in plugins} == dict.fromkeys(announced())
