"""`pnm plugins` and the commands of plugins, as typed: files of the user's, files of a vault."""

import json
import os
import subprocess
import sys
import tomllib

import pytest

from pnm.cli import run

LUNCH = '''
"""Lunch."""
from dataclasses import dataclass
import click
from pnm.api import (
    Command, Field, Reminder, hookimpl, vault_command, whole_number,
)

@dataclass(frozen=True)
class Options:
    days: int = whole_number(60, most=366, about="how long without lunch")

@hookimpl
def pnm_settings():
    yield Options

@hookimpl
def pnm_fields():
    yield Field("likes", "What they like to eat.", "list")

@hookimpl
def pnm_reminders(network, today, settings):
    for contact in network:
        yield Reminder(today, contact.id, f"lunch every {settings.days} days", "lunch")

@click.command("lunch")
@click.argument("name")
@vault_command
def lunch(asked, name):
    """Say who likes what."""
    contact = asked.contact(name)
    if asked.as_json:
        asked.say_json({"name": contact.name, "days": asked.settings.days})
    else:
        asked.say(f"{contact.name} on {asked.today}, every {asked.settings.days} days")
    return 3 if name == "three" else None

@hookimpl
def pnm_commands():
    yield Command("lunch", "Say who likes what.", lambda: lunch)
'''


class Typed:
    def __init__(self, root, capfd):
        self.root, self._capfd = root, capfd

    def __call__(self, *arguments):
        self._capfd.readouterr()
        code = run(["--as-of", "2026-03-02", *arguments])
        told = self._capfd.readouterr()
        return code, told.out, told.err

    def json(self, *arguments):
        return json.loads(self(*arguments, "--json")[1])

    def row(self, name):
        return next(row for row in self.json("plugins") if row["name"] == name)


@pytest.fixture
def typed(tmp_path, monkeypatch, capfd):
    vault = tmp_path / "vault"
    (vault / ".pnm").mkdir(parents=True)
    (vault / "Ada.md").write_text("---\ntype: person\nlikes: [soup]\n---\n")
    for name in ("cache", "config", "data"):
        monkeypatch.setenv(f"PNM_{name.upper()}_DIR", str(tmp_path / name))
    monkeypatch.chdir(vault)
    return Typed(vault, capfd)


def of_the_user(name, text=LUNCH):
    folder = os.path.join(os.environ["PNM_CONFIG_DIR"], "plugins")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, f"{name}.py"), "w") as file:
        file.write(text)


def of_the_vault(typed, name, text=LUNCH):
    folder = typed.root / ".pnm/plugins"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.py").write_text(text)


# -- which there are -----------------------------------------------------------------------------


def test_a_file_of_the_user_is_asked_at_once(typed):
    of_the_user("lunch")

    row = typed.row("lunch")

    assert (row["from"], row["enabled"], row["fault"]) == ("user", True, None)
    assert "lunch every 60 days" in typed("due", "--kind", "lunch")[1]


def test_one_plugin_is_shown_with_all_that_it_has(typed):
    of_the_user("lunch")
    (typed.root / ".pnm/config.toml").write_text("[plugins.lunch]\ndays = 30\n")

    shown = typed.json("plugins", "show", "lunch")
    code, out, _ = typed("plugins", "show", "lunch")

    assert shown["settings"] == [
        {
            "name": "days",
            "kind": "a whole number from 0 to 366",
            "default": 60,
            "value": 30,
            "about": "how long without lunch",
            "source": ".pnm/config.toml:2",
        }
    ]
    assert {"name": "pnm_reminders", "stability": "stable"} in shown["hooks"]
    assert [row["name"] for row in shown["commands"]] == ["lunch"]
    assert code == 0
    assert "days  = 30  .pnm/config.toml:2  how long without lunch" in out
    assert "likes  list  What they like to eat." in out


