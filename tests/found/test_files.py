"""Plugins in single files: where they lie, what they may be called, and that nothing is run."""

import os

import pytest

from pnm.found import find_plugins
from pnm.found.files import user_files, vault_files, with_code
from pnm.found.trust import Trust

CODE = "raise SystemExit('was run')\n"


def put(folder, **files):
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text)


@pytest.fixture
def places(tmp_path):
    vault, data = tmp_path / "vault", tmp_path / "data"
    (vault / ".pnm").mkdir(parents=True)
    return vault, data


def test_the_files_of_the_user_are_plugins_by_name(tmp_path):
    put(tmp_path, lunch=f'__version__ = "1.2"\n{CODE}', b=CODE, _private=CODE)
    (tmp_path / "notes.txt").write_text("no plugin")
    (tmp_path / "folder.d").mkdir()

    found = list(user_files(tmp_path))

    assert [(p.name, p.version, p.origin, p.off) for p in found] == [
        ("b", "", "user", ""),
        ("lunch", "1.2", "user", ""),
    ]


def test_tests_beside_a_plugin_are_no_plugins(tmp_path):
    put(tmp_path, lunch=CODE, test_lunch=CODE, conftest=CODE, testing=CODE)

    assert [plugin.name for plugin in user_files(tmp_path)] == ["lunch", "testing"]


def test_a_folder_that_is_not_there_has_none(tmp_path):
    assert list(user_files(tmp_path / "plugins")) == []


@pytest.mark.parametrize("name", ["Lunch", "my-plugin", "1st", "a" * 41, "ä"])
def test_a_file_whose_name_is_none_for_a_plugin_is_listed_and_off(tmp_path, name):
    put(tmp_path, **{name: CODE})

    (plugin,) = user_files(tmp_path)

    assert "its name is none for a plugin" in plugin.off
    assert plugin.code == b""


@pytest.mark.parametrize("what", ["a pipe", "a folder", "too large", "a broken link"])
def test_what_is_no_file_is_listed_and_off(tmp_path, what):
    file = tmp_path / "lunch.py"
    if what == "a pipe":
        os.mkfifo(file)
    elif what == "a folder":
        file.mkdir()
    elif what == "a broken link":
        file.symlink_to(tmp_path / "nowhere")
    else:
        file.write_bytes(b"#" * 1_000_001)

    (plugin,) = user_files(tmp_path)

    assert "cannot be read" in plugin.off


def test_the_files_of_a_vault_are_off_until_they_are_trusted(places):
    vault, data = places
    put(vault / ".pnm/plugins", lunch=CODE)

    (before,) = vault_files(vault, lambda: data)
    Trust(data).give(vault, with_code(before))
    (after,) = vault_files(vault, lambda: data)

    assert before.off == "not trusted yet; read it with: pnm plugins trust lunch"
    assert (after.off, after.code.decode()) == ("", CODE)


def test_what_nobody_trusts_is_not_even_read(places):
    vault, data = places
    put(vault / ".pnm/plugins", **{f"lunch{number}": CODE for number in range(3)})

    assert [plugin.code for plugin in vault_files(vault, lambda: data)] == [b""] * 3


def test_a_file_that_changes_is_off_again(places):
    vault, data = places
    put(vault / ".pnm/plugins", lunch=CODE)
    Trust(data).give(vault, with_code(next(vault_files(vault, lambda: data))))
    put(vault / ".pnm/plugins", lunch=CODE + "#")

    (plugin,) = vault_files(vault, lambda: data)

    assert plugin.off.startswith("changed since it was trusted")


def test_a_trusted_file_is_run_with_the_bytes_that_were_read(places):
    vault, data = places
    put(vault / ".pnm/plugins", lunch="WORD = 'read'\n")
    Trust(data).give(vault, with_code(next(vault_files(vault, lambda: data))))
    (plugin,) = vault_files(vault, lambda: data)
    put(vault / ".pnm/plugins", lunch="WORD = 'swapped'\n")

    assert plugin.load().WORD == "read"


def test_a_declared_encoding_changes_nothing_of_what_was_shown(places):
    vault, data = places
    put(vault / ".pnm/plugins", lunch="# -*- coding: utf-7 -*-\nWORD = '+AGE-'\n")
    Trust(data).give(vault, with_code(next(vault_files(vault, lambda: data))))
    (plugin,) = vault_files(vault, lambda: data)

    assert plugin.load().WORD == "+AGE-"


def test_finding_them_runs_none_and_asks_for_no_folder_in_vain(places, tmp_path):
    vault, _ = places
    put(tmp_path / "config/plugins", dinner=CODE)

    def nowhere():
        raise AssertionError("a vault without plugins needs no trust")

    found = find_plugins(tmp_path / "cache", tmp_path / "config", vault, nowhere)

    assert [(p.name, p.origin) for p in found if p.origin != "package"] == [("dinner", "user")]
