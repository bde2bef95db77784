"""`vault_of`: commands run on a vault of their own, and what became of its files."""

from __future__ import annotations

import os
import sys
import types
from datetime import date
from pathlib import Path

import pytest

import pnm_dates
from pnm.api import Command, DerivedTag, hookimpl, vault_command
from pnm.testing import TODAY

ADA = "---\ntype: person\nbirthday: 1990-03-05\n---\n"


def lunch(tag="near"):
    module = types.ModuleType("pnm_lunch")

    @hookimpl
    def pnm_tags(network):
        for contact in network:
            yield DerivedTag(contact.id, tag, "because")

    module.pnm_tags = pnm_tags
    return module


def with_command(body):
    import click

    module = types.ModuleType("pnm_lunch")

    @hookimpl
    def pnm_commands():
        yield Command("lunch", "Have lunch.", lambda: click.command("lunch")(vault_command(body)))

    module.pnm_commands = pnm_commands
    return module


# -- running -------------------------------------------------------------------------------------


def test_a_command_is_run_on_a_day(vault_of):
    vault = vault_of({"People/Ada.md": ADA}, plugins=[pnm_dates])

    done = vault.run("due", today=date(2026, 3, 1))

    assert (done.code, done.err) == (0, "")
    assert done.out == "Ada  turns 36 on Thu 5 Mar  Thu 5 Mar  [dates]\n"


def test_the_day_is_that_of_the_vault_else_that_of_networks(vault_of):
    first = vault_of({"People/Ada.md": ADA}, plugins=[pnm_dates])
    second = vault_of({"People/Ada.md": ADA}, plugins=[pnm_dates], today=date(2026, 3, 6))

    assert first.today == TODAY
    assert "turns 36" in first.run("due", "--within", "3").out
    assert second.run("due", "--within", "3").out == ""


def test_json_is_read(vault_of):
    vault = vault_of({"People/Ada.md": ADA}, plugins=[lunch()])

    (row,) = vault.run("list", "--json").json()

    assert [tag["name"] for tag in row["tags"]] == ["near"]


def test_an_exit_code_and_stderr_are_kept(vault_of):
    done = vault_of().run("show", "Nobody")

    assert done.code == 3
    assert "Nobody" in done.err


def test_only_the_plugins_under_test_are_asked(vault_of):
    vault = vault_of(plugins=[lunch()])

    rows = {row["name"]: row["enabled"] for row in vault.run("plugins", "--json").json()}

    assert [name for name, enabled in rows.items() if enabled] == ["lunch"]


def test_the_bundled_plugins_are_asked_by_wish(vault_of):
    vault = vault_of(plugins=[lunch()], bundled=True)

    rows = {row["name"]: row["enabled"] for row in vault.run("plugins", "--json").json()}

    assert rows["lunch"]
    assert rows["weekly_review"]
    assert all(rows.values())


def test_a_plugins_own_command_is_run(vault_of):
    def body(asked):
        asked.say(f"{asked.today} {[contact.name for contact in asked.network]}")

    vault = vault_of({"People/Ada.md": ADA}, plugins=[with_command(body)])

    assert vault.run("lunch").out == "2026-03-02 ['Ada']\n"
    assert "Have lunch." in vault.run("--help").out


class Tea:
    """A plugin that is an object."""

    @hookimpl
    def pnm_tags(self, network):
        """Yield a tag for everybody."""
        for contact in network:
            yield DerivedTag(contact.id, "tea", "because")


@pytest.mark.parametrize("plugins", [[Tea()], {"soup": Tea()}], ids=["by class", "by name"])
def test_a_plugin_may_be_an_object(plugins, vault_of):
    vault = vault_of({"People/Ada.md": ADA}, plugins=plugins)

    assert list(vault.plugins) == ["soup" if isinstance(plugins, dict) else "tea"]
    assert vault.run("list", "tag:tea").out.startswith("Ada")


def test_what_is_typed_into_a_command_reaches_it(vault_of):
    def body(asked):
        asked.say(sys.stdin.read())

    vault = vault_of(plugins=[with_command(body)])

    assert vault.run("lunch", stdin="soup").out == "soup\n"


