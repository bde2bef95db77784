"""`pnm watch` measured from outside: a note that is saved, and a thousand that git changes.

In: a generated vault, a folder to work in. Out: rows.
Not known here: how it watches. What it has told of is looked up by a second connection, so that a
line stands for what a reader can see.
"""

from __future__ import annotations

import contextlib
import inspect
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, Any, Final

from measure import FailedError, Row, Run, p99
from yardstick import parse_one

from pnm.watch import Watcher

HERE: Final = Path(__file__).resolve().parent
SETTLE_SECONDS: Final = inspect.signature(Watcher).parameters["settle_ms"].default / 1_000
START_SECONDS: Final = 600.0
TOLD_SECONDS: Final = 60.0
QUIET_SECONDS: Final = 1.5
RACY_SECONDS: Final = 2.1
"""A file that is read sooner than that after its change is read again at the next look."""

Told = tuple[float, dict[str, Any]]


class Child:
    """`pnm watch --json` while it runs, and what it has told, with the instant."""

    def __init__(self, process: subprocess.Popen[bytes], errors: IO[bytes]) -> None:
        """Begin to listen."""
        self._process = process
        self._errors = errors
        self._told: SimpleQueue[Told | None] = SimpleQueue()
        if process.stdout is not None:
            threading.Thread(target=self._listen, args=(process.stdout,), daemon=True).start()

    def next(self, seconds: float = TOLD_SECONDS) -> Told:
        """Return the next line.

        Raises:
            FailedError: There is none in that time, or watching has ended.
        """
        try:
            told = self._told.get(timeout=seconds)
        except Empty:
            raise FailedError(f"`pnm watch` told nothing for {seconds:.0f} s") from None
        if told is None:
            self._errors.seek(0)
            lines = self._errors.read().decode("utf-8", "replace").strip().splitlines()
            raise FailedError(f"`pnm watch` ended: {lines[-1] if lines else 'without a word'}")
        return told

    def cpu(self) -> float:
        """Return the seconds on processors, of it and of its children that have ended.

        Raises:
            FailedError: The system does not say.
        """
        try:
            text = Path(f"/proc/{self._process.pid}/stat").read_text()
        except OSError as exc:
            raise FailedError(str(exc)) from exc
        ticks = text.rpartition(")")[2].split()[11:15]
        return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")

    def _listen(self, lines: IO[bytes]) -> None:
        with contextlib.suppress(ValueError):  # the pipe is closed when all is over
            for line in lines:
                self._told.put((time.perf_counter(), json.loads(line)))
        self._told.put(None)


@contextlib.contextmanager
def watched(vault: Path, environment: dict[str, str], log: Path | None = None) -> Iterator[Child]:
    """Watch a vault; give the child when the watch stands, and end it."""
    program = ["-m", "pnm"] if log is None else [str(HERE / "opened.py"), str(log)]
    command = [sys.executable, *program, "--vault", str(vault), "watch", "--json"]
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=errors, env=environment
        ) as process,
    ):
        try:
            child = Child(process, errors)
            child.next(START_SECONDS)
            yield child
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def rows(
    vault: Path, folder: Path, environment: dict[str, str], *, saves: int, share: Run, many: int
) -> list[Row]:
    """Measure watching.

    Args:
        vault: A generated vault; it is copied.
        folder: To work in.
        environment: All variables.
        saves: How many notes are saved, one after the other.
        share: What the first index takes for one note.
        many: How many notes git changes at once.

    Returns:
        The rows, with what went wrong in them.
    """
    copy, cache = folder / "watched", folder / "watched-cache"
    shutil.copytree(vault, copy)
    people = sum(1 for _ in (copy / "People").rglob("*.md"))
    many, saves = min(many, people), min(saves, people)
    environment = {**environment, "PNM_CACHE_DIR": str(cache)}
    return [
        *_saved(copy, cache, environment, saves),
        *_checked_out(copy, environment, share, many, folder),
    ]


# -- one note ----------------------------------------------------------------------------------