def test_a_setting_that_is_wrong_is_said_with_its_line_by_pnm_itself(typed):
    of_the_user("lunch")
    (typed.root / ".pnm/config.toml").write_text('[plugins.lunch]\ndays = "x"\nday = 3\n')

    said = typed("check")[1]

    assert ".pnm/config.toml:2: PNM330 days of lunch is 'x'" in said
    assert ".pnm/config.toml:3: PNM331 unknown setting 'day' of lunch" in said
    assert "did you mean days?" in said
    assert "lunch every 60 days" in typed("due", "--kind", "lunch")[1]


def test_an_unknown_plugin_gets_a_suggestion(typed):
    code, _, err = typed("plugins", "show", "date")

    assert code == 3
    assert "did you mean dates?" in err


def test_outside_of_a_vault_the_commands_of_plugins_are_there(typed, tmp_path, monkeypatch):
    of_the_user("lunch")
    monkeypatch.chdir(tmp_path)

    assert "lunch" in typed("--help")[1]


# -- on and off ----------------------------------------------------------------------------------


def test_a_plugin_is_switched_off_and_on_in_the_vault(typed):
    of_the_user("lunch")
    config = typed.root / ".pnm/config.toml"
    config.write_text("# mine\n[plugins.lunch]\ndays = 30\n")

    assert typed("plugins", "disable", "lunch")[0] == 0
    off = typed.row("lunch")
    assert (off["enabled"], off["off"]) == (False, "switched off in .pnm/config.toml")
    assert "lunch" not in typed("due")[1]
    assert tomllib.loads(config.read_text())["plugins"]["disabled"] == ["lunch"]
    assert "# mine" in config.read_text()

    assert typed("plugins", "enable", "lunch")[0] == 0
    assert typed.row("lunch")["enabled"]


def test_what_is_switched_off_everywhere_no_vault_brings_back(typed):
    of_the_user("lunch")

    typed("plugins", "disable", "lunch", "--everywhere")
    assert "switched off in " + os.environ["PNM_CONFIG_DIR"] in typed.row("lunch")["off"]

    told = typed("plugins", "enable", "lunch")[2]
    assert "lunch is off still: switched off in " in told
    assert not typed.row("lunch")["enabled"]

    typed("plugins", "enable", "lunch", "--everywhere")
    assert typed.row("lunch")["enabled"]


def test_a_dry_run_shows_the_change_and_makes_none(typed):
    code, out, _ = typed("plugins", "disable", "dates", "--dry-run")

    assert code == 0
    assert '+disabled = ["dates"]' in out
    assert not (typed.root / ".pnm/config.toml").exists()


@pytest.mark.parametrize("where", ["before", "behind"])
def test_for_one_command_a_plugin_is_left_out(typed, where):
    of_the_user("lunch")
    words = ["-p", "no:lunch", "due"] if where == "before" else ["due", "-p", "no:lunch"]

    assert "lunch" not in typed(*words)[1]


def test_a_name_behind_p_that_is_no_plugin_is_an_error_with_a_suggestion(typed):
    code, _, err = typed("-p", "no:date", "due")

    assert code == 2
    assert "did you mean dates?" in err


def test_the_environment_says_which_plugins_are_asked(typed, monkeypatch):
    of_the_user("lunch")
    monkeypatch.setenv("PNM_PLUGINS", "dates")

    assert [row["name"] for row in typed.json("plugins") if row["enabled"]] == ["dates"]


# -- trust ---------------------------------------------------------------------------------------


def test_a_vault_s_plugin_is_run_by_nothing_until_it_is_trusted(typed, tmp_path):
    trace = tmp_path / "was-run"
    of_the_vault(typed, "trap", f"open({str(trace)!r}, 'w').close()\n{LUNCH}")

    for command in (
        ["plugins"],
        ["plugins", "show", "trap"],
        ["doctor"],
        ["due"],
        ["review"],
        ["check"],
        ["--help"],
        ["lunch", "Ada"],
        ["-p", "trap", "due"],
        ["plugins", "enable", "trap"],
        ["plugins", "trust", "trap"],
    ):
        typed(*command)

    assert not trace.exists()
    assert typed.row("trap")["off"] == "not trusted yet; read it with: pnm plugins trust trap"


