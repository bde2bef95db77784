"""Measure pnm beside its yardsticks, and print the ratios.

In: how many contacts. Out: a Markdown table for `docs/benchmarks.md`, or all figures as JSON.
Not known here: how pnm works; it is run as `python -m pnm`, by the Python that runs this.

Run it with `python tests/benchmarks/run.py`; with `--scale 100000` it measures a vault of that size
too, against so many times the figures of the first. Every figure is of a whole process, start and
end included, unless its row says otherwise. Each runs in turns with its yardstick, so that a busy
machine slows both. Files are in the page cache; "cold" is an empty index.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import watching
from measure import FailedError, Row, Run, in_turns, run, table

import plugins

HERE: Final = Path(__file__).resolve().parent
PYTHON: Final = sys.executable
AS_OF: Final = "2026-11-20"
MOST_MB: Final = 600
_BEGIN: Final = "`import click, sqlite3` and the walk"


@dataclass(frozen=True, slots=True)
class Subject:
    """One generated vault with its index, and how often each thing is measured on it."""

    vault: Path
    cache: Path
    cold: int
    warm: int
    files: int

    @property
    def environment(self) -> dict[str, str]:
        """All variables for a process that shall use this index."""
        there = {name: value for name, value in os.environ.items() if name != "PNM_VAULT"}
        return {**there, "PNM_CACHE_DIR": str(self.cache)}

    def people(self) -> list[Path]:
        """Return the notes of people, spread over the vault so that neighbours are far apart."""
        found = sorted((self.vault / "People").rglob("*.md"))
        return [note for start in range(97) for note in found[start::97]]

    def pnm(self, *arguments: str, together: bool = False) -> Run:
        """Run pnm on this vault, as of the newest day in it."""
        command = [PYTHON, "-m", "pnm", "--vault", str(self.vault), *arguments]
        return run(command, self.environment, together=together)

    def yardstick(self, which: str) -> Run:
        """Run a yardstick on this vault, or on its index."""
        folder = self.cache if which == "rows" else self.vault
        return run([PYTHON, str(HERE / "yardstick.py"), which, str(folder)], self.environment)

    def forget(self) -> None:
        """Throw the index away."""
        shutil.rmtree(self.cache, ignore_errors=True)


def log(what: str) -> None:
    """Say on stderr what is measured now."""
    print(f"{what} …", file=sys.stderr, flush=True)


# -- one vault ---------------------------------------------------------------------------------


def cold(subject: Subject) -> Row:
    """Measure the first index."""
    row = Row("cold index, whole command", "one core: read and `CSafeLoader`", reach=0.9)

    def ours() -> Run:
        subject.forget()
        return subject.pnm("index", together=True)

    return in_turns(row, subject.cold, ours, lambda: subject.yardstick("parse"))


def commands(subject: Subject) -> Iterator[Row]:
    """Measure what a user types, with the index there; before each row, once without counting."""
    people = itertools.cycle(subject.people())
    begin = ("start", _BEGIN)

    def row(
        what: str,
        yardstick: tuple[str, str],
        ours: Callable[[], Run],
        reach: float | None = None,
    ) -> Row:
        log(what)
        made = Row(what, yardstick[1], reach)
        try:
            ours()
        except FailedError as exc:
            made.fault = str(exc)
            return made
        return in_turns(made, subject.warm, ours, lambda: subject.yardstick(yardstick[0]))

    def asked(*arguments: str) -> Callable[[], Run]:
        return lambda: subject.pnm("--as-of", AS_OF, *arguments)

    yield row("`pnm due`", begin, asked("due"), 2.0)
    yield row(
        "`pnm show NAME`, another each time",
        begin,
        lambda: subject.pnm("--as-of", AS_OF, "show", next(people).stem),
        2.0,
    )
    yield row("`pnm list`", begin, asked("list"))
    yield row("`pnm review`", ("rows", "load the rows, empty template"), asked("review"), 3.0)
    yield row("`pnm index`, nothing changed", begin, asked("index"))
    with _saving(subject) as save:
        for command in ("index", "due"):
            what = f"`pnm {command}`, one note saved before"
            yield row(what, begin, save(asked(command)))


@contextlib.contextmanager
def _saving(subject: Subject) -> Iterator[Callable[[Callable[[], Run]], Callable[[], Run]]]:
    """Give a function that puts a saved note before a command; in the end the note is as before."""
    note = subject.people()[1]
    kept = note.read_bytes()

    def save(command: Callable[[], Run]) -> Callable[[], Run]:
        def both() -> Run:
            note.write_bytes(note.read_bytes() + f"- {AS_OF} call: saved\n".encode())
            return command()

        return both

    try:
        yield save
    finally:
        note.write_bytes(kept)


def help_row(subject: Subject, times: int) -> Row:
    """Measure the shortest command; it remembers what plugins declare."""
    row = Row("`pnm --help`", '`python -c "import click"`', reach=1.5)
    return in_turns(
        row,
        times,
        lambda: run([PYTHON, "-m", "pnm", "--help"], subject.environment),
        lambda: run([PYTHON, "-c", "import click"]),
    )


def inside(subject: Subject, which: str, turns: int) -> Iterator[Row]:
    """Measure inside one process; see `inside.py`."""
    log(f"inside a process: {which}")
    names = {
        "warm": ("warm check inside the process", "walk and `lstat`", 1.6),
        "find": ("search, top 20", "the bare query", 2.0),
    }
    what, yardstick, reach = names[which]
    command = [PYTHON, str(HERE / "inside.py"), which, str(subject.vault), str(subject.cache)]
    try:
        told = run([*command, "--turns", str(turns)], subject.environment).told["rows"]
    except FailedError as exc:
        yield Row(what, yardstick, reach, fault=str(exc))
        return
    for row in told:
        word = f": `{row['word']}`, in {row['notes']:,} notes" if "word" in row else ""
        ours, theirs = ([Run(*times) for times in row[whose]] for whose in ("ours", "theirs"))
        yield Row(what + word, yardstick, reach, ours=ours, theirs=theirs)


# -- two vaults --------------------------------------------------------------------------------


def compared(small: list[Row], big: list[Row], factor: float) -> Iterator[Row]:
    """Yield the rows of the big vault against so many times those of the small."""
    before = {row.what: row for row in small}
    for row in big:
        there = before.get(row.what)
        if there is None:
            continue
        yield Row(
            row.what,
            f"{factor:g} × the smaller vault's",
            1.2,
            ours=row.ours,
            theirs=[run.times(factor) for run in there.ours],
            fault=row.fault or there.fault,
        )


def memory(subject: Subject, first: Row) -> Iterator[Row]:
    """Yield the memory at the peak: of the first index, and of the first questions after it."""
    limit = Row("", figure="peak_mb", unit="MB", most=MOST_MB)
    what = "peak memory, cold index, all processes together"
    yield replace(limit, what=what, ours=first.ours, fault=first.fault)
    if first.fault:
        return
    aside = subject.cache.with_name(f"{subject.cache.name}-aside")
    shutil.copytree(subject.cache, aside)
    for command in ("review", "due"):
        log(f"memory of {command}")
        row = replace(limit, what=f"peak memory, first `pnm {command}` after it", ours=[])
        try:
            subject.forget()
            shutil.copytree(aside, subject.cache)
            row.ours.append(subject.pnm("--as-of", AS_OF, command, together=True))
            row.note = f"in {row.ours[0].wall:.1f} s"
        except FailedError as exc:
            row.fault = str(exc)
        yield row
    shutil.rmtree(aside)


# -- all of it ---------------------------------------------------------------------------------


def _subject(given: argparse.Namespace, folder: Path, contacts: int, often: int) -> Subject:
    vault = given.vault if given.vault and contacts == given.contacts else folder / f"v{contacts}"
    if not vault.exists():
        log(f"making {contacts:,} contacts")
        size = ["--contacts", str(contacts), "--seed", str(given.seed)]
        subprocess.run([PYTHON, HERE / "generate.py", vault, *size], check=True, stdout=sys.stderr)
    files = sum(1 for _ in vault.rglob("*.md"))
    few = max(1, given.cold // often), max(1, given.warm // often)
    return Subject(vault, folder / f"cache{contacts}", *few, files)


def _one(subject: Subject, given: argparse.Namespace, folder: Path) -> dict[str, list[Row]]:
    log(f"cold index of {subject.files:,} files")
    first = cold(subject)
    turns = 3 if given.quick else 15
    rows = [first, *inside(subject, "warm", turns), *commands(subject)]
    sections = {"": [*rows, help_row(subject, subject.warm), *inside(subject, "find", turns)]}
    if first.ours and not given.no_watch:
        log("watching")
        share = Run(
            first.of(first.ours) / subject.files, first.of(first.ours, "cpu") / subject.files
        )
        many = 50 if given.quick else 1_000
        sections["while watching"] = watching.rows(
            subject.vault,
            folder,
            subject.environment,
            saves=given.saves,
            share=share,
            many=many,
        )
    log("plugins")
    sections |= plugins.sections(folder / "plugins", subject.warm)
    sections["memory"] = [next(memory(subject, first))]
    return sections


def _big(given: argparse.Namespace, folder: Path, small: list[Row]) -> dict[str, list[Row]]:
    subject = _subject(given, folder, given.scale, 3)
    factor = given.scale / given.contacts
    log(f"cold index of {subject.files:,} files")
    first = cold(subject)
    peaks = list(memory(subject, first))
    warm = list(inside(subject, "warm", 5))
    rows = [first, *warm, *commands(subject)]
    search = list(inside(subject, "find", 5))
    contacts = f"{given.scale:,} contacts"
    return {
        f"{contacts} beside {given.contacts:,}": list(compared(small, rows, factor)),
        f"{contacts} beside the yardsticks": [first, *warm, *search],
        f"{contacts}, memory": peaks,
    }


def _machine() -> dict[str, Any]:
    return {
        "python": platform.python_version(),
        "system": platform.system(),
        "processor": platform.machine(),
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0],
    }


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description="Measure pnm beside its yardsticks.")
    parser.add_argument("--contacts", type=int, default=10_000)
    parser.add_argument("--scale", type=int, metavar="N", help="measure N contacts as well")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--vault", type=Path, help="measure a generated vault that is there")
    parser.add_argument("--cold", type=int, default=3, help="how often the cold index")
    parser.add_argument("--warm", type=int, default=9, help="how often each command")
    parser.add_argument("--saves", type=int, default=100, help="how many notes are saved")
    parser.add_argument("--no-watch", action="store_true", help="leave `pnm watch` out")
    parser.add_argument("--quick", action="store_true", help="200 contacts, once each")
    parser.add_argument("--json", action="store_true", help="print all figures instead")
    given = parser.parse_args()
    if given.quick:
        given.contacts, given.cold, given.warm, given.saves = 200, 1, 1, 5
    machine = _machine()
    with tempfile.TemporaryDirectory(prefix="pnm-benchmark-") as name:
        folder = Path(name)
        subject = _subject(given, folder, given.contacts, 1)
        sections = _one(subject, given, folder)
        if given.scale:
            sections |= _big(given, folder, sections[""])
    if given.json:
        told = {title: [row.as_json() for row in rows] for title, rows in sections.items()}
        print(json.dumps({**machine, "contacts": given.contacts, "sections": told}, indent=2))
    else:
        print(page(machine, given.contacts, subject.files, sections))
    sys.exit(any(row.fault for rows in sections.values() for row in rows))


def page(machine: dict[str, Any], contacts: int, files: int, sections: dict[str, list[Row]]) -> str:
    """Return the tables with what they were measured on."""
    head = (
        f"{contacts:,} contacts and {files - contacts:,} other notes; Python {machine['python']}, "
        f"{machine['system']}, {machine['cores']} cores, load {machine['load']:.1f} before and "
        f"{os.getloadavg()[0]:.1f} after. Medians, in brackets the least."
    )
    tables = [
        f"**{title}**\n\n{table(rows)}" if title else table(rows)
        for title, rows in sections.items()
    ]
    return "\n\n".join([head, *tables])


if __name__ == "__main__":
    main()
