"""The plugins, loaded when they are needed and asked one by one: a broken one loses its answer.

In: plugins as found, facts. Out: answers with the plugin's name, and diagnostics that name the
plugin at fault.
Not known here: any plugin's name, and what is done with the answers.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence, Sized
from dataclasses import dataclass
from itertools import islice
from types import ModuleType
from typing import Any, Final, TypeVar

import pluggy

from pnm import hookspecs
from pnm.diagnostics import Diagnostic, Severity, Source
from pnm.hookspecs import PROJECT
from pnm.host.checked import checked
from pnm.host.guard import Printed, Stopped, fenced, patience
from pnm.host.loaded import Answers, Entry, Loaded, listed
from pnm.host.options import Options, UndeclaredError
from pnm.host.said import placed, said
from pnm.host.signatures import faults as faults_of
from pnm.host.surroundings import put_back, surroundings
from pnm.host.untouched import State, restore, state
from pnm.host.values import Values
from pnm.retiring import noticed
from pnm.settings import Declared, declared

LOADING_SECONDS: Final = 20.0
"""A plugin may take longer to be imported than to answer."""
TOOK_TOO_LONG: Final = "PNM903"
"""The code of a diagnostic about a plugin that was slow, or had to be stopped."""
MOST_VALUES: Final = 100_000
MOST_FOR_ONE: Final = 100
"""So many values an answer may have, and so many more for each contact."""

_STOPPED: Final = "it was stopped"
_UNDECLARED: Final = f"{UndeclaredError.__name__}: "

T = TypeVar("T")


@dataclass(slots=True)
class _Waiting:
    """A plugin that is not loaded yet, and what it is known to answer; None for not known."""

    entry: Entry
    hooks: frozenset[str] | None


class Host:
    """Keeps the plugins, loads them when they are needed, and asks them.

    Attributes:
        plugins: Each as it is listed, by name.
        problems: The faults of all, in the order in which they were met.
        notices: What they use that goes away; nothing is wrong with them yet.
        before: Called with a plugin's name and a hook's (or `loading`) before its code is run, and
            with two empty texts after it.
    """

    def __init__(
        self,
        settings: Mapping[str, Mapping[str, object]] | None = None,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        """Make a host without plugins.

        Args:
            settings: For each plugin its own settings, as written.
            clock: Seconds, for timing the answers.
        """
        self._pm = pluggy.PluginManager(PROJECT)
        self._pm.add_hookspecs(hookspecs)
        self._options = Options(settings or {})
        self._clock = clock
        self._waiting: dict[str, _Waiting] = {}
        self._state: State = {}
        self._network: object = None
        self._values = Values(())
        self.plugins: dict[str, Loaded] = {}
        self.problems: list[Diagnostic] = []
        self.notices: list[Diagnostic] = []
        self.before: Callable[[str, str], None] = lambda plugin, hook: None

    # -- loading -----------------------------------------------------------------------------

    def load(
        self,
        entries: Iterable[Entry],
        hooks: Mapping[str, Iterable[str]] | None = None,
        faults: Mapping[str, str] | None = None,
    ) -> None:
        """Take plugins, in the order of their names.

        Args:
            entries: As found. One with `off` is listed, and never loaded; the second of two with
                one name as well.
            hooks: For plugins by name which hooks they are known to implement; such a one is loaded
                when one of these is asked, all others at once.
            faults: For plugins by name why they are known not to be usable; they are not loaded.
        """
        known = {name: frozenset(given) for name, given in (hooks or {}).items()}
        for entry in sorted(entries, key=lambda e: e.name):
            row = listed(entry)
            if entry.name in self.plugins:
                first = self.plugins[entry.name].where
                row.off = row.off or f"{first} is called {entry.name}, too, and comes first"
                self.plugins[f"{entry.name} ({entry.value})"] = row
                continue
            self.plugins[entry.name] = row
            if row.off:
                continue
            if faults and faults.get(entry.name):
                self.fail(entry.name, faults[entry.name])
                continue
            row.hooks = tuple(sorted(known.get(entry.name, ())))
            self._waiting[entry.name] = _Waiting(entry, known.get(entry.name))
        for name in [name for name, one in self._waiting.items() if one.hooks is None]:
            self.need(name)

    def need(self, name: str) -> object | None:
        """Load a plugin that waits.

        Args:
            name: Its name.

        Returns:
            Its module, where it is loaded and well.
        """
        waiting = self._waiting.pop(name, None)
        if waiting is not None:
            row = self.plugins[name]
            start = self._clock()
            with noticed() as going:
                module, fault = self._fenced(name, waiting.entry.load, LOADING_SECONDS)
            self._notice(name, going)
            row.seconds += self._clock() - start
            if fault:
                self.fail(name, f"cannot be loaded: {fault}")
                return None
            self.add(name, module)
        return self._pm.get_plugin(name)

    def add(self, name: str, module: ModuleType | object) -> None:
        """Add a plugin that is imported already.

        Args:
            name: Its name, for answers and settings.
            module: The module or object with its hooks.
        """
        row = self.plugins.setdefault(
            name, Loaded(name, getattr(module, "__name__", name), hooks=())
        )
        with noticed() as going:
            found, fault = self._fenced(name, lambda: self._registered(name, module), patience())
        self._notice(name, going)
        if fault:
            found = [f"cannot be used: {fault}"]
        for message in found:
            self.fail(name, message)
        if found:
            if self._pm.has_plugin(name):
                self._pm.unregister(name=name)
            return
        row.hooks = tuple(sorted(call.name for call in self._pm.get_hookcallers(module) or ()))
        if "pnm_settings" in row.hooks:
            self._declare(name)

    def _registered(self, name: str, module: object) -> list[str]:
        """Look at a module's attributes, which may do anything; return what is wrong with it."""
        found = list(faults_of(module))
        if not found:
            self._pm.register(module, name)
        return found

    def _notice(self, name: str, going: Iterable[str]) -> None:
        """Note what a plugin uses that goes away."""
        mend = "update the plugin, or tell its author"
        source = Source(f"plugin {name}")
        self.notices += [Diagnostic(source, "PNM905", row, mend, Severity.INFO) for row in going]

    def _declare(self, name: str) -> None:
        """Ask a plugin which settings it has; a wrong declaration costs all of its answers."""
        kinds, problems = self._ask_one(self._impl("pnm_settings", name), type, {}, MOST_VALUES)
        if not problems:
            fault = self._fenced(name, lambda: self._taken(name, kinds), patience())[1]
            if not fault:
                return
            self.fail(name, f"pnm_settings: {fault.removeprefix(_UNDECLARED)}")
        self._pm.unregister(name=name)

    def _taken(self, name: str, kinds: list[type]) -> None:
        self._options.declare(name, kinds)

    def fail(self, name: str, message: str, code: str = "PNM901") -> Diagnostic:
        """Note a plugin's fault.

        Args:
            name: The plugin's.
            message: What is wrong.
            code: `PNM901` for one that cannot be used, `PNM902` for one that failed.

        Returns:
            The diagnostic, kept in `problems` as well.
        """
        problem = Diagnostic(
            Source(f"plugin {name}"),
            code,
            message,
            f"mend or update the plugin, or switch it off: pnm plugins disable {name}",
            Severity.ERROR,
        )
        if name in self.plugins:
            self.plugins[name].fault = message
        self.problems.append(problem)
        return problem

    def check_settings(self, source: Callable[[str], Source]) -> tuple[Diagnostic, ...]:
        """Say which settings of plugins that declare theirs are not understood.

        Args:
            source: Gives the place of a dotted key, as `network.config.source` does.
        """
        self._need_those_with("pnm_settings")
        return tuple(self._options.check(source))

    def settings_of(self, name: str) -> object:
        """Return the settings that a plugin gets: an instance of what it declares, or the table."""
        self.need(name)
        return self._options.of(name)

    def declared_settings(self, name: str) -> tuple[Declared, ...] | None:
        """Return the settings that a plugin declares; None where it declares none."""
        self.need(name)
        kind = self._options.kind(name)
        return None if kind is None else declared(kind)

    # -- asking ------------------------------------------------------------------------------

    def ask(self, hook: str, kind: type[T], **facts: object) -> Answers[T]:
        """Ask each plugin that implements a hook, alone.

        Args:
            hook: The hook's name.
            kind: What each value of an answer must be.
            facts: The arguments; `settings` is added for each plugin.

        Returns:
            All values of those who answered well, and the faults of the others. An answer that
            breaks off half-way counts for nothing.
        """
        self._state = state(self._state)
        network = facts.get("network")
        if network is not self._network and isinstance(network, Iterable):
            self._network, self._values = network, Values(network)
        self._need_those_with(hook)
        contacts, told = _contacts(facts), len(self.problems)
        impls = sorted(getattr(self._pm.hook, hook).get_hookimpls(), key=lambda i: i.plugin_name)
        answers = [self._ask_one(impl, kind, facts, contacts) for impl in impls]
        if impls and self._harm():  # all answers may be wrong: again, looking on closely
            del self.problems[told:]
            answers = [self._ask_closely(impl, kind, facts, contacts) for impl in impls]
        names = [impl.plugin_name for impl in impls]
        given = [(n, v) for n, (vs, _) in zip(names, answers, strict=True) for v in vs]
        return Answers(tuple(given), tuple(fault for _, faults in answers for fault in faults))

    def ask_one(self, name: str, hook: str, kind: type[T], **facts: object) -> Answers[T]:
        """Ask one plugin; see `ask`."""
        self.need(name)
        impl = self._impl(hook, name)
        if impl is None:
            return Answers(())
        values, problems = self._ask_one(impl, kind, facts, _contacts(facts))
        return Answers(tuple((name, value) for value in values), tuple(problems))

    def ask_many(
        self, name: str, hook: str, kind: type[T], questions: Sequence[Mapping[str, object]]
    ) -> list[list[T]] | None:
        """Ask one plugin several short questions within one fence, which takes longer than they do.

        Args:
            name: The plugin's.
            hook: The hook's.
            kind: What each value of an answer must be.
            questions: For each its arguments; `settings` is added.

        Returns:
            The answers; None where anything went wrong with any: ask them one by one, then.
        """
        self.need(name)
        impl = self._impl(hook, name)
        if impl is None:
            return [[] for _ in questions]
        told, start = len(self.problems), self._clock()
        answers, fault = self._fenced(
            name,
            lambda: [self._answer(impl, kind, q, MOST_VALUES) for q in questions],
            patience(),
            hook,
        )
        self.plugins[name].seconds += self._clock() - start
        if fault or len(self.problems) > told:
            del self.problems[told:]
            return None
        return list(answers)

    def filters(self) -> dict[str, Callable[..., object]]:
        """Return the Jinja filters of all plugins, each naming its plugin where it fails."""
        from pnm.host.filters import Guarded

        found: dict[str, Callable[..., object]] = {}
        for plugin, row in self.ask("pnm_filters", tuple).given:
            if len(row) == 2 and isinstance(row[0], str) and callable(row[1]):
                found.setdefault(row[0], Guarded(plugin, row[0], row[1]))
            else:
                self.fail(plugin, "pnm_filters: gave something else than a name and a function")
        return found

    def _need_those_with(self, hook: str) -> None:
        for name in [name for name, one in self._waiting.items() if hook in (one.hooks or ())]:
            self.need(name)

    def _impl(self, hook: str, name: str) -> Any:  # noqa: ANN401 - pluggy's own class
        impls = getattr(self._pm.hook, hook).get_hookimpls()
        return next((impl for impl in impls if impl.plugin_name == name), None)

    def _ask_one(
        self,
        impl: Any,  # noqa: ANN401 - pluggy's own class
        kind: type[T],
        facts: Mapping[str, object],
        contacts: int,
    ) -> tuple[list[T], list[Diagnostic]]:
        name, hook = impl.plugin_name, impl.function.__name__
        most = MOST_VALUES + MOST_FOR_ONE * contacts

        start = self._clock()
        values, fault = self._fenced(
            name, lambda: self._answer(impl, kind, facts, most), patience(contacts), hook
        )
        took = self._clock() - start
        self.plugins[name].seconds += took
        if fault:
            fault = placed(fault, impl.function)
            code = TOOK_TOO_LONG if fault.startswith(_STOPPED) else "PNM902"
            return [], [self.fail(name, f"{hook}: {fault}", code)]
        if took > patience(contacts):
            return values, [self._slow(name, hook, took)]
        return values, []

    def _answer(
        self,
        impl: Any,  # noqa: ANN401 - pluggy's own class
        kind: type[T],
        facts: Mapping[str, object],
        most: int,
    ) -> list[T]:
        """Run a plugin's function, within a fence, and look at all that it gives."""
        own = {**facts, "settings": self._options.of(impl.plugin_name)}
        given = impl.function(*(own[arg] for arg in impl.argnames))
        if isinstance(given, (str, bytes)) or not isinstance(given or (), Iterable):
            raise TypeError(f"gave a {type(given).__name__} instead of several values")
        values = [checked(kind, value) for value in islice(given or (), most + 1)]
        if len(values) > most:
            raise ValueError(f"gave more than {most:,} values")
        return values

    def _ask_closely(
        self,
        impl: Any,  # noqa: ANN401 - pluggy's own class
        kind: type[T],
        facts: Mapping[str, object],
        contacts: int,
    ) -> tuple[list[T], list[Diagnostic]]:
        values, problems = self._ask_one(impl, kind, facts, contacts)
        if harm := self._harm():
            harm = placed(f"{impl.function.__name__}: {harm}", impl.function)
            return [], [*problems, self.fail(impl.plugin_name, harm, "PNM902")]
        return values, problems

    def _harm(self) -> str:
        """Put right what foreign code did to what all share; return what that was."""
        if changed := restore(self._state):
            more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
            return f"puts something of its own in the place of {changed[0]}{more}"
        if contact := self._values.changed():
            return f"wrote into the contacts that it was given, such as {contact}"
        return ""

    def _fenced(
        self, name: str, work: Callable[[], Any], seconds: float, hook: str = "loading"
    ) -> tuple[Any, str]:
        """Run foreign code; return what it gave, and what went wrong."""
        self.before(name, hook)
        printed = Printed()
        threads, around = threading.active_count(), surroundings()
        try:
            with fenced(seconds) as printed:
                given, fault = work(), ""
        except KeyboardInterrupt:
            raise
        except Stopped as exc:
            given, fault = [], f"it {exc}{said(exc, where_only=True)}"  # see _STOPPED
        except BaseException as exc:  # noqa: BLE001 - foreign code
            given, fault = [], said(exc)
        if printed.text:
            self._warn(
                name, f"{hook}: printed {printed.text.strip()[:60]!r}; a plugin gives values"
            )
        if printed.elsewhere:
            self._warn(name, f"{hook}: closed or replaced a standard stream; it was put back")
        if threading.active_count() > threads:
            self._warn(name, f"{hook}: left a thread running")
        if changed := put_back(around):
            more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
            self._warn(name, f"{hook}: changed {changed[0]}{more}; it was put back")
        self.before("", "")
        return given, fault

    def _slow(self, name: str, hook: str, took: float) -> Diagnostic:
        return self._warn(name, f"{hook} took {took:.1f} seconds", TOOK_TOO_LONG)

    def _warn(self, name: str, message: str, code: str = "PNM904") -> Diagnostic:
        self.plugins[name].fault = message
        problem = Diagnostic(
            Source(f"plugin {name}"),
            code,
            message,
            f"tell its author, or switch it off: pnm plugins disable {name}",
        )
        self.problems.append(problem)
        return problem


def _contacts(facts: Mapping[str, object]) -> int:
    network = facts.get("network")
    return len(network) if isinstance(network, Sized) else 0