def _saved(vault: Path, cache: Path, environment: dict[str, str], saves: int) -> list[Row]:
    alone = "read and `CSafeLoader` of that note"
    seen = Row("one saved note → a reader sees it, less the settling", alone, reach=10)
    late = Row("the same, the slowest but one in a hundred", alone, most=0.05, pick=p99)
    work = Row("the same, its work alone as `watch` tells it", alone)
    for row in (seen, late, work):
        row.what += f"; {saves} saves" if row is seen else ""
    people = sorted((vault / "People").rglob("*.md"))
    notes = [people[number * len(people) // saves] for number in range(saves)]
    parse_one(str(notes[0]))
    time.sleep(RACY_SECONDS)
    try:
        with watched(vault, environment) as child:
            before = child.cpu()
            for note in notes:
                whole, inside, parsed = _save(child, vault, cache, note)
                seen.ours.append(Run(max(0.0, whole - SETTLE_SECONDS)))
                work.ours.append(Run(inside))
                seen.theirs.append(Run(parsed))
            each = (child.cpu() - before) / saves
    except FailedError as exc:
        for row in (seen, late, work):
            row.fault = str(exc)
        return [seen, late, work]
    late.ours = seen.ours
    late.theirs = work.theirs = seen.theirs
    with_settling = [run.wall + SETTLE_SECONDS for run in seen.ours]
    seen.note = f"settling takes {SETTLE_SECONDS * 1e3:.0f} ms more"
    work.note = f"{each * 1e3:.1f} ms of CPU a save, events and all"
    late.note = f"with settling {p99(with_settling) * 1e3:.0f} ms"
    return [seen, late, work]


def _save(child: Child, vault: Path, cache: Path, note: Path) -> tuple[float, float, float]:
    """Save a note; return the seconds until it is seen, those of the work, those of parsing it."""
    path = note.relative_to(vault).as_posix()
    text = note.read_bytes() + b"- 2026-11-20 call: saved\n"
    note.write_bytes(text)
    begun = time.perf_counter()
    while True:
        told_at, told = child.next()
        if path in told["changed"]:
            break
    if not _visible(cache, path, note.stat()):
        raise FailedError("a second connection does not see what `pnm watch` told")
    parsing = time.perf_counter()
    parse_one(str(note))
    return told_at - begun, told["seconds"], time.perf_counter() - parsing


def _visible(cache: Path, path: str, there: os.stat_result) -> bool:
    (file,) = cache.rglob("*.sqlite3")
    with contextlib.closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as database:
        row = database.execute("SELECT mtime_ns FROM files WHERE path = ?", (path,)).fetchone()
    return bool(row == (there.st_mtime_ns,))


# -- many notes --------------------------------------------------------------------------------


def _checked_out(
    vault: Path, environment: dict[str, str], share: Run, many: int, folder: Path
) -> Iterator[Row]:
    took = Row(
        f"CPU of `pnm watch` while git changes {many:,} notes",
        f"the first index's share for {many:,}",
        reach=1.5,
        figure="cpu",
        theirs=[share.times(many)],
    )
    reads = Row("the same, how often one note is read", most=2, unit="times")
    try:
        changed = _branches(vault, environment, many)
        time.sleep(RACY_SECONDS)
        with watched(vault, environment) as child:
            for branch in ("other", "first", "other"):
                took.ours.append(_checkout(child, vault, environment, branch, changed))
                time.sleep(RACY_SECONDS)
        reads.ours = [_reads(vault, environment, changed, folder / "opened")]
    except FailedError as exc:
        took.fault = took.fault or ("" if took.ours else str(exc))
        reads.fault = str(exc)
    if took.ours:
        took.note = f"all seen {took.of(took.ours, 'wall'):.2f} s after git"
    yield took
    yield reads


def _branches(vault: Path, environment: dict[str, str], many: int) -> set[str]:
    """Put the vault under git, with many notes changed on the branch `other`; return which."""
    people = sorted((vault / "People").rglob("*.md"))
    changed = [people[number * len(people) // many] for number in range(many)]
    _git(vault, environment, "init", "-q")
    _git(vault, environment, "checkout", "-q", "-b", "first")
    _git(vault, environment, "add", "-A")
    _git(vault, environment, "commit", "-q", "-m", "first")
    _git(vault, environment, "checkout", "-q", "-b", "other")
    for note in changed:
        note.write_bytes(note.read_bytes() + b"- 2026-11-20 mail: from the other branch\n")
    _git(vault, environment, "commit", "-q", "-a", "-m", "other")
    _git(vault, environment, "checkout", "-q", "first")
    return {note.relative_to(vault).as_posix() for note in changed}


def _git(vault: Path, environment: dict[str, str], *arguments: str) -> None:
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    name = ["-c", "user.name=Me", "-c", "user.email=me@home.example", "-c", "gc.auto=0"]
    try:
        subprocess.run(
            ["git", "-C", vault, *name, *arguments],
            check=True,
            capture_output=True,
            env=environment | own,
        )
    except (OSError, subprocess.CalledProcessError) as exc:
        raise FailedError(f"git {arguments[0]}: {exc}") from exc


def _checkout(
    child: Child, vault: Path, environment: dict[str, str], branch: str, changed: set[str]
) -> Run:
    """Change a branch; return the time until all is seen, and the child's time on processors."""
    before = child.cpu()
    _git(vault, environment, "checkout", "-q", branch)
    begun = time.perf_counter()
    missing, seen_at = set(changed), begun
    while missing:
        seen_at, told = child.next()
        missing -= {*told["changed"], *told["added"]}
    time.sleep(QUIET_SECONDS)  # what it does after is its work too
    return Run(max(0.0, seen_at - begun), child.cpu() - before)


def _reads(vault: Path, environment: dict[str, str], changed: set[str], log: Path) -> Run:
    """Return how often the note was read that was read most while git changed many."""
    with watched(vault, environment, log) as child:
        log.write_bytes(b"")
        _checkout(child, vault, environment, "first", changed)
    names = {path.rpartition("/")[2] for path in changed}
    times = Counter(name for name in log.read_text("utf-8").split("\n") if name in names)
    if times.keys() != names:
        raise FailedError(f"{len(names - times.keys())} changed notes were never opened")
    return Run(float(max(times.values())))
