"""`pnm plugins new`: names, files, and that nothing is ever overwritten."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from pnm import scaffold
from pnm.errors import PnmError


def names(name="lunch", taken=()):
    return scaffold.names_of(name, "0.1.0", taken)


def test_one_name_gives_all_others():
    assert names("city_walk") == scaffold.Names(
        "city_walk", "pnm_city_walk", "pnm-city-walk", "city-walk", "0.1.0"
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Lunch", "is no name for a plugin\n.*: lunch$"),
        ("city-walk", "is no name for a plugin\n.*: city_walk$"),
        ("3d", "is no name for a plugin\n.*: d$"),
        ("", "is no name for a plugin\n.*: lunch$"),
        ("../x", "is no name for a plugin\n.*: x$"),
        ("a__b", "is no name for a plugin\n.*: a_b$"),
        ("x" * 31, "is no name for a plugin"),
        ("pnm_lunch", "would become the module pnm_pnm_lunch\n.*: lunch$"),
        ("json", "it is a module of Python\n.*: my_json$"),
        ("class", "it is a word of Python"),
        ("test", "it means something to pnm"),
        ("tea", "there is a plugin or a command of that name\n.*: my_tea$"),
        ("tea_time", "there is a plugin or a command of that name"),
    ],
)
def test_a_name_that_cannot_be_is_refused_with_another(name, said):
    with pytest.raises(PnmError) as caught:
        names(name, {"tea", "tea-time"})

    assert re.search(said, str(caught.value), re.DOTALL)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("name", ["a", "lunch", "a_very_long_name_of_thirty_one"[:30]])
def test_all_marks_are_filled_in(name):
    made = names(name)
    for file in (*scaffold.package_files(made), scaffold.single_file(made)):
        assert "<<" not in file.path + file.text
        assert ">>" not in file.path + file.text


def test_the_package_announces_its_plugin():
    files = {file.path: file.text for file in scaffold.package_files(names("city_walk"))}
    project = tomllib.loads(files["pnm-city-walk/pyproject.toml"])["project"]

    assert project["entry-points"]["pnm.plugins"] == {"city_walk": "pnm_city_walk"}
    assert project["dependencies"][0] == "pnm>=0.1.0"
    assert "pnm-city-walk/pnm_city_walk/templates/pnm_city_walk.md.j2" in files


# -- on the command line -------------------------------------------------------------------------


def test_a_package_is_made_and_what_to_do_next_is_said(vault_of):
    vault = vault_of()

    done = vault.run("plugins", "new", "city_walk", "--into", "plugins of mine")

    assert done.code == 0
    assert (vault.root / "plugins of mine/pnm-city-walk/pnm_city_walk/__init__.py").is_file()
    assert "    pnm plugins check 'plugins of mine/pnm-city-walk'\n" in done.out
    assert '[plugins.city_walk] cities = ["Lisbon"]' in done.out


def test_a_file_is_made_and_where_to_put_it_is_said(vault_of):
    vault = vault_of()

    done = vault.run("plugins", "new", "city_walk", "--single-file")

    assert done.code == 0
    assert done.out.startswith("city_walk.py\n")
    assert f"put it into {vault.world / 'config' / 'plugins'}\n" in done.out
    assert "pnm plugins trust city_walk" in done.out


@pytest.mark.parametrize("single", [(), ("--single-file",)], ids=["package", "file"])
def test_nothing_that_is_there_is_changed(single, vault_of):
    vault = vault_of()
    vault.write("city_walk.py", "mine")
    vault.write("pnm-city-walk/README.md", "mine")

    done = vault.run("plugins", "new", "city_walk", *single)

    assert done.code == 1
    assert "is there already; nothing was written" in done.err
    vault.untouched()


def test_an_early_end_leaves_nothing_in_the_way(vault_of, monkeypatch):
    vault, there = vault_of(), []
    write = Path.write_text

    def interrupted(path, *args, **kwargs):
        if path.name == "options.py":
            there.append((vault.root / "pnm-city-walk").exists())
            raise KeyboardInterrupt
        return write(path, *args, **kwargs)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_text", interrupted)
        first = vault.run("plugins", "new", "city_walk")
    vault.untouched()
    again = vault.run("plugins", "new", "city_walk")

    assert (first.code, there, again.code) == (130, [False], 0)
    assert (vault.root / "pnm-city-walk" / "README.md").is_file()


def test_a_link_that_leads_nowhere_is_not_followed(vault_of):
    vault = vault_of()
    (vault.root / "city_walk.py").symlink_to(vault.world / "elsewhere.py")

    done = vault.run("plugins", "new", "city_walk", "--single-file")

    assert done.code == 1
    assert not (vault.world / "elsewhere.py").exists()


@pytest.mark.parametrize("name", ["due", "dates"], ids=["a command", "a bundled plugin"])
def test_the_names_of_pnm_are_taken(name, vault_of):
    done = vault_of().run("plugins", "new", name)

    assert done.code == 2
    assert "there is a plugin or a command of that name" in done.err
