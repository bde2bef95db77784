"""Exit codes and messages of requests that cannot be done."""

import json

import pytest

from pnm.cli import run


@pytest.fixture
def vault(tmp_path):
    for name in ("Ana Silva", "Ana Souza", "Łukasz Wójtowicz"):
        (tmp_path / f"{name}.md").write_text("---\ntype: person\n---\n")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["show", "Zebedee"], 3, "nobody is called 'Zebedee'"),
        (["show", "ana"], 4, "'ana' may be 2 people"),
        (["list", "tagg:x"], 2, "did you mean tag:?"),
        (["list", "(tag:x"], 2, "a ( is not closed"),
        (["lst"], 2, "Did you mean list?"),
        (["--as-of", "someday", "list"], 2, "is not a day"),
        (["report", "weekly-reviw"], 3, "no report is called"),
        (["report", "eject", "nothing"], 3, "no template is called"),
        (["due", "--within", "-1"], 2, "-1"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_request_that_cannot_be_done_says_why(vault, capsys, arguments, code, said):
    assert run(["--vault", str(vault), *arguments]) == code

    out, err = capsys.readouterr()
    assert said in err
    assert "Traceback" not in err + out


@pytest.mark.parametrize(
    "name", ["lukasz", "Łukasz", "wojtow", "LUKASZ WOJTOWICZ", "lukas wojtowic"]
)
def test_a_name_is_found_folded_by_its_beginning_and_nearly_so(vault, capsys, name):
    assert run(["--vault", str(vault), "show", name, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["name"] == "Łukasz Wójtowicz"


def test_a_vault_that_is_not_there_is_said(tmp_path, capsys):
    assert run(["--vault", str(tmp_path / "nowhere"), "list"]) == 1
    assert "does not exist" in capsys.readouterr().err


def test_without_any_vault_the_ways_out_are_named(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    assert run(["list"]) == 1
    assert "pnm --vault FOLDER" in capsys.readouterr().err


def test_a_wrong_configuration_stops_commands_but_not_doctor_and_plugins(vault, capsys):
    (vault / ".pnm").mkdir()
    (vault / ".pnm" / "config.toml").write_text("[circle.friends]\n")

    assert run(["--vault", str(vault), "list"]) == 2
    assert ".pnm/config.toml:1: unknown key 'circle'" in capsys.readouterr().err
    assert run(["--vault", str(vault), "doctor"]) == 0
    assert "PNM300" in capsys.readouterr().out
    assert run(["--vault", str(vault), "plugins"]) == 0


def test_check_exits_1_only_on_errors(tmp_path, capsys):
    (tmp_path / "a.md").write_text("---\ntype: person\nfriend: Bob\n---\n")
    assert run(["--vault", str(tmp_path), "check"]) == 0
    (tmp_path / "a.md").write_text("---\ntype: person\nbirthday: never\n---\n")
    assert run(["--vault", str(tmp_path), "check"]) == 1
    assert "a.md:3: PNM102" in capsys.readouterr().out


def test_the_vault_may_be_named_before_or_after_the_command(vault, capsys):
    assert run(["list", "--vault", str(vault), "name:lukasz"]) == 0
    assert "Łukasz" in capsys.readouterr().out


def test_names_with_escapes_reach_the_terminal_harmless(tmp_path, capsys):
    (tmp_path / "a.md").write_text('---\ntype: person\nname: "Ada \\e[31m\\u202e[bold]x"\n---\n')

    for command in (["list"], ["show", "ada"], ["why", "ada"], ["review"], ["check", "--all"]):
        run(["--vault", str(tmp_path), *command])
    out, err = capsys.readouterr()

    assert "\x1b" not in out + err
    assert "\u202e" not in out + err