def test_trusting_shows_the_text_and_a_change_takes_it_away(typed):
    of_the_vault(typed, "lunch")

    code, out, _ = typed("plugins", "trust", "lunch", "--yes")
    assert code == 0
    assert [line[7:] for line in out.splitlines()] == LUNCH.splitlines()
    assert "lunch every 60 days" in typed("due", "--kind", "lunch")[1]

    of_the_vault(typed, "lunch", LUNCH + "# one more line\n")
    assert typed.row("lunch")["off"].startswith("changed since it was trusted")
    assert typed("due", "--kind", "lunch")[1] == ""


def test_without_a_terminal_nothing_is_trusted_in_silence(typed):
    of_the_vault(typed, "lunch")

    code, out, err = typed("plugins", "trust", "lunch")

    assert code == 5
    assert "def pnm_reminders" in out
    assert "--yes" in err
    assert not typed.row("lunch")["enabled"]


def test_what_would_turn_the_direction_of_writing_is_shown(typed):
    of_the_vault(typed, "lunch", "x = 1  # \u202e } nimda\n\x1b[2Kx = 2\n")

    out = typed("plugins", "trust", "lunch", "--yes")[1]

    assert "<U+202E>" in out
    assert "\x1b" not in out


def test_nothing_in_a_text_is_hidden_from_its_reader(typed):
    of_the_vault(typed, "lunch", "x = 1\u200b\u2028\x0cy = 2\n")

    out = typed("plugins", "trust", "lunch", "--yes")[1]

    assert out == "    1  x = 1<U+200B><U+2028><U+000C>y = 2\n"


def test_a_file_with_the_name_of_another_plugin_is_not_trusted_in_vain(typed):
    of_the_vault(typed, "dates")

    code, _, err = typed("plugins", "trust", "dates", "--yes")

    assert code == 5
    assert "is called dates, too, and comes first" in err


def test_an_empty_file_says_that_it_is_empty(typed):
    of_the_vault(typed, "lunch", "")

    assert "it is empty" in typed("plugins", "trust", "lunch", "--yes")[2]


def test_the_name_of_a_file_forges_no_row(typed):
    of_the_vault(typed, "a\ndates  9.9.9  6 ms  trusted\nx", "")

    assert not any(line.startswith("dates  9.9.9") for line in typed("plugins")[1].splitlines())


def test_a_name_in_the_environment_that_is_no_plugin_is_told(typed, monkeypatch):
    monkeypatch.setenv("PNM_PLUGINS", "date")

    assert "PNM_PLUGINS: there is no plugin 'date'; did you mean dates?" in typed("due")[2]


def test_trust_is_taken_back(typed):
    of_the_vault(typed, "lunch")
    typed("plugins", "trust", "lunch", "--yes")

    typed("plugins", "distrust", "lunch")

    assert not typed.row("lunch")["enabled"]


# -- commands of plugins -------------------------------------------------------------------------


def test_a_command_of_a_plugin_is_shown_with_its_name_and_runs(typed):
    of_the_user("lunch")

    assert "Say who likes what. (lunch)" in " ".join(typed("--help")[1].split())
    assert typed("lunch", "ada")[:2] == (0, "Ada on 2026-03-02, every 60 days\n")
    assert typed.json("lunch", "ada") == {"name": "Ada", "days": 60}


def test_its_faults_have_exit_codes_like_all_others(typed):
    of_the_user("lunch")

    assert typed("lunch", "nobody")[0] == 3
    assert typed("lunch")[0] == 2
    assert typed("lunhc")[2].rstrip().endswith("Did you mean lunch?")


def test_what_a_command_returns_is_the_exit_code(typed):
    of_the_user("lunch")
    (typed.root / "three.md").write_text("---\ntype: person\n---\n")

    assert typed("lunch", "three")[0] == 3


