"""Processes measured, and rows that hold figures beside their yardstick.

In: command lines, figures. Out: `Run` for a process, `Row` for the table, the table as Markdown.
Not known here: what is measured, and pnm.

Medians are printed, and the least in brackets. A ratio of CPU time stands beside the ratio by the
clock: on a busy machine the one is lengthened, the other hardly.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any, Final

LONGEST_SECONDS: Final = 1_200.0
_KB_A_MB: Final = 1_000_000 if sys.platform == "darwin" else 1_000
"""`ru_maxrss` counts bytes on macOS and kilobytes elsewhere."""
_SAMPLE_SECONDS: Final = 0.1

Command = Sequence[str]
Pick = Callable[[Sequence[float]], float]


class FailedError(Exception):
    """Something could not be measured."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took.

    Attributes:
        wall: Seconds by the clock.
        cpu: Seconds on processors, of the process and of those that it began; 0 where not known.
        peak_mb: Memory at the peak. `run` says whether of one process or of all together.
        told: The JSON object that the process printed, if it printed one.
    """

    wall: float
    cpu: float = 0.0
    peak_mb: float = 0.0
    told: dict[str, Any] = field(default_factory=dict)

    def times(self, factor: float) -> Run:
        """Return what so many times the work would take."""
        return Run(self.wall * factor, self.cpu * factor, self.peak_mb * factor)


def run(
    arguments: Command,
    environment: dict[str, str] | None = None,
    *,
    seconds: float = LONGEST_SECONDS,
    together: bool = False,
) -> Run:
    """Run a process to its end.

    Args:
        arguments: The command line.
        environment: All variables; None for those of this process.
        seconds: It is killed after so long.
        together: Take the memory of the process and its children together, ten times a second,
            instead of that of the largest one.

    Returns:
        What it took.

    Raises:
        FailedError: It cannot be begun, or did not end with 0.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begun = time.perf_counter()
        try:
            process = subprocess.Popen(arguments, stdout=out, stderr=err, env=environment)
        except OSError as exc:
            raise FailedError(str(exc)) from exc
        timer = threading.Timer(seconds, process.kill)
        timer.start()
        with _memory(process.pid, together=together) as samples:
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - begun
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if process.returncode:
            late = f" after {seconds:.0f} s" if wall > seconds else ""
            lines = err.read().decode("utf-8", "replace").strip().splitlines()
            raise FailedError(f"exit code {process.returncode}{late}: {lines[-1] if lines else ''}")
        peak = max([used.ru_maxrss / _KB_A_MB, *samples])
        return Run(wall, used.ru_utime + used.ru_stime, peak, _object(out.read(1_000_000)))


def _object(told: bytes) -> dict[str, Any]:
    try:
        value = json.loads(told)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


@contextlib.contextmanager
def _memory(pid: int, *, together: bool) -> Iterator[list[float]]:
    """Give the list that is filled with the memory of a process and its children, in MB."""
    samples: list[float] = []
    ended = threading.Event()

    def sample() -> None:
        while not ended.wait(_SAMPLE_SECONDS):
            samples.append(sum(map(_own_share, _family(pid))) / 1_000)

    thread = threading.Thread(target=sample, daemon=True)
    if together:
        thread.start()
    yield samples
    ended.set()
    if together:
        thread.join()


def _family(pid: int) -> Iterator[int]:
    yield pid
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in tasks.read_text().split():
                yield from _family(int(child))


