"""A made plugin passes its own tests, lint and types as made, here and elsewhere."""

from __future__ import annotations

import subprocess
import sys
import venv

import pytest
from conftest import ROOT

from pnm import scaffold

pytestmark = pytest.mark.slow

NAMES = ["lunch", "a", "a_very_long_name_of_thirty_one"[:30]]


def made(folder, name):
    names = scaffold.names_of(name, "0.1.0", ())
    scaffold.write_files(folder, [*scaffold.package_files(names), scaffold.single_file(names)])
    return folder / names.project


def run(*command, cwd, **environment):
    import os

    done = subprocess.run(
        command,
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=300,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("name", NAMES)
def test_a_made_package_is_well_formed_whatever_its_name(name, tmp_path):
    project = made(tmp_path, name)
    config = str(project / "pyproject.toml")

    run(sys.executable, "-m", "ruff", "check", ".", cwd=project)
    run(sys.executable, "-m", "ruff", "format", "--check", ".", cwd=project)
    for command in (("check",), ("format", "--check")):
        run(sys.executable, "-m", "ruff", *command, "--config", config, f"{name}.py", cwd=tmp_path)


def test_a_made_plugin_passes_its_tests_and_its_types(tmp_path):
    project = made(tmp_path, "lunch")

    told = run(sys.executable, "-m", "pytest", "-q", cwd=project, PYTHONPATH=str(project))
    types = run(sys.executable, "-m", "mypy", cwd=project)
    single = run(sys.executable, "-m", "mypy", "--strict", "lunch.py", cwd=tmp_path)

    assert "15 passed" in told
    assert "Success: no issues found in 8 source files" in types
    assert "Success" in single


def test_a_made_package_works_in_an_empty_environment_beside_the_built_pnm(tmp_path):
    project = made(tmp_path, "lunch")
    wheels = tmp_path / "wheels"
    for source in (ROOT, project):
        build = ("-m", "build", "--wheel", "--no-isolation", "--outdir", str(wheels), str(source))
        run(sys.executable, *build, cwd=tmp_path)
    venv.create(tmp_path / "env", with_pip=True)
    python = str(tmp_path / "env" / "bin" / "python")
    run(
        python,
        "-m",
        "pip",
        "install",
        "-q",
        "pytest",
        *map(str, wheels.glob("*.whl")),
        cwd=tmp_path,
    )

    told = run(python, "-m", "pytest", "-q", cwd=project)
    pnm = str(tmp_path / "env" / "bin" / "pnm")
    world = {"PNM_CACHE_DIR": str(tmp_path / "cache"), "PNM_CONFIG_DIR": str(tmp_path / "config")}
    run(pnm, "demo", "example", cwd=tmp_path, **world)
    listed = run(pnm, "--vault", "example", "plugins", cwd=tmp_path, **world)
    checked = run(pnm, "plugins", "check", "lunch", cwd=tmp_path, **world)
    run(pnm, "plugins", "new", "tea", cwd=tmp_path, **world)
    run(pnm, "plugins", "new", "tea", "--single-file", cwd=tmp_path, **world)

    assert "15 passed" in told
    assert "pnm-lunch (pnm_lunch)" in listed
    assert checked.startswith("lunch: nothing found")
    assert (tmp_path / "pnm-tea" / ".gitignore").is_file()
    assert (tmp_path / "tea.py").is_file()
