"""What plugins cost: the host beside a bare call of pluggy, and many installed ones at the start.

In: how often. Out: rows for the table.
Not known here: what the bundled plugins do; they are there in every figure and its yardstick.

Run it alone with `python tests/benchmarks/plugins.py`.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import pluggy
from measure import FailedError, Row, Run, in_turns, run, table

HERE: Final = Path(__file__).resolve().parent
PYTHON: Final = sys.executable
MANY: Final = (1, 5, 20)
VALUES: Final = (1, 1_000)
INSTALLED: Final = (10, 50)
CONTACTS: Final = 200
DAY: Final = date(2026, 11, 20)
_PLUGIN: Final = '''\
"""A plugin to be counted."""

from pnm.api import Command, Reminder, hookimpl


@hookimpl
def pnm_reminders(network, today):
    for contact in network:
        if contact.name.startswith("{letter}"):
            yield Reminder(today, contact.id, "say hello", "hello", key="{name}:" + contact.id)


@hookimpl
def pnm_commands():
    yield Command("{command}", "Be counted.", "{name}.command:command")
'''
_HEAVY: Final = '''\
"""A plugin that takes long to be imported, and is asked by `pnm export` only."""

import pathlib
import time

from pnm.api import Exporter, hookimpl

pathlib.Path({mark!r}).write_text("imported")
until = time.process_time() + 1
while time.process_time() < until:
    pass


@hookimpl
def pnm_exporters():
    yield Exporter("heavy", "Nothing.", lambda network, settings: "")
'''

# -- one hook call, inside this process --------------------------------------------------------


def calls(turns: int) -> Iterator[Row]:
    """Measure a question to the host beside the same functions called by pluggy alone."""
    from pnm.api import Network, Reminder

    network = Network((), _config(), DAY)
    for plugins, values in itertools.product(MANY, VALUES):
        modules = [(f"p{number:02}", _module(number, values)) for number in range(plugins)]
        ours, theirs = (
            _asked_by_host(modules, network, Reminder),
            _asked_by_pluggy(modules, network),
        )
        times = 1 if values * plugins > 1_000 else 20
        what = f"{plugins} plugin{'s' * (plugins > 1)}, {values:,} value{'s' * (values > 1)} each"
        row = Row(f"the host asks {what}", "pluggy calls them", 5 if values > 1 else None)
        for work, runs in itertools.islice(
            itertools.cycle([(theirs, row.theirs), (ours, row.ours)]), 2 * turns + 2
        ):
            runs.append(_timed(work, times))
        del row.ours[0], row.theirs[0]
        print(table([row]).splitlines()[-1], file=sys.stderr, flush=True)
        yield row


def _config() -> Any:
    from pnm.config import read_config

    return read_config("")


def _module(number: int, values: int) -> ModuleType:
    from pnm.api import Reminder, hookimpl

    def pnm_reminders(network: object, today: date) -> Iterator[Reminder]:
        for each in range(values):
            yield Reminder(today, "People/Ada", "say hello", "hello", key=str(each))

    module = ModuleType(f"plugin_{number}")
    vars(module)["pnm_reminders"] = hookimpl(pnm_reminders)
    return module


def _asked_by_host(modules: Any, network: Any, kind: type) -> Callable[[], object]:
    from pnm.host import Host

    host = Host()
    for name, module in modules:
        host.add(name, module)
    return lambda: host.ask("pnm_reminders", kind, network=network, today=DAY)


def _asked_by_pluggy(modules: Any, network: Any) -> Callable[[], object]:
    from pnm import hookspecs

    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    for name, module in modules:
        manager.register(module, name)
    hook = manager.hook.pnm_reminders
    return lambda: [list(given) for given in hook(network=network, today=DAY, settings={})]


def _timed(work: Callable[[], object], times: int) -> Run:
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(times):
        work()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return Run(wall / times, cpu / times)


# -- whole commands, with packages installed ---------------------------------------------------


class User:
    """Somebody with so many packages of plugins, and a vault.

    Attributes:
        marks: Where the heavy plugin says that it was imported.
    """

    def __init__(self, folder: Path, vault: Path, packages: int) -> None:
        self._vault = vault
        self.marks = folder / "imported"
        there = folder / "site-packages"
        there.mkdir(parents=True)
        for number in range(packages):
            _install(there, f"pnm_counted_{number:02}", number, self.marks)
        own = {f"PNM_{n}_DIR": str(folder / n) for n in ("CACHE", "CONFIG", "DATA")}
        self._environment = {**os.environ, **own, "PYTHONPATH": str(there)}
        self._days = (DAY - timedelta(days=n) for n in itertools.count())

    def pnm(self, *words: str) -> Run:
        """Run a command."""
        command = [PYTHON, "-m", "pnm", "--vault", str(self._vault), *words]
        return run(command, self._environment)

    def due(self) -> Run:
        """Ask what was asked before."""
        return self.pnm("--as-of", DAY.isoformat(), "due")

    def due_anew(self) -> Run:
        """Ask for another day than ever before, so that all plugins are asked."""
        return self.pnm("--as-of", next(self._days).isoformat(), "due")


def _install(there: Path, name: str, number: int, marks: Path) -> None:
    package, info = there / name, there / f"{name}-1.0.dist-info"
    package.mkdir()
    info.mkdir()
    text = (
        _PLUGIN.format(name=name, letter=chr(ord("A") + number % 26), command=f"counted-{number}")
        if number
        else _HEAVY.format(mark=str(marks))
    )
    (package / "__init__.py").write_text(text, "utf-8")
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", "utf-8")
    announced = f"[pnm.plugins]\n{name.removeprefix('pnm_')} = {name}\n"
    (info / "entry_points.txt").write_text(announced, "utf-8")


def starts(folder: Path, times: int) -> Iterator[Row]:
    """Measure whole commands with many packages beside the same with none."""
    vault = folder / "vault"
    size = ["--contacts", str(CONTACTS), "--seed", "7"]
    subprocess.run([PYTHON, HERE / "generate.py", vault, *size], check=True, stdout=sys.stderr)
    users = {count: User(folder / str(count), vault, count) for count in (0, *INSTALLED)}
    for count in INSTALLED:
        yield _first(User(folder / f"none beside {count}", vault, 0), users[count], count)
    named: tuple[tuple[str, Callable[[User], Callable[[], Run]]], ...] = (
        ("`pnm --help`", lambda user: lambda: user.pnm("--help")),
        ("`pnm due`, asked before", lambda user: user.due),
        ("`pnm due`, another day each time", lambda user: user.due_anew),
    )
    for (what, command), count in itertools.product(named, INSTALLED):
        ours, theirs = command(users[count]), command(users[0])
        row = Row(f"{what}, {count} packages of plugins", "none of them")
        try:
            ours()
            theirs()
        except FailedError as exc:
            row.fault = str(exc)
        in_turns(row, times, ours, theirs)
        row.note = _each(row, count)
        if users[count].marks.exists():
            row.fault = "a plugin was imported that answers no question of this command"
        yield row


def _first(none: User, many: User, count: int) -> Row:
    """Measure the first command after plugins were installed: each is looked at once."""
    row = Row(f"the first `pnm --help` with {count} packages of plugins", "the first with none")
    in_turns(row, 1, lambda: many.pnm("--help"), lambda: none.pnm("--help"))
    many.marks.unlink(missing_ok=True)  # to find out what it declares it had to be imported
    return row


def _each(row: Row, count: int) -> str:
    if row.fault:
        return ""
    more = row.of(row.ours, "cpu", min) - row.of(row.theirs, "cpu", min)
    return f"{more * 1e3 / count:.2f} ms of CPU time for each"


def sections(folder: Path, times: int) -> dict[str, list[Row]]:
    """Return all rows, by the heading that they stand under."""
    return {
        "plugins: one question": list(calls(times)),
        "plugins: whole commands": list(starts(folder, times)),
    }


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description="Measure what plugins cost.")
    parser.add_argument("--times", type=int, default=9)
    parser.add_argument("--json", action="store_true", help="print all figures instead")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pnm-plugins-") as name:
        found = sections(Path(name), given.times)
    if given.json:
        print(json.dumps({title: [row.as_json() for row in rows] for title, rows in found.items()}))
    else:
        print("\n\n".join(f"**{title}**\n\n{table(rows)}" for title, rows in found.items()))
    sys.exit(any(row.fault for rows in found.values() for row in rows))


if __name__ == "__main__":
    main()
