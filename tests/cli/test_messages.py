"""What is told beside the answer, and how."""

import pytest

from pnm.cli import run


@pytest.fixture
def vault(tmp_path):
    (tmp_path / "Ada.md").write_text("---\ntype: person\n---\n- 2026-02-03 call: the lighthouse\n")
    return tmp_path


def pnm(vault, capsys, *arguments):
    code = run(["--vault", str(vault), "--as-of", "2026-03-02", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_doctor_tells_a_wrong_configuration_once(vault, capsys):
    (vault / ".pnm").mkdir()
    (vault / ".pnm" / "config.toml").write_text("[circle.friends]\n")

    _, out, err = pnm(vault, capsys, "doctor")

    assert out.count("unknown key 'circle'") == 1
    assert err == ""


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["show", "Ada"], "(1 time in all)"),
        (["why", "Ada"], "Ada: 1 time counted"),
        (["check"], "1 error, 0 warnings; 1 hint more with --all"),
    ],
    ids=["show", "why", "check"],
)
def test_one_of_a_thing_is_said_as_one(vault, capsys, command, said):
    (vault / "Bob.md").write_text("---\ntype: person\nbirthday: soon\nfriend: Cy\n---\n")

    assert said in pnm(vault, capsys, *command)[1]


def test_why_shows_the_newest_20_and_says_how_many_more_there_are(vault, capsys):
    days = "".join(f"- 2026-01-{day:02} call\n" for day in range(1, 26))
    (vault / "Ada.md").write_text(f"---\ntype: person\n---\n{days}")

    _, short, _ = pnm(vault, capsys, "why", "Ada")
    _, whole, _ = pnm(vault, capsys, "why", "Ada", "--all")

    assert (short.count("Ada.md:"), whole.count("Ada.md:")) == (20, 25)
    assert "… and 5 older; --all shows them" in short
    assert "older" not in whole


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("monthly", "every month"),
        ("yearly", "every year"),
        ("3 weeks..6 weeks", "every 3 weeks, at the longest 6 weeks"),
        ("never", "never to be reminded"),
    ],
)
def test_the_card_says_a_wish_as_it_was_wished(vault, capsys, written, said):
    (vault / "Ada.md").write_text(f"---\ntype: person\ncontact_every: {written}\n---\n")

    assert f"wish:      {said} (Ada.md:3)" in pnm(vault, capsys, "show", "Ada")[1]


@pytest.mark.parametrize("options", [["--dry-run"], ["--write", "--dry-run"]], ids=" ".join)
def test_a_dry_run_shows_what_would_be_written(vault, capsys, options):
    _, out, _ = pnm(vault, capsys, "review", *options)

    assert out.startswith("--- /dev/null\n+++ b/Reviews/2026-W10.md\n")
    assert not (vault / "Reviews").exists()


@pytest.mark.parametrize("options", [["--json"], ["--format", "html"]], ids=" ".join)
def test_a_note_in_another_format_than_markdown_is_refused(vault, capsys, options):
    code, _, err = pnm(vault, capsys, "review", "--write", *options)

    assert code == 2
    assert "a note is Markdown" in err
    assert not (vault / "Reviews").exists()
