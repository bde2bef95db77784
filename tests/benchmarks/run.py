"""Measure pnm beside its yardsticks, and print the ratios.

In: how many contacts. Out: a Markdown table for `docs/benchmarks.md`, or all figures as JSON.
Not known here: how pnm works; it is run as `python -m pnm`, by the Python that runs this.

Run it with `python tests/benchmarks/run.py --contacts 10000`. Every figure is of a whole process,
start and end included, unless its row says otherwise. Each command runs in turns with its
yardstick, so that a busy machine slows both. Files are in the page cache; "cold" is an empty index.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any, Final

HERE: Final = Path(__file__).resolve().parent
PYTHON: Final = sys.executable
AS_OF: Final = "2026-11-20"
_LONGEST_SECONDS: Final = 1_200.0
_KB_A_MB: Final = 1_000_000 if sys.platform == "darwin" else 1_000
"""`ru_maxrss` counts bytes on macOS and kilobytes elsewhere."""


class FailedError(Exception):
    """A process did not end well."""


@dataclass(frozen=True, slots=True)
class Run:
    """One process: its time by the clock, its time on the processor, its memory at the peak.

    `inside` is what the process itself says that its work took; 0 where it does not say.
    """

    wall: float
    cpu: float
    peak_mb: float
    inside: float


@dataclass(frozen=True, slots=True)
class Case:
    """A command and its yardstick.

    Attributes:
        name: What is measured.
        yardstick: What it is measured against.
        ours, theirs: The two command lines.
        reach: The ratio to reach; None for none.
        repeat: How often.
        inside: Compare what the processes say of their work instead of whole processes.
        before: Called before each run of ours.
    """

    name: str
    yardstick: str
    ours: list[str]
    theirs: list[str]
    reach: float | None = None
    repeat: int = 10
    inside: bool = False
    before: Callable[[], object] | None = None


@dataclass(slots=True)
class Measured:
    """What came of a case; `fault` where a process did not end well."""

    name: str
    yardstick: str
    reach: float | None
    inside: bool
    ours: list[Run] = field(default_factory=list)
    theirs: list[Run] = field(default_factory=list)
    fault: str = ""

    def ratio(self, figure: str, pick: Callable[[list[float]], float] = median) -> float:
        """Return ours in theirs, of one figure."""
        return self.of(self.ours, figure, pick) / self.of(self.theirs, figure, pick)

    def of(self, runs: list[Run], figure: str, pick: Callable[[list[float]], float]) -> float:
        """Return the median or another pick of one figure."""
        return pick([getattr(run, figure) for run in runs])


def run(arguments: list[str], environment: dict[str, str]) -> Run:
    """Run a process to its end.

    Args:
        arguments: The command line.
        environment: All variables.

    Returns:
        What it took.

    Raises:
        FailedError: It did not end with 0.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begun = time.perf_counter()
        process = subprocess.Popen(arguments, stdout=out, stderr=err, env=environment)
        timer = threading.Timer(_LONGEST_SECONDS, process.kill)
        timer.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if process.returncode:
            lines = err.read().decode("utf-8", "replace").strip().splitlines()
            raise FailedError(f"exit code {process.returncode}: {lines[-1] if lines else ''}")
        peak = used.ru_maxrss / _KB_A_MB
        return Run(wall, used.ru_utime + used.ru_stime, peak, _inside(out.read(100_000)))


def _inside(told: bytes) -> float:
    try:
        value = json.loads(told)
    except ValueError:
        return 0.0
    return float(value.get("seconds", 0.0)) if isinstance(value, dict) else 0.0


def measure(case: Case, environment: dict[str, str]) -> Measured:
    """Run a case and its yardstick in turns."""
    measured = Measured(case.name, case.yardstick, case.reach, case.inside)
    try:
        for _ in range(case.repeat):
            measured.theirs.append(run(case.theirs, environment))
            if case.before:
                case.before()
            measured.ours.append(run(case.ours, environment))
    except FailedError as exc:
        measured.fault = str(exc)
    return measured


def cases(vault: Path, cache: Path, *, cold: int, warm: int) -> Iterator[Case]:
    """Yield what is measured, in an order in which each finds the index that it needs."""
    note = _some_note(vault)
    parse, walk, start = (
        [PYTHON, str(HERE / "yardstick.py"), which, str(vault)]
        for which in ("parse", "walk", "start")
    )
    rows = [PYTHON, str(HERE / "yardstick.py"), "rows", str(cache)]
    begin = "`import click, sqlite3` and the walk"
    index = [*_pnm(vault), "index", "--json"]
    asked = [*_pnm(vault), "--as-of", AS_OF]

    def forget() -> None:
        shutil.rmtree(cache, ignore_errors=True)

    def save() -> None:
        note.write_bytes(note.read_bytes() + f"- {AS_OF} call: saved\n".encode())

    yield Case("cold index", "read and `CSafeLoader`", index, parse, 0.9, cold, before=forget)
    yield Case("`pnm index`, nothing changed", begin, index, start, repeat=warm)
    yield Case("the same, inside the process", "walk and `lstat`", index, walk, 1.6, warm, True)
    yield Case("one saved note, then `pnm index`", begin, index, start, repeat=warm, before=save)
    yield Case("`pnm due`", begin, [*asked, "due"], start, 2.0, warm)
    yield Case("`pnm show NAME`", begin, [*asked, "show", note.stem], start, 2.0, warm)
    yield Case("`pnm list`", begin, [*asked, "list"], start, repeat=warm)
    yield Case("`pnm review`", "load the rows, empty template", [*asked, "review"], rows, 3.0, warm)
    yield Case(
        "`pnm --help`",
        '`python -c "import click"`',
        [PYTHON, "-m", "pnm", "--help"],
        [PYTHON, "-c", "import click"],
        1.5,
        warm,
    )


