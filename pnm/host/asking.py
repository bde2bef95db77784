"""The plugins: found, loaded, and asked one by one, so that a broken one loses only its answer.

In: entry points, the names that are switched off, facts. Out: answers with the plugin's name,
and diagnostics that name the plugin at fault.
Not known here: any plugin's name, and what is done with the answers.
"""

from __future__ import annotations

import difflib
import inspect
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Final, Generic, Protocol, TypeVar

import pluggy

from pnm import hookspecs
from pnm.diagnostics import Diagnostic, Severity, Source
from pnm.errors import ReportError
from pnm.hookspecs import PROJECT
from pnm.host.checked import checked

PATIENCE_SECONDS: Final = 5.0

T = TypeVar("T")


class EntryPoint(Protocol):
    """What `importlib.metadata` gives for an announced plugin."""

    @property
    def name(self) -> str:
        """Return the plugin's name."""

    @property
    def value(self) -> str:
        """Return the module."""

    def load(self) -> object:
        """Import the module."""


@dataclass(frozen=True, slots=True)
class Answers(Generic[T]):
    """What the plugins gave to one question.

    Attributes:
        given: Each value with the name of its plugin, by name.
        problems: The faults of those who failed.
    """

    given: tuple[tuple[str, T], ...]
    problems: tuple[Diagnostic, ...] = ()


@dataclass(slots=True)
class Loaded:
    """A plugin, as `pnm plugins` lists it.

    Attributes:
        name: Its name.
        origin: Where it comes from: package and version, or a file.
        version: Of the package it is in.
        hooks: What it implements.
        seconds: Time spent in loading and asking it in this command.
        fault: Its last fault; empty for none.
        enabled: Whether it is asked.
    """

    name: str
    origin: str
    version: str = ""
    hooks: tuple[str, ...] = ()
    seconds: float = 0.0
    fault: str = ""
    enabled: bool = True


HOOKS: Final[dict[str, tuple[str, ...]]] = {
    name: tuple(inspect.signature(spec).parameters)
    for name, spec in vars(hookspecs).items()
    if name.startswith("pnm_") and callable(spec)
}


