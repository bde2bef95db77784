"""The built wheel, installed into an empty environment, does the main job by itself."""

import json
import subprocess
import sys
import venv
import zipfile

import pytest
from conftest import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "build",
            "--wheel",
            "--no-isolation",
            "--outdir",
            str(out),
            str(ROOT),
        ],
        check=True,
        capture_output=True,
    )
    (wheel,) = out.glob("*.whl")
    return wheel


def test_the_wheel_holds_the_plugins_the_templates_and_the_example(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())

    assert {
        "pnm/py.typed",
        "pnm_weekly_review/__init__.py",
        "pnm/reports/templates/report.html.j2",
        "pnm/example/.pnm/config.toml",
        "pnm/example/People/Nora Ekelund.md",
    } <= names
    assert not [name for name in names if name.startswith(("tests/", "docs/", "plugins/"))]


def test_an_empty_environment_renders_the_review_of_the_demo(wheel, tmp_path):
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-q", str(wheel)], check=True, cwd=tmp_path)

    def pnm(*arguments):
        done = subprocess.run(
            [tmp_path / "env" / "bin" / "pnm", *arguments],
            capture_output=True,
            text=True,
            cwd=tmp_path,
            check=True,
        )
        return done.stdout

    pnm("demo", "example")
    review = pnm("--vault", "example", "--as-of", "2026-11-16", "review")
    plugins = json.loads(pnm("--vault", "example", "plugins", "--json"))

    assert "## Reach out" in review
    assert "Zoë van der Meulen" in review
    assert {row["name"]: row["fault"] for row in plugins} == dict.fromkeys(
        ["dates", "follow_ups", "keep_in_touch", "tag_rules", "weekly_review"]
    )