@pytest.mark.parametrize(
    ("body", "code", "said"),
    [
        ("1 / 0", 1, "plugin bad: its command bad failed: ZeroDivisionError: division by zero"),
        ("raise SystemExit(7)", 7, ""),
        ("import nowhere", 1, "ModuleNotFoundError: No module named 'nowhere' (bad.py:8)"),
    ],
)
def test_a_command_that_fails_is_named_with_its_line(typed, body, code, said):
    text = f"""
import click
from pnm.api import Command, hookimpl, vault_command
@click.command("bad")
@vault_command
def bad(asked):
    "Be bad."
    {body}
@hookimpl
def pnm_commands():
    yield Command("bad", "Be bad.", lambda: bad)
"""
    of_the_user("bad", text)

    got, out, err = typed("bad")

    assert (got, out) == (code, "")
    assert said in err
    assert "Traceback" not in err


@pytest.mark.parametrize("given", ["lambda: 5", "lambda: 1 / 0", "'nowhere:x'", "'os:getcwd'"])
def test_a_command_that_is_none_is_said_and_harms_no_other(typed, given):
    text = f"""
from pnm.api import Command, hookimpl
@hookimpl
def pnm_commands():
    yield Command("bad", "Be bad.", {given})
"""
    of_the_user("bad", text)

    code, _, err = typed("bad")

    assert code == 1
    assert "plugin bad: its command bad cannot be used" in err
    assert typed("due")[0] == 0
    assert "bad" in typed("--help")[1]


def test_a_plugin_cannot_take_the_place_of_a_command_of_pnm(typed):
    of_the_user("due", LUNCH.replace('Command("lunch"', 'Command("due"'))

    assert "Commands of plugins" not in typed("--help")[1] or "(due)" not in typed("--help")[1]
    assert "lunch every" in typed("due")[1]


def test_a_command_of_a_plugin_that_is_off_says_so(typed):
    of_the_user("lunch")
    typed("--help")
    typed("plugins", "disable", "lunch")

    code, _, err = typed("lunch", "ada")

    assert code == 2
    assert "lunch is a command of the plugin lunch: switched off in .pnm/config.toml" in err


def test_with_no_plugins_there_are_no_commands_of_theirs(typed):
    of_the_user("lunch")

    assert typed("--no-plugins", "lunch", "ada")[0] == 2


@pytest.mark.parametrize("words", [["--no-plugins"], ["-p", "no:lunch"]])
def test_help_shows_no_command_of_a_plugin_that_is_left_out(typed, words):
    of_the_user("lunch")

    assert "Say who likes what." not in typed(*words, "--help")[1]


def test_help_shows_the_commands_of_the_vault_that_is_named(typed, tmp_path):
    of_the_user("lunch")
    other = tmp_path / "other"
    (other / ".pnm").mkdir(parents=True)
    (other / ".pnm/config.toml").write_text('[plugins]\ndisabled = ["lunch"]\n')

    assert "Say who likes what." not in typed("--vault", str(other), "--help")[1]
    assert "Say who likes what." in typed("--help")[1]


@pytest.mark.parametrize("whose", ["the user's", "the vault's"])
def test_where_a_configuration_is_wrong_nothing_that_may_be_off_is_run(typed, whose):
    of_the_user("lunch")
    wrong = '[plugins]\ndisabled = ["lunch"]\n[typo'
    if whose == "the user's":
        with open(os.path.join(os.environ["PNM_CONFIG_DIR"], "config.toml"), "w") as file:
            file.write(wrong)
    else:
        (typed.root / ".pnm/config.toml").write_text(wrong)

    code, out, err = typed("lunch", "ada")
    help_code, help_out, _ = typed("--help")

    assert (code, out) == (2, "")
    assert "config.toml: cannot be read" in err
    assert help_code == 0
    assert "review" in help_out
    assert "Say who likes what." not in help_out


def test_a_list_that_is_one_text_is_a_list_of_one(typed):
    of_the_user("lunch")
    (typed.root / ".pnm/config.toml").write_text('[plugins]\ndisabled = "lunch"\n')

    assert typed("lunch", "ada")[0] == 2
    typed("plugins", "enable", "lunch")
    assert typed("lunch", "ada")[0] == 0
    typed("plugins", "disable", "lunch")
    assert typed("lunch", "ada")[0] == 2