def _pnm(vault: Path) -> list[str]:
    return [PYTHON, "-m", "pnm", "--vault", str(vault)]


def _some_note(vault: Path) -> Path:
    people = sorted((vault / "People").rglob("*.md"))
    return people[len(people) // 2]


def table(measured: list[Measured]) -> str:
    """Return the rows as Markdown: seconds as median and least, ratios of medians and of leasts."""
    lines = [
        "| what | seconds | yardstick | seconds | ratio | CPU ratio | reach |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in measured:
        if row.fault:
            lines.append(f"| {row.name} | failed: {row.fault} | {row.yardstick} | | | | |")
            continue
        figure = "inside" if row.inside else "wall"
        reach = f"≤ {row.reach}" if row.reach else ""
        cpu = "" if row.inside else f"{row.ratio('cpu'):.2f} ({row.ratio('cpu', min):.2f})"
        lines.append(
            f"| {row.name} | {_seconds(row, row.ours, figure)} | {row.yardstick} "
            f"| {_seconds(row, row.theirs, figure)} "
            f"| **{row.ratio(figure):.2f}** ({row.ratio(figure, min):.2f}) | {cpu} | {reach} |"
        )
    return "\n".join(lines)


def _seconds(row: Measured, runs: list[Run], figure: str) -> str:
    return f"{row.of(runs, figure, median):.3f} ({row.of(runs, figure, min):.3f})"


def page(told: dict[str, Any], measured: list[Measured]) -> str:
    """Return the table with what it was measured on, and the memory."""
    peaks = [
        f"{row.name} {max(r.peak_mb for r in row.ours):.0f} MB"
        f" (yardstick {max(r.peak_mb for r in row.theirs):.0f} MB)"
        for row in measured
        if row.ours and not row.inside
    ]
    return (
        f"{told['contacts']:,} contacts and {told['others']:,} other notes; Python "
        f"{told['python']}, {told['cores']} cores; load {told['load'][0]:.1f} before and "
        f"{told['load'][1]:.1f} after. Medians, in brackets the least; ratios of medians, in "
        f"brackets of the least.\n\n{table(measured)}\n\nPeak memory: {'; '.join(peaks)}."
    )


def _benchmark(given: argparse.Namespace, folder: Path) -> tuple[dict[str, Any], list[Measured]]:
    vault = given.vault or folder / "vault"
    if given.vault is None:
        size = ["--contacts", str(given.contacts), "--seed", str(given.seed)]
        subprocess.run([PYTHON, HERE / "generate.py", vault, *size], check=True, stdout=sys.stderr)
    cache = folder / "cache"
    environment = {**os.environ, "PNM_CACHE_DIR": str(cache)}
    environment.pop("PNM_VAULT", None)
    people = sum(1 for _ in (vault / "People").rglob("*.md"))
    note = _some_note(vault)
    kept = note.read_bytes()
    before = os.getloadavg()[0]
    measured = []
    try:
        for case in cases(vault, cache, cold=given.cold, warm=given.warm):
            print(f"{case.name} …", file=sys.stderr, flush=True)
            measured.append(measure(case, environment))
    finally:
        note.write_bytes(kept)
    told = {
        "contacts": people,
        "others": sum(1 for _ in vault.rglob("*.md")) - people,
        "python": platform.python_version(),
        "machine": platform.platform(),
        "cores": os.cpu_count(),
        "load": [before, os.getloadavg()[0]],
    }
    return told, measured


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description="Measure pnm beside its yardsticks.")
    parser.add_argument("--contacts", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--vault", type=Path, help="measure a generated vault that is there")
    parser.add_argument("--cold", type=int, default=3, help="how often the cold index")
    parser.add_argument("--warm", type=int, default=10, help="how often everything else")
    parser.add_argument("--quick", action="store_true", help="500 contacts, once and thrice")
    parser.add_argument("--json", action="store_true", help="print all figures instead")
    given = parser.parse_args()
    if given.quick:
        given.contacts, given.cold, given.warm = 500, 1, 3
    with tempfile.TemporaryDirectory(prefix="pnm-benchmark-") as folder:
        told, measured = _benchmark(given, Path(folder))
    if given.json:
        print(json.dumps({**told, "cases": [asdict(row) for row in measured]}, indent=2))
    else:
        print(page(told, measured))
    sys.exit(any(row.fault for row in measured))


if __name__ == "__main__":
    main()
