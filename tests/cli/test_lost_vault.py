"""A vault that is not mounted looks like an empty folder: the last index is served, and said so."""

import os
import shutil

import pytest

from pnm.cli import run

NOTE = "---\ntype: human\nname: {name}\n---\n"


@pytest.fixture
def vault(tmp_path, monkeypatch):
    monkeypatch.setenv("PNM_CACHE_DIR", str(tmp_path / "cache"))
    root = tmp_path / "vault"
    (root / ".pnm").mkdir(parents=True)
    (root / ".pnm" / "config.toml").write_text('[profile]\nperson_keys = ["type: human"]\n')
    for name in ("Ada", "Bob"):
        (root / f"{name}.md").write_text(NOTE.format(name=name))
    return root


def listed(vault, capfd):
    code = run(["--vault", str(vault), "list"])
    out, err = capfd.readouterr()
    return code, [line.split()[0] for line in out.splitlines()], err


def test_people_are_known_while_the_vault_and_its_configuration_are_away(vault, tmp_path, capfd):
    assert listed(vault, capfd) == (0, ["Ada", "Bob"], "")

    vault.rename(tmp_path / "away")
    vault.mkdir()
    code, names, told = listed(vault, capfd)
    assert (code, names) == (0, ["Ada", "Bob"])
    assert "its .pnm is gone, and 2 of 2 notes with it" in told

    vault.rmdir()
    (tmp_path / "away").rename(vault)
    assert listed(vault, capfd) == (0, ["Ada", "Bob"], "")


def test_a_configuration_that_was_deleted_counts_no_more(vault, capfd):
    assert listed(vault, capfd) == (0, ["Ada", "Bob"], "")

    shutil.rmtree(vault / ".pnm")

    assert listed(vault, capfd) == (0, [], "")


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="needs a system that can refuse links")
@pytest.mark.parametrize("name", ["index.sqlite3", "open.lock"])
def test_what_a_link_in_the_cache_leads_to_is_left_alone(vault, tmp_path, capfd, name):
    listed(vault, capfd)
    (folder,) = (
        path for path in (tmp_path / "cache").iterdir() if path.name != "asking" and path.is_dir()
    )
    precious = tmp_path / "precious"
    precious.write_text("mine")
    (folder / name).unlink()
    (folder / name).symlink_to(precious)

    code, names, _ = listed(vault, capfd)

    assert (code, names) == (0, ["Ada", "Bob"])
    assert precious.read_text() == "mine"
