"""No note, however bad, costs more than a second, 200 MB or a word: 0 tracebacks, 0 signals.

`PNM_BAD_NOTES=5000 pytest tests/proofs/test_bad_notes.py` repeats the full count.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from proofs.bad_notes import bad_notes
from proofs.counts import count
from proofs.vaults import chance_of, start

NOTES = count("PNM_BAD_NOTES", 850)
AT_ONCE = 170
MOST_SECONDS = 1.0
MOST_MEGABYTES = 200
MEASURE = Path(__file__).with_name("measure.py")
GOOD = "---\ntype: person\nname: Good\n---\n- 2026-02-03 call: fine\n"
COMMANDS = (
    ["check"],
    ["list", "--json"],
    ["due"],
    ["review"],
    ["review", "--format", "html"],
    ["find", "fine"],
    ["show", "Good", "--json"],
)


def batches():
    rows = []
    for row in bad_notes(NOTES, chance_of("bad notes")):
        rows.append(row)
        if len(rows) == AT_ONCE:
            yield rows
            rows = []
    if rows:
        yield rows


def write(folder, rows):
    """Write notes into a new vault; return their names by path."""
    folder.mkdir()
    (folder / "Good.md").write_text(GOOD)
    names = {}
    for number, (name, data) in enumerate(rows):
        path = f"{number:03} {re.sub(r'[^a-z0-9]+', ' ', name.lower())[:60].strip()}.md"
        (folder / path).write_bytes(data)
        names[path] = name
    return names


def costs(vault, paths):
    """Yield what each note costs; a note that ends the process is told as such."""
    waiting = list(paths)
    while waiting:
        done = subprocess.run(
            [sys.executable, str(MEASURE), str(vault)],
            input="\n".join(waiting),
            capture_output=True,
            text=True,
            check=False,
        )
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        finished = [row for row in rows if "path" in row]
        yield from finished
        if len(finished) == len(waiting):
            return
        culprit = rows[-1]["begun"]
        yield {"path": culprit, "ended": done.returncode, "told": done.stderr[-500:]}
        waiting = waiting[len(finished) + 1 :]


def excess(row, before):
    """Say what is wrong with the cost of a note; `before` is the process's size before it."""
    if "ended" in row:
        return f"ended the process ({row['ended']}): {row['told']}"
    if row["read"] != 1:
        return "is not in the index"
    if row["seconds"] > MOST_SECONDS:
        return f"took {row['seconds']:.2f} s"
    if row["megabytes"] > MOST_MEGABYTES and row["megabytes"] > before:
        return f"took {row['megabytes']:.0f} MB"
    return ""


def faults_of(vault, names):
    """Yield the name of each note that costs too much, and what it does."""
    before = 0
    for row in costs(vault, names):
        what = excess(row, before)
        before = max(before, row.get("megabytes", 0)) if "megabytes" in row else 0
        if what and what.startswith("took") and "MB" in what:
            (again,) = costs(vault, [row["path"]])  # alone, without what the others left behind
            what = excess(again, 0)
        if what:
            yield f"{names[row['path']]}: {what}"


def test_no_note_costs_more_than_a_second_or_200_megabytes(tmp_path):
    faults = []
    for number, rows in enumerate(batches()):
        vault = tmp_path / f"vault{number}"
        names = write(vault, rows)
        found = list(faults_of(vault, names))
        faults += found
        faults += [f"batch {number}: {fault}" for fault in faults_of_commands(vault, tmp_path)]
        for path in names:
            (vault / path).unlink()
    assert faults == []


def faults_of_commands(vault, tmp_path):
    """Yield each command that does not answer as it should."""
    cache = tmp_path / f"cache of {vault.name}"
    for command in COMMANDS:
        with start(vault, cache, command) as process:
            out, err = process.communicate(timeout=300)
        if process.returncode not in ({0, 1} if command == ["check"] else {0}):
            yield f"{command} ended with {process.returncode}: {err.decode()[-800:]}"
        if b"Traceback" in out + err:
            yield f"{command}: {err.decode()[-800:]}"
        if b"\x1b[2J" in out + err:
            yield f"{command} printed a control sequence"
        if command[:2] == ["show", "Good"] and b"2026-02-03" not in out:
            yield f"{command} does not know Good"


@pytest.mark.slow
def test_a_huge_file_is_read_in_part(tmp_path):
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "Good.md").write_text(GOOD)
    with (vault / "Sparse.md").open("wb") as file:
        file.write(GOOD.replace("Good", "Sparse").encode())
        file.truncate(1_000_000_000)
    with (vault / "Text.md").open("wb") as file:
        file.write(GOOD.replace("Good", "Text").encode())
        for _ in range(60):
            file.write(b"2026-01-01 call: [[Good]] and so on\n" * 30_000)

    names = {path: path for path in ("Sparse.md", "Text.md")}
    assert list(faults_of(vault, names)) == []
    assert list(faults_of_commands(vault, tmp_path)) == []


def test_folders_500_deep_are_walked(tmp_path):
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "Good.md").write_text(GOOD)
    deep = vault.joinpath(*["d"] * 500)
    deep.mkdir(parents=True)
    (deep / "Deep.md").write_text(GOOD.replace("Good", "Deep"))

    assert list(faults_of_commands(vault, tmp_path)) == []
    with start(vault, tmp_path / "cache of vault", ["show", "Deep", "--json"]) as process:
        out, _ = process.communicate(timeout=60)
    assert json.loads(out)["name"] == "Deep"
