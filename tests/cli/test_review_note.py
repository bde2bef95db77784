"""The review as a note: ticking a line is logging it, and writing again keeps everything."""

import json
import os
from datetime import datetime, timedelta

import pytest

from pnm.cli import run

CIRCLES = '[circles.friends]\nevery = "3 weeks"\n'
DAY = "2026-03-02"
NOTE = "Reviews/2026-W10.md"


@pytest.fixture
def vault(tmp_path):
    people = tmp_path / "People"
    people.mkdir()
    for name, last in (("Ana", "2026-01-05"), ("Bob", "2026-01-20"), ("Eve", "2026-02-27")):
        task = "- [ ] send the deck to Bob\n" if name == "Bob" else ""
        (people / f"{name}.md").write_text(
            "---\ntype: person\ncircle: friends\ncity: Porto\n---\n"
            f"## Log\n- {last} call: her move\n{task}"
        )
    (tmp_path / ".pnm").mkdir()
    (tmp_path / ".pnm" / "config.toml").write_text(CIRCLES)
    return tmp_path


def pnm(vault, *arguments, day=DAY):
    return run(["--vault", str(vault), "--as-of", day, *arguments])


def read(vault, capsys, *arguments, day=DAY):
    capsys.readouterr()
    assert pnm(vault, *arguments, "--json", day=day) == 0
    return json.loads(capsys.readouterr().out)


def tick(vault, who, *, under="", among="quiet"):
    file = vault / NOTE
    lines = file.read_text("utf-8").splitlines(keepends=True)
    (at,) = [i for i, ln in enumerate(lines) if f"|{who}]]" in ln and among in ln and "[ ]" in ln]
    lines[at] = lines[at].replace("- [ ]", "- [x]") + under
    file.write_text("".join(lines), "utf-8")


def set_day(file, day):
    noon = datetime.fromisoformat(f"{day}T12:00:00").astimezone().timestamp()
    os.utime(file, (noon, noon))


def test_ticking_a_line_logs_it_on_the_day_of_the_review(vault, capsys):
    assert pnm(vault, "review", "--write") == 0
    tick(vault, "Ana", under="    call: she starts on Monday\n")
    set_day(vault / NOTE, "2027-01-01")

    told = read(vault, capsys, "why", "Ana", day="2026-03-03")

    assert told["counted"][0] == {
        "date": "2026-03-02",
        "channel": "call",
        "text": "she starts on Monday",
        "source": told["counted"][0]["source"],
        "rule": "ticked in a review",
    }
    assert told["counted"][0]["source"].startswith(NOTE)


def test_a_tick_counts_on_the_day_the_file_was_saved_within_the_week(vault, capsys):
    pnm(vault, "review", "--write")
    tick(vault, "Ana")
    set_day(vault / NOTE, "2026-03-05")

    told = read(vault, capsys, "show", "Ana", day="2026-03-06")

    assert told["last_contact"]["date"] == "2026-03-05"


def test_the_day_of_a_tick_survives_writing_again(vault, capsys):
    pnm(vault, "review", "--write")
    tick(vault, "Ana")
    set_day(vault / NOTE, "2026-03-04")
    assert pnm(vault, "review", "--write", day="2026-03-06") == 0
    set_day(vault / NOTE, "2026-03-08")

    told = read(vault, capsys, "show", "Ana", day="2026-03-08")

    assert told["last_contact"]["date"] == "2026-03-04"


def test_writing_again_without_changes_changes_no_byte(vault, capsys):
    pnm(vault, "review", "--write")
    before = (vault / NOTE).read_bytes()
    assert pnm(vault, "review", "--write") == 0

    assert (vault / NOTE).read_bytes() == before


def test_writing_again_keeps_ticks_edits_and_free_text(vault, capsys):
    pnm(vault, "review", "--write")
    tick(vault, "Ana", under="  she laughed\n")
    file = vault / NOTE
    text = file.read_text("utf-8")
    mine = text.replace("her move", "HER MOVE TO LISBON").replace(
        "## You met", "My own words.\n\n## You met"
    )
    file.write_text(mine + "and a last line\n", "utf-8")
    kept = [line for line in mine.splitlines() if "[x]" in line or "LISBON" in line]

    assert pnm(vault, "review", "--write", day="2026-03-04") == 0

    lines = file.read_text("utf-8").splitlines()
    for line in [*kept, "  she laughed", "My own words.", "and a last line"]:
        assert lines.count(line) == 1, line


def test_a_ticked_person_is_not_asked_for_again_and_an_unticked_one_is(vault, capsys):
    pnm(vault, "review", "--write")
    tick(vault, "Ana")

    names = [row["name"] for row in read(vault, capsys, "due", "--kind", "reach_out")]

    assert "Bob" in names
    due = {row["name"]: row["due"] for row in read(vault, capsys, "due", "--within", "60")}
    assert due["Ana"] >= "2026-03-23"


