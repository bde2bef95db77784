"""What `pnm plugins check` takes: a file, a folder, a module, an installed plugin's name."""

from __future__ import annotations

import pytest

from pnm.errors import NotFoundError
from pnm.trial import SubjectError, subjects_of

PLUGIN = "from pnm.api import hookimpl\n"


def project(folder, table, inside="src"):
    package = folder / inside / "pnm_lunch"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(PLUGIN)
    (folder / "pyproject.toml").write_text(table)
    return package


def test_a_file_is_called_by_its_name(tmp_path):
    file = tmp_path / "lunch.py"
    file.write_text(PLUGIN)

    (subject,) = subjects_of(str(file))

    assert (subject.name, subject.is_file, subject.own) == ("lunch", True, (str(file),))


@pytest.mark.parametrize("inside", ["src", "."], ids=["below src", "beside pyproject.toml"])
def test_a_project_says_itself_what_its_plugins_are(inside, tmp_path):
    package = project(tmp_path, '[project.entry-points."pnm.plugins"]\ntea = "pnm_lunch"\n', inside)

    (subject,) = subjects_of(str(tmp_path))

    assert (subject.name, subject.value) == ("tea", "pnm_lunch")
    assert subject.own == (str(package.resolve()),)


def test_a_package_is_called_without_its_prefix(tmp_path):
    package = project(tmp_path, "")

    (by_folder,) = subjects_of(str(package))
    (by_file,) = subjects_of(str(package / "__init__.py"))

    assert by_folder == by_file
    assert (by_folder.name, by_folder.value) == ("lunch", "pnm_lunch")


def test_an_installed_plugin_has_a_name_and_a_module():
    (by_name,) = subjects_of("dates")
    (by_module,) = subjects_of("pnm_dates")

    assert (by_name.value, by_name.own) == (by_module.value, by_module.own)
    assert by_name.bundled


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda folder: folder / "lunch.md", "is no Python file"),
        (lambda folder: folder / "Lunch.py", "is no name for a plugin"),
        (lambda folder: folder, "it has neither pyproject.toml nor __init__.py"),
    ],
    ids=["a page", "a bad name", "an empty folder"],
)
def test_what_is_no_plugin_is_told(make, message, tmp_path):
    place = make(tmp_path)
    if place != tmp_path:
        place.write_text("")

    with pytest.raises(SubjectError, match=message):
        subjects_of(str(place))


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("[project]\n", "announces no plugin"),
        ("[project\n", "cannot be read"),
        ('[project.entry-points."pnm.plugins"]\nx = "pnm_nowhere"\n', "cannot be found"),
    ],
    ids=["nothing announced", "not TOML", "no such module"],
)
def test_a_project_without_a_plugin_is_told(table, message, tmp_path):
    project(tmp_path, table)

    with pytest.raises(SubjectError, match=message):
        subjects_of(str(tmp_path))


def test_a_name_of_nothing_is_told():
    with pytest.raises(NotFoundError, match="neither a file or a folder nor a module"):
        subjects_of("no_such_plugin")
