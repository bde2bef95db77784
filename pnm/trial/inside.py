"""The process of a trial: the plugin loaded, asked in every way, and what was found told.

In: a request on stdin. Out: lines on the pipe that was stdout.
Not known here: who waits for the lines, and when they have waited enough.
"""

from __future__ import annotations

import faulthandler
import json
import os
import sys
from contextlib import suppress
from functools import partial
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, Final

from pnm.config import Config
from pnm.host.options import Options, UndeclaredError
from pnm.host.untouched import restore, state
from pnm.model import Field, RelationKind, Report
from pnm.network import Network
from pnm.settings import declared
from pnm.trial.calls import Calls, line_of
from pnm.trial.extras import Extras
from pnm.trial.findings import Finding
from pnm.trial.loading import answered, load
from pnm.trial.rounds import Day, Rounds
from pnm.trial.speed import timed
from pnm.trial.subjects import Subject
from pnm.trial.telling import Teller
from pnm.trial.vaults import DAY, vaults
from pnm.trial.watch import Watch
from pnm.trial.wishes import set_otherwise

_MEMORY_BYTES: Final = 2_000_000_000

_Declares = tuple[list[Field], list[RelationKind]]


def serve() -> None:
    """Put a plugin on trial. Runs apart."""
    request = json.load(sys.stdin)
    pipe = os.dup(1)
    faulthandler.enable(Path("fault.txt").open("wb"))  # noqa: SIM115 - it stays open till the end
    nowhere = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(nowhere, fd)
    sys.dont_write_bytecode = True
    _limit_memory()
    rows = request["subject"]
    subject = Subject(**{**rows, "paths": tuple(rows["paths"]), "own": tuple(rows["own"])})
    sys.path[:0] = list(subject.paths)
    teller = Teller(pipe)
    trial = Trial(subject, teller, frozenset(request["commands"]), set(request["given_up"]))
    import_module("pnm.api")  # so that its imports are not the plugin's
    before = state()
    try:
        trial.run(again=request["again"])
    except Exception as exc:  # noqa: BLE001 - what a plugin gave may break whatever looks at it
        message = f"cannot be tried further: {type(exc).__name__}: {exc}"
        mend = "see what it gave last that is no plain value"
        teller.finding(Finding(subject.own[0], 0, "trial", message, mend))
    for name in restore(before)[:1]:
        mend = "leave pnm as it is; a hook gives values"
        message = f"puts something of its own in the place of {name}"
        teller.finding(Finding(subject.own[0], 0, "state", message, mend))
    teller.done()
    os._exit(0)  # no thread and no exit handler of a plugin holds it up


def _limit_memory() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        kind = resource.RLIMIT_DATA if sys.platform == "linux" else resource.RLIMIT_AS
        resource.setrlimit(kind, (_MEMORY_BYTES, _MEMORY_BYTES))


class Trial:
    """One plugin on trial."""

    def __init__(
        self, subject: Subject, teller: Teller, taken: frozenset[str], given_up: set[str]
    ) -> None:
        """Know the plugin; nothing of it is loaded yet.

        Args:
            subject: The plugin.
            teller: Takes what is found.
            taken: Names of commands that are pnm's own.
            given_up: Hooks that ended a process before.
        """
        self._subject = subject
        self._teller = teller
        self._taken = taken
        self._given_up = given_up

    def run(self, *, again: bool) -> None:
        """Do all of it.

        Args:
            again: Whether to ask everything twice and look on; else only what is needed to compare
                the answers with those of another process.
        """
        watch = Watch(self._subject.own, self._teller.finding)
        module = load(self._subject, watch, self._teller)
        if module is None:
            return
        hooks = answered(module, self._subject, self._teller)
        self._teller.hooks({hook: line_of(getattr(module, hook)) for hook in hooks})
        calls = Calls(module, hooks, watch, self._teller.finding)
        calls.given_up |= self._given_up
        table = self._settings(calls)
        self._ask(calls, again=again, plain=True, whole=again)
        if table:
            options = Options({self._subject.name: table})
            options.declare(self._subject.name, calls.of("pnm_settings", {}, watched=False))
            calls.settings = options.of(self._subject.name)
            self._ask(calls, again=False, plain=False, whole=again)

    # -- settings ----------------------------------------------------------------------------

    def _settings(self, calls: Calls) -> dict[str, object]:
        """Take the plugin's settings; return a table in which all are set."""
        if "pnm_settings" not in calls.hooks:
            return {}
        self._teller.at("pnm_settings", "")
        kinds = calls.of("pnm_settings", {})
        options = Options({})
        try:
            options.declare(self._subject.name, kinds)
        except UndeclaredError as exc:
            mend = "yield one frozen dataclass whose fields are flag(), text() and their like"
            calls.found("settings", calls.hooks["pnm_settings"], f"pnm_settings {exc}", mend)
            return {}
        calls.settings = options.of(self._subject.name)
        self._look_at(kinds[0], calls)
        vault = vaults()[0]
        network = Network(vault.facts(vault.written()), vault.written(), DAY)
        return set_otherwise(declared(kinds[0]), network)

    def _look_at(self, kind: type[Any], calls: Calls) -> None:
        place = calls.hooks["pnm_settings"]
        if not kind.__dataclass_params__.frozen:
            message = f"pnm_settings gives {kind.__name__}, which is not frozen"
            calls.found("settings", place, message, "write @dataclass(frozen=True, slots=True)")
        for row in declared(kind):
            if not row.about:
                message = f"the setting {row.name} does not say what it leads to"
                calls.found("settings", place, message, f'add about="…" to {row.name}')

    # -- asking ------------------------------------------------------------------------------

    def _ask(self, calls: Calls, *, again: bool, plain: bool, whole: bool) -> None:
        """Ask about all vaults.

        Args:
            calls: The hooks.
            again: Whether to ask twice, look on closely, and measure.
            plain: Whether nobody set anything; else each vault's first day will do.
            whole: Whether to try documents and formats, too.
        """
        under = "" if plain else ", with all settings set"
        name, bundled = self._subject.name, self._subject.bundled
        rounds = Rounds(name, calls, self._teller, bundled=bundled, under=under)
        extras = Extras(calls, self._teller, self._taken)
        declares = calls.of("pnm_fields", {}), calls.of("pnm_relation_kinds", {})
        reading = partial(self._reading, calls, declares)
        reports: list[Report] = calls.of("pnm_reports", {})
        firsts: list[Day] = []
        for vault in vaults():
            days = rounds.days(vault, reading(vault.written()), again=again)
            for number, day in enumerate(islice(days, None if plain else 1)):
                told = rounds.ask(day, again=again)
                found = rounds.sections(told, reports, again=again, plain=plain)
                if number == 0 and whole:
                    firsts.append(told)
                    extras.documents(told, found)
        if whole:
            extras.formats(firsts, plain=plain)
        if again:
            extras.commands()
            timed(calls, rounds, self._teller, reading, reports)

    def _reading(self, calls: Calls, declares: _Declares, config: Config) -> Config:
        """Return a configuration with what the plugin declares, and tell where that clashes."""
        name = self._subject.name
        fields, kinds = declares
        made = config.reading([(name, row) for row in fields], [(name, row) for row in kinds])
        for problem in made.profile.vocabulary.problems:
            hook = "pnm_fields" if fields else "pnm_relation_kinds"
            calls.found("fields", calls.hooks[hook], problem.message, problem.mend)
        return made