@pytest.mark.parametrize("written", ["plugins = 5\n", "[plugins]\ndisabled = 5\n"])
def test_a_list_that_is_none_is_said(typed, written):
    (typed.root / ".pnm/config.toml").write_text(written)

    for command in (["plugins", "disable", "dates"], ["due"], ["nothing"]):
        code, _, err = typed(*command)
        assert code == 2
        assert "mend:" in err


def test_what_leaves_a_plugin_out_still_is_told_when_it_is_switched_on(typed):
    of_the_user("lunch")
    typed("plugins", "disable", "lunch")

    err = typed("plugins", "enable", "lunch", "--everywhere")[2]

    assert "lunch is off still: switched off in .pnm/config.toml" in err


def test_the_options_behind_a_command_of_a_plugin_count_up_to_two_dashes(typed):
    of_the_user("lunch")
    typed("plugins", "disable", "lunch")

    assert typed("lunch", "ada", "-p", "lunch")[0] == 0
    assert typed("lunch", "ada", "--", "-p", "lunch")[0] == 2


def test_many_that_are_trusted_at_once_are_all_trusted(typed):
    names = [f"lunch{number}" for number in range(8)]
    for name in names:
        of_the_vault(typed, name)

    running = [
        subprocess.Popen([sys.executable, "-m", "pnm", "plugins", "trust", name, "--yes"])
        for name in names
    ]
    assert [process.wait() for process in running] == [0] * 8

    assert {row["name"] for row in typed.json("plugins") if row["enabled"]} >= set(names)


def test_typed_as_a_module_pnm_runs_nothing_that_lies_in_the_current_folder(typed):
    (typed.root / "pluggy.py").write_text("raise SystemExit('was run')\n")

    done = subprocess.run([sys.executable, "-m", "pnm", "due"], capture_output=True, text=True)

    assert (done.returncode, "was run" in done.stderr) == (0, False)


FLAKY = """
from pathlib import Path
from pnm.api import Field, hookimpl
{there}
@hookimpl
def pnm_fields():
    if Path({trouble!r}).exists():
        raise OSError("trouble")
    yield Field("eats", "What they eat.", "list")
"""


@pytest.mark.parametrize("where", ["at import", "in the hook"])
def test_a_plugin_that_could_not_be_used_for_a_while_is_asked_again(typed, tmp_path, where):
    trouble = tmp_path / "trouble"
    trouble.touch()
    text = FLAKY.format(trouble=str(trouble), there="")
    if where == "at import":
        text = f"from pathlib import Path\nassert not Path({str(trouble)!r}).exists()\n{text}"
    of_the_user("flaky", text)
    (typed.root / "Ada.md").write_text("---\ntype: person\neats: [soup]\n---\n")
    assert typed.json("show", "ada")["fields"] == {}

    trouble.unlink()
    typed("plugins", "--retry")

    assert typed.json("show", "ada")["fields"] != {}


def test_a_note_that_a_plugin_could_not_read_by_chance_is_read_again(typed, tmp_path):
    trouble = tmp_path / "trouble"
    trouble.touch()
    of_the_user(
        "flaky",
        f"""
from pathlib import Path
from pnm.api import Fact, Reminder, hookimpl
@hookimpl
def pnm_facts(note):
    if Path({str(trouble)!r}).exists():
        raise OSError("trouble")
    yield Fact("word", 1, "read")
@hookimpl
def pnm_reminders(network, today):
    for fact in network.facts("word"):
        yield Reminder(today, fact.people[0], fact.text, "word")
""",
    )
    assert "PNM912" in typed("check")[1]
    assert typed("due", "--kind", "word")[1] == ""

    trouble.unlink()
    typed("plugins", "--retry")

    assert "read" in typed("due", "--kind", "word")[1]
    assert "PNM912" not in typed("check")[1]


def test_help_imports_no_plugin(typed):
    of_the_user("lunch")
    typed("--help")
    code = (
        "import sys, pnm.cli; pnm.cli.run(['--help']);"
        "print([m for m in sys.modules if m.startswith('pnm_')], 'pnm.api' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert "lunch" in done.stdout
    assert done.stdout.splitlines()[-1] == "[] False"
