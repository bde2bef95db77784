"""A plugin put on trial in a process of its own: whatever it does, there is a verdict.

In: a subject. Out: `Verdict`. Not known here: what the process asks.

It is run twice, with another order of sets and dictionaries' hashes each time, and what the plugin
answers is compared. A process that ends early, or does not come on, is a finding about the hook it
was at; another process goes on without that hook.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any, Final

from pnm.host.children import hand_on
from pnm.trial.canon import told_apart
from pnm.trial.findings import Finding, Verdict
from pnm.trial.source import of_source
from pnm.trial.subjects import Subject

_START: Final = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from pnm.trial.inside import serve; serve()"
)
_FAULT: Final = "fault.txt"
"""Into it, in a folder of its own, the process writes where it was when it crashed."""
_AT: Final = re.compile(r'File "(.+)", line (\d+)')
_WAIT_SECONDS: Final = 30.0
"""So long a process may say nothing; longer than any call it stops itself."""
_ALL_SECONDS: Final = 180.0
_MOST_STARTS: Final = 6
_IMPURE: Final = frozenset({"again", "order"})


@dataclass(slots=True)
class _Told:
    """What a process told."""

    findings: list[Finding] = field(default_factory=list)
    answers: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    hooks: dict[str, tuple[str, int]] = field(default_factory=dict)
    took: dict[str, float] = field(default_factory=dict)
    at: tuple[str, str] = ("starting", "")
    done: bool = False
    fault: str = ""
    trace: str = ""

    def take(self, line: bytes) -> None:
        """Take a line."""
        try:
            ((key, value),) = json.loads(line).items()
        except ValueError:
            return
        if key == "finding":
            self.findings.append(Finding(**value))
        elif key == "answers":
            self.answers[(value[0], value[1])] = value[2]
        elif key == "took":
            self.took[value[0]] = value[1]
        elif key == "hooks":
            self.hooks = {name: (place[0], place[1]) for name, place in value.items()}
        elif key == "at":
            self.at = (value[0], value[1])
        else:
            self.done = True


def tried(subject: Subject, taken: Iterable[str] = ()) -> Verdict:
    """Put a plugin on trial.

    Args:
        subject: The plugin.
        taken: Names of commands that are pnm's own.

    Returns:
        What came of it.
    """
    findings = list(of_source(subject.own))
    if any(finding.rule == "load" for finding in findings):
        return Verdict(subject.name, (), tuple(findings))
    end = time.monotonic() + _ALL_SECONDS
    first, ended = _through(subject, sorted(taken), end, again=True, seed=1)
    findings += [*first.findings, *ended]
    if not ended and first.done:
        second, _ = _through(subject, sorted(taken), end, again=False, seed=2)
        findings += _by_seed(subject, first, second)
    unique = tuple(sorted(set(findings)))
    return Verdict(subject.name, tuple(first.hooks), unique, first.took)


def _through(
    subject: Subject, taken: list[str], end: float, *, again: bool, seed: int
) -> tuple[_Told, list[Finding]]:
    """Run processes until one goes to its end; each leaves out the hook that ended the last."""
    given_up: list[str] = []
    findings: list[Finding] = []
    told = _Told()
    for _ in range(_MOST_STARTS):
        before = told
        request = {
            "subject": asdict(subject),
            "again": again,
            "commands": taken,
            "given_up": given_up,
        }
        told = _process(json.dumps(request), seed, end)
        told.findings = list(dict.fromkeys([*before.findings, *told.findings]))
        if told.done:
            break
        hook, where = told.at
        during = f"{hook} was asked about {where}" if where else f"{hook} was asked"
        during = "it was loaded" if hook == "loading" else during
        message = f"{told.fault} while {during}"
        mend = "no hook may end, block or crash the process it is asked in"
        findings.append(Finding(*_last_line(subject, told), "exit", message, mend))
        if hook in {"loading", "starting"} or hook in given_up:
            break
        given_up.append(hook)
    return told, findings


def _process(request: str, seed: int, end: float) -> _Told:
    """Run one process, and take what it tells."""
    told = _Told()
    with tempfile.TemporaryDirectory(prefix="pnm-trial-") as folder:
        command = [sys.executable, "-X", "utf8", "-c", _START, json.dumps(sys.path)]
        with subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=_environment(seed, folder),
        ) as process:
            try:
                assert process.stdin is not None
                process.stdin.write(request.encode("utf-8"))
                process.stdin.close()
                for line in _lines(process, end):
                    told.take(line)
                told.fault = _end_of(process)
            finally:
                process.kill()  # where this is interrupted, it is not left behind
            with suppress(OSError):
                told.trace = (Path(folder) / _FAULT).read_text("utf-8", "replace")
    return told


def _environment(seed: int, folder: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PNM_")}
    own = dict.fromkeys(("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP"), folder)
    more = {"PYTHONHASHSEED": str(seed), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONSAFEPATH": "1"}
    return {**kept, **own, **more}


def _lines(process: subprocess.Popen[bytes], end: float) -> Iterator[bytes]:
    """Yield what a process writes, until it ends or says nothing for too long."""
    told: Queue[bytes] = Queue()
    Thread(target=hand_on, args=(process.stdout, told), daemon=True).start()
    while True:
        try:
            line = told.get(timeout=max(0.0, min(_WAIT_SECONDS, end - time.monotonic())))
        except Empty:
            return
        if not line:
            return
        yield line


def _end_of(process: subprocess.Popen[bytes]) -> str:
    """Return how a process ended, in words; one that did not is ended here."""
    try:
        code = process.wait(1.0)
    except subprocess.TimeoutExpired:
        if sys.platform != "win32":
            process.send_signal(signal.SIGABRT)  # it then writes where it is
            with suppress(subprocess.TimeoutExpired):
                process.wait(2.0)
        process.kill()
        return "the process did not come back"
    if code >= 0:
        return f"the process ended (exit code {code})"
    names: dict[int, Any] = {int(each): each.name for each in signal.Signals}
    return f"the process was ended ({names.get(-code, -code)})"


def _by_seed(subject: Subject, first: _Told, second: _Told) -> Iterator[Finding]:
    """Yield where two processes got other answers."""
    told = {row.message.partition(" ")[0] for row in first.findings if row.rule in _IMPURE}
    for (hook, where), rows in first.answers.items():
        other = second.answers.get((hook, where))
        if hook in told or other is None or rows == other:
            continue
        told.add(hook)
        apart = told_apart(rows, other)
        message = f"{hook} gives something else in another process, about {where}: {apart}"
        mend = "sort sets before their order matters; no chance, no clock, no id()"
        place = first.hooks.get(hook, (_file_of(subject), 0))
        yield Finding(*place, "seed", message, mend)


def _last_line(subject: Subject, told: _Told) -> tuple[str, int]:
    """Return the line of the plugin's own code that Python was at when it crashed."""
    for file, line in _AT.findall(told.trace):
        if file.startswith(subject.own):
            return file, int(line)
    return told.hooks.get(told.at[0], (_file_of(subject), 0))


def _file_of(subject: Subject) -> str:
    place = Path(subject.own[0])
    return str(place / "__init__.py") if place.is_dir() else str(place)