def _own_share(pid: int) -> int:
    """Return a process's memory in kB; what it shares with others is divided among them."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def p99(values: Sequence[float]) -> float:
    """Return the value that one in a hundred exceeds."""
    return sorted(values)[max(0, -(-len(values) * 99 // 100) - 1)]


@dataclass(slots=True)
class Row:
    """One line of the table.

    Attributes:
        what: What is measured.
        yardstick: What it is measured against.
        reach: The ratio to reach; None for none.
        most: A limit instead of a ratio, in the row's unit.
        figure: Which figure of the runs the row is about: `wall`, `cpu` or `peak_mb`.
        unit: What it counts: `s`, `MB`, or `times`.
        pick: The median, or `p99`.
        ours, theirs: The figures.
        fault: Why there are none.
        note: What else was seen.
    """

    what: str
    yardstick: str = ""
    reach: float | None = None
    most: float | None = None
    figure: str = "wall"
    unit: str = "s"
    pick: Pick = median
    ours: list[Run] = field(default_factory=list)
    theirs: list[Run] = field(default_factory=list)
    fault: str = ""
    note: str = ""

    def of(self, runs: list[Run], figure: str = "", pick: Pick | None = None) -> float:
        """Return the median, or another pick, of one figure."""
        return (pick or self.pick)([getattr(run, figure or self.figure) for run in runs])

    def ratio(self, figure: str = "", pick: Pick | None = None) -> float | None:
        """Return ours in theirs; None where there is nothing to divide by."""
        if not (self.ours and self.theirs):
            return None
        ours, theirs = self.of(self.ours, figure, pick), self.of(self.theirs, figure, pick)
        return ours / theirs if theirs and ours else None

    @property
    def reached(self) -> bool | None:
        """Whether the goal is reached; None where there is none, or no figure."""
        if self.most is not None and self.ours:
            return self.of(self.ours) <= self.most
        ratio = self.ratio()
        return None if self.reach is None or ratio is None else ratio <= self.reach

    def as_json(self) -> dict[str, Any]:
        """Return all that is known of the row."""
        return {
            "what": self.what,
            "yardstick": self.yardstick,
            "ratio": self.ratio(),
            "cpu_ratio": self.ratio("cpu") if self.unit == "s" else None,
            "goal": self.most if self.reach is None else self.reach,
            "reached": self.reached,
            "fault": self.fault,
            "note": self.note,
            "ours": [[run.wall, run.cpu, run.peak_mb] for run in self.ours],
            "theirs": [[run.wall, run.cpu, run.peak_mb] for run in self.theirs],
        }


def in_turns(row: Row, times: int, ours: Callable[[], Run], theirs: Callable[[], Run]) -> Row:
    """Fill a row: the yardstick, then ours, so many times; a failure ends it and stands in it."""
    try:
        for _ in range(times):
            row.theirs.append(theirs())
            row.ours.append(ours())
    except FailedError as exc:
        row.fault = str(exc)
    print(f"| {' | '.join(_cells(row))} |", file=sys.stderr, flush=True)
    return row


# -- the table ---------------------------------------------------------------------------------

_HEAD: Final = (
    "| what | took | yardstick | took | ratio | of CPU time | to reach | reached |\n"
    "|---|---|---|---|---|---|---|---|"
)


def table(rows: Sequence[Row]) -> str:
    """Return the rows as Markdown."""
    return "\n".join([_HEAD, *(f"| {' | '.join(_cells(row))} |" for row in rows)])


def _cells(row: Row) -> list[str]:
    if row.fault or not row.ours:
        why = " ".join((row.fault or "nothing was measured").replace("|", "/").split())
        return [row.what, f"not measured: {why}", row.yardstick, "", "", "", _goal(row), "no"]
    reached = {True: "yes", False: "**no**", None: ""}[row.reached]
    return [
        row.what + (f" ({row.note})" if row.note else ""),
        _amount(row, row.ours),
        row.yardstick,
        _amount(row, row.theirs),
        _ratio(row, ""),
        _ratio(row, "cpu") if row.unit == "s" and row.figure == "wall" else "",
        _goal(row),
        reached,
    ]


def _amount(row: Row, runs: list[Run]) -> str:
    if not runs:
        return ""
    if row.unit != "s":
        return f"{row.of(runs, pick=max):.0f} {row.unit}"
    middle, least = row.of(runs), row.of(runs, pick=min)
    few = len(runs) < 2 or row.pick is not median
    if middle < 0.1:
        return f"{middle * 1e3:.3g} ms" + ("" if few else f" ({least * 1e3:.3g})")
    return f"{middle:.2f} s" + ("" if few else f" ({least:.2f})")


def _ratio(row: Row, figure: str) -> str:
    middle, least = row.ratio(figure), row.ratio(figure, min)
    if middle is None:
        return ""
    bold = "" if figure else "**"
    few = least is None or len(row.ours) < 2 or row.pick is not median
    return f"{bold}{middle:.2f}{bold}" + ("" if few else f" ({least:.2f})")


def _goal(row: Row) -> str:
    if row.most is not None:
        return f"≤ {row.most * 1e3:g} ms" if row.unit == "s" else f"≤ {row.most:g} {row.unit}"
    return "" if row.reach is None else f"≤ {row.reach:g}"