class Host:
    """Keeps the loaded plugins and asks them."""

    def __init__(
        self,
        settings: Mapping[str, Mapping[str, object]] | None = None,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        """Make a host without plugins.

        Args:
            settings: For each plugin its own settings.
            clock: Seconds, for timing the answers.
        """
        self._pm = pluggy.PluginManager(PROJECT)
        self._pm.add_hookspecs(hookspecs)
        self._settings = settings or {}
        self._clock = clock
        self.plugins: dict[str, Loaded] = {}
        self.problems: list[Diagnostic] = []

    # -- loading -----------------------------------------------------------------------------

    def load(self, entry_points: Iterable[EntryPoint], disabled: frozenset[str]) -> None:
        """Load announced plugins, in the order of their names.

        Args:
            entry_points: As announced in the group `pnm.plugins`.
            disabled: Names that are not even imported.
        """
        for entry in sorted(entry_points, key=lambda e: (e.name, e.value)):
            origin, version = _origin(entry)
            row = self.plugins.setdefault(entry.name, Loaded(entry.name, origin, version))
            if row.origin != origin:
                self._fail(
                    entry.name, f"{row.origin} and {origin} both call themselves {entry.name}"
                )
            elif entry.name in disabled:
                row.enabled = False
            else:
                self._load(entry, row)

    def _load(self, entry: EntryPoint, row: Loaded) -> None:
        start = self._clock()
        try:
            module = entry.load()
        except (Exception, SystemExit) as exc:  # noqa: BLE001 - foreign code
            self._fail(entry.name, f"cannot be loaded: {_said(exc)}")
            return
        finally:
            row.seconds += self._clock() - start
        self.add(entry.name, module)

    def add(self, name: str, module: ModuleType | object) -> None:
        """Add a plugin that is imported already.

        Args:
            name: Its name, for answers and settings.
            module: The module or object with its hooks.
        """
        row = self.plugins.setdefault(name, Loaded(name, getattr(module, "__name__", name)))
        faults = list(_faults(module))
        for fault in faults:
            self._fail(name, fault)
        if faults:
            return
        try:
            self._pm.register(module, name)
        except (ValueError, pluggy.PluginValidationError) as exc:
            self._fail(name, f"cannot be used: {exc}")
            return
        callers = self._pm.get_hookcallers(module) or []
        row.hooks = tuple(sorted(caller.name for caller in callers))

    def _fail(self, name: str, message: str, code: str = "PNM901") -> Diagnostic:
        problem = Diagnostic(
            Source(f"plugin {name}"),
            code,
            message,
            f'mend or update the plugin, or switch it off: [plugins] disabled = ["{name}"]',
            Severity.ERROR,
        )
        if name in self.plugins:
            self.plugins[name].fault = message
        self.problems.append(problem)
        return problem

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
        given: list[tuple[str, T]] = []
        problems: list[Diagnostic] = []
        impls = getattr(self._pm.hook, hook).get_hookimpls()
        for impl in sorted(impls, key=lambda i: i.plugin_name):
            start = self._clock()
            own = {**facts, "settings": self._settings.get(impl.plugin_name, {})}
            try:
                answer = impl.function(*(own[arg] for arg in impl.argnames))
                values = [checked(kind, value) for value in answer or ()]
            except (Exception, SystemExit) as exc:  # noqa: BLE001 - foreign code
                problems.append(self._fail(impl.plugin_name, f"{hook}: {_said(exc)}", "PNM902"))
            else:
                given += [(impl.plugin_name, value) for value in values]
            took = self._clock() - start
            self.plugins[impl.plugin_name].seconds += took
            if took > PATIENCE_SECONDS:
                problems.append(self._slow(impl.plugin_name, hook, took))
        return Answers(tuple(given), tuple(problems))

    def filters(self) -> dict[str, Callable[..., object]]:
        """Return the Jinja filters of all plugins, each naming its plugin where it fails."""
        found: dict[str, Callable[..., object]] = {}
        for plugin, row in self.ask("pnm_filters", tuple).given:
            if len(row) == 2 and isinstance(row[0], str) and callable(row[1]):
                found[row[0]] = Guarded(plugin, row[0], row[1])
            else:
                self._fail(plugin, "pnm_filters: gave something else than a name and a function")
        return found

    def _slow(self, name: str, hook: str, took: float) -> Diagnostic:
        self.plugins[name].fault = f"{hook} took {took:.1f} seconds"
        problem = Diagnostic(
            Source(f"plugin {name}"),
            "PNM903",
            f"{hook} took {took:.1f} seconds",
            f'tell its author, or switch it off: [plugins] disabled = ["{name}"]',
        )
        self.problems.append(problem)
        return problem


@dataclass(frozen=True, slots=True)
class Guarded:
    """A plugin's filter: its failure is a fault of the report that names the plugin.

    Attributes:
        plugin: The plugin's name.
        name: The filter's.
        function: What it does.
    """

    plugin: str
    name: str
    function: Callable[..., object]

    def __call__(self, *values: object, **named: object) -> object:
        """Do it, and name the plugin where it fails."""
        try:
            return self.function(*values, **named)
        except (Exception, SystemExit) as exc:
            raise ReportError(
                f"filter {self.name} of plugin {self.plugin}: {_said(exc)}",
                mend=f"leave the filter out of the template, or switch {self.plugin} off",
            ) from exc


def _origin(entry: EntryPoint) -> tuple[str, str]:
    distribution = getattr(entry, "dist", None)
    if distribution is None:
        return entry.value, ""
    return f"{distribution.name} ({entry.value})", str(distribution.version)


def _said(exc: BaseException) -> str:
    """Return what went wrong with the place in the plugin's own code, on one line."""
    trace = exc.__traceback__
    where = ""
    if isinstance(exc, SyntaxError) and exc.filename:
        return f"SyntaxError: {exc.msg} ({exc.filename.rpartition('/')[2]}:{exc.lineno})"
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename != __file__:
            where = f" ({code.co_filename.rpartition('/')[2]}:{trace.tb_lineno})"
        trace = trace.tb_next
    text = " ".join(str(exc).split())[:200]
    return f"{type(exc).__name__}: {text}{where}" if text else f"{type(exc).__name__}{where}"


def _faults(module: object) -> Iterator[str]:
    """Yield what is wrong with a plugin's hooks before it is asked anything."""
    for name in dir(module):
        function = getattr(module, name, None)
        marked = getattr(function, f"{PROJECT}_impl", None) is not None
        if not marked or not callable(function):
            continue
        if name not in HOOKS:
            near = difflib.get_close_matches(name, HOOKS, 1)
            yield f"unknown hook {name}" + (f"; did you mean {near[0]}?" if near else "")
            continue
        known = HOOKS[name]
        for parameter in inspect.signature(function).parameters.values():
            needed = parameter.default is inspect.Parameter.empty
            if needed and parameter.name not in known and parameter.name != "self":
                yield f"{name} asks for {parameter.name!r}; known are: {', '.join(known) or 'none'}"