def test_bytes_come_out_as_they_are(vault_of):
    def body(asked):
        asked.say_file(b"\xff\x00\r\n")

    assert vault_of(plugins=[with_command(body)]).run("lunch").data == b"\xff\x00\r\n"


def test_a_changed_plugin_gives_another_answer(vault_of):
    module = lunch()
    vault = vault_of({"People/Ada.md": ADA}, plugins=[module])
    before = vault.run("list", "tag:far").out

    module.pnm_tags = lunch("far").pnm_tags

    assert (before, vault.run("list", "tag:far").out.split()[0]) == ("", "Ada")


# -- isolation -----------------------------------------------------------------------------------


def test_nothing_of_the_surroundings_is_seen_or_changed(vault_of, monkeypatch, tmp_path):
    def body(asked):
        asked.say_json([str(Path.cwd()), str(Path.home()), os.environ.get("XDG_DATA_HOME")])

    monkeypatch.setenv("PNM_VAULT", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    before = dict(os.environ), Path.cwd(), sys.stdin, sys.stdout, sys.stderr, set(sys.modules)
    vault = vault_of(plugins=[with_command(body)])

    seen = vault.run("lunch").json()

    assert seen == [str(vault.root), str(vault.world / "home"), None]
    assert before[:5] == (dict(os.environ), Path.cwd(), sys.stdin, sys.stdout, sys.stderr)
    assert not [name for name in sys.modules.keys() - before[5] if "lent_to_a_test" in name]


def test_all_is_as_before_when_a_command_is_interrupted(vault_of):
    def body(asked):
        raise KeyboardInterrupt

    before = Path.cwd(), sys.stdout, os.environ.get("PNM_VAULT")

    assert vault_of(plugins=[with_command(body)]).run("lunch").code == 130
    assert before == (Path.cwd(), sys.stdout, os.environ.get("PNM_VAULT"))


def test_another_plugin_of_an_installed_name_is_refused(vault_of):
    vault = vault_of(plugins={"dates": lunch()})

    with pytest.raises(ValueError, match="another plugin called dates is installed"):
        vault.run("due")


# -- files ---------------------------------------------------------------------------------------


def test_a_vault_that_is_only_read_stays_as_it_was(vault_of):
    vault = vault_of({"People/Ada.md": ADA}, plugins=[lunch()], bundled=True)
    for command in (["review"], ["due"], ["check"], ["plugins"], ["index"]):
        vault.run(*command)

    vault.untouched()
    assert vault.changed() == {}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda root: (root / "A.md").write_text("2"), "A.md was changed"),
        (lambda root: os.utime(root / "A.md", (0, 0)), "A.md was written again"),
        (lambda root: (root / "A.md").unlink(), "A.md is gone"),
        (lambda root: (root / "B.md").write_text("1"), "B.md was made"),
        (lambda root: (root / "new").mkdir(), "new was made"),
        (lambda root: (root / "A.md").rename(root / "B.md"), "A.md is gone; B.md was made"),
    ],
    ids=["changed", "the same bytes again", "deleted", "a file", "a folder", "renamed"],
)
def test_what_was_touched_is_named(change, told, vault_of):
    vault = vault_of({"A.md": "1"})
    change(vault.root)

    with pytest.raises(AssertionError, match=f"touched: {told}$"):
        vault.untouched()


def test_what_the_test_itself_writes_is_not_touched(vault_of):
    vault = vault_of({"A.md": "1"})
    vault.write("A.md", "2")
    vault.write("People/Zoë.md", b"\xff")

    vault.untouched()
    assert vault.read("A.md") == "2"


def test_what_a_command_may_write_can_be_named(vault_of):
    vault = vault_of({"People/Ada.md": ADA}, bundled=True)

    done = vault.run("review", "--write")

    assert done.code == 0, done.err
    assert vault.changed() == {"Reviews": "was made", "Reviews/2026-W10.md": "was made"}
    vault.untouched(but=["Reviews/2026-W10.md"])