def test_ticking_a_promise_keeps_it(vault, capsys):
    assert [r["kind"] for r in read(vault, capsys, "due", "--kind", "promise")] == ["promise"]
    pnm(vault, "review", "--write")
    tick(vault, "Bob", among="send the deck")

    assert read(vault, capsys, "due", "--kind", "promise", day="2026-03-20") == []


def test_an_unticked_line_is_no_contact(vault, capsys):
    pnm(vault, "review", "--write")

    told = read(vault, capsys, "why", "Ana", day="2026-03-03")

    assert [row["date"] for row in told["counted"]] == ["2026-01-05"]
    assert {"an unticked line of a review"} == {row["reason"] for row in told["rejected"]}


def test_a_dry_run_shows_the_note_and_writes_nothing(vault, capsys):
    assert pnm(vault, "review", "--write", "--dry-run") == 0

    assert "+# Weekly review" in capsys.readouterr().out
    assert not (vault / "Reviews").exists()


def test_a_note_that_is_not_utf8_is_left_alone(vault, capsys):
    (vault / "Reviews").mkdir()
    (vault / NOTE).write_bytes("Zoë".encode("cp1252"))

    assert pnm(vault, "review", "--write") == 1

    assert (vault / NOTE).read_bytes() == "Zoë".encode("cp1252")
    assert "not UTF-8" in capsys.readouterr().err


def test_no_other_file_of_the_vault_is_touched(vault):
    before = {p: p.read_bytes() for p in vault.rglob("*") if p.is_file()}
    pnm(vault, "review", "--write")
    pnm(vault, "review", "--write", day="2026-03-05")

    after = {p: p.read_bytes() for p in vault.rglob("*") if p.is_file()}
    assert set(after) - set(before) == {vault / NOTE}
    assert {p: after[p] for p in before} == before


def test_a_week_never_asks_for_more_than_seven(tmp_path, capsys):
    for number in range(12):
        start = datetime(2026, 1, 1) - timedelta(days=number)
        (tmp_path / f"P{number:02}.md").write_text(
            f"---\ntype: person\ncontact_every: 2 weeks\n---\n- {start:%Y-%m-%d} call\n"
        )
    pnm(tmp_path, "review", "--write")
    note = tmp_path / NOTE
    for _ in range(3):
        text = note.read_text("utf-8")
        note.write_text(text.replace("- [ ] [[P", "- [x] [[P", 1), "utf-8")
        pnm(tmp_path, "review", "--write", day="2026-03-03")

    asked = [
        ln for ln in note.read_text("utf-8").splitlines() if "quiet for" in ln and "] [[P" in ln
    ]
    assert len(asked) == 7
    assert sum("[x]" in line for line in asked) == 3


# -- only its own notes ----------------------------------------------------------------------------

MINE = {
    "a plan written by hand": "# Week 10\n\n- [ ] buy a bicycle\n",
    "front matter of one's own": "---\ntype: weekly\ntags: [plan]\n---\nMy week.\n",
    "of another program": "---\ngenerated_by: periodic\nreport: weekly-review\n---\nMy week.\n",
    "no text": "",
    "the first lines only": "---\ngenerated_by: pnm\nreport: monday\n---\nMy week.\n",
}


@pytest.mark.parametrize("text", MINE.values(), ids=MINE)
@pytest.mark.parametrize("how", [(), ("--dry-run",)], ids=["written", "dry run"])
def test_a_note_that_the_review_did_not_make_is_left_alone(vault, capsys, text, how):
    (vault / "Reviews").mkdir()
    (vault / NOTE).write_text(text, "utf-8")

    assert pnm(vault, "review", "--write", *how) == 1

    said = capsys.readouterr()
    assert (vault / NOTE).read_text("utf-8") == text
    assert said.out == ""
    assert said.err.startswith(f"{NOTE} ")
    assert "so nothing is written into it\n    mend: move or rename that file" in said.err


def test_a_note_of_another_report_is_told_by_its_name(vault, capsys):
    pnm(vault, "review", "--write")
    file = vault / NOTE
    other = file.read_text("utf-8").replace("report: weekly-review", "report: monday")
    file.write_text(other, "utf-8")
    capsys.readouterr()

    assert pnm(vault, "review", "--write") == 1

    assert capsys.readouterr().err.startswith(f"{NOTE} is a note of the report monday, so nothing")
    assert file.read_text("utf-8") == other


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("report: weekly-review\n", ""),
        lambda text: text.replace("generated_by: pnm", 'Generated-By: "PNM"'),
        lambda text: text[text.index("---\n", 3) + 4 :],
        lambda text: text[: text.index("<!-- pnm:base")],
        lambda text: "\ufeff" + text.replace("\n", "\r\n"),
        lambda text: text.replace("\n---\n", "\n", 1),
    ],
    ids=[
        "no name of a report",
        "written otherwise",
        "no front matter",
        "no seal",
        "from another system",
        "broken front matter",
    ],
)
def test_a_note_that_lost_some_of_its_marks_is_still_the_review_s(vault, change):
    pnm(vault, "review", "--write")
    file = vault / NOTE
    file.write_bytes(change(file.read_text("utf-8")).encode())

    assert pnm(vault, "review", "--write", day="2026-03-04") == 0
