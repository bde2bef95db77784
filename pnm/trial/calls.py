"""One hook called once: what it gives, and what goes wrong.

In: a plugin's function, facts. Out: its values, or none and a finding.
Not known here: which facts are worth asking about.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any, Final

from pnm.host.checked import checked
from pnm.host.guard import Stopped, fenced
from pnm.host.kinds import KINDS
from pnm.network import Network
from pnm.trial.canon import shown_now
from pnm.trial.findings import Finding, Rule
from pnm.trial.watch import RefusedError, Tell, Watch

MOST_VALUES: Final = 100_000
SECONDS: Final = 5.0
"""So long a call on a small vault may take before it is stopped."""
_UNCHANGED: Final = "facts are for all plugins; make a value of your own instead"


class EndlessError(TypeError):
    """A hook gave more values than anybody can look at."""


class Calls:
    """Calls the hooks of one plugin.

    Attributes:
        hooks: Its functions by the names of their hooks.
        settings: What they get as `settings`.
        given_up: Hooks that had to be stopped, and are not called again.
    """

    def __init__(self, module: object, hooks: list[str], watch: Watch, tell: Tell) -> None:
        """Know the plugin.

        Args:
            module: The module or object with the hooks.
            hooks: Those that it answers.
            watch: Looks on.
            tell: Takes what is found.
        """
        self.hooks: dict[str, Callable[..., Any]] = {name: getattr(module, name) for name in hooks}
        self.settings: object = {}
        self.given_up: set[str] = set()
        self.watch = watch
        self._tell = tell
        self._network: tuple[object, int] = (None, 0)

    def of(self, hook: str, facts: Mapping[str, object], *, watched: bool = True) -> list[Any]:
        """Call a hook.

        Args:
            hook: Its name; one that the plugin does not answer gives nothing.
            facts: All that it may ask for.
            watched: Whether to look on closely, which takes time: for the clock, and whether its
                facts stay as they are.

        Returns:
            What it gives; nothing where it failed.
        """
        function = self.hooks.get(hook)
        if function is None or hook in self.given_up:
            return []
        own = {**facts, "settings": self.settings}
        named = {key: own[key] for key in _parameters(function) if key in own}
        before = {key: self._known_as(value) for key, value in named.items()} if watched else {}
        values = self.run(hook, function, lambda: _values(hook, function(**named)), watched=watched)
        for key, text in before.items():
            if shown_now(named[key]) != text:
                self.found("argument", function, f"{hook} changes {key}", _UNCHANGED)
        return values if values is not None else []

    def _known_as(self, value: object) -> int:
        """Return what shows whether a fact was changed; that of a network is remembered."""
        if not isinstance(value, Network):
            return shown_now(value)
        if self._network[0] is not value:
            self._network = (value, shown_now(value))
        return self._network[1]

    def run(
        self, asked: str, place: object, work: Callable[[], Any], *, watched: bool = True
    ) -> Any:  # noqa: ANN401 - what the work gives
        """Run something of the plugin's.

        Args:
            asked: What it is, for messages.
            place: The function of the plugin's in which it stands.
            work: What is run.
            watched: Whether to look on closely.

        Returns:
            What the work gives; None where it failed.
        """
        where = line_of(place)
        try:
            with fenced(SECONDS), self.watch.on(asked, where, closely=watched):
                return work()
        except KeyboardInterrupt:
            raise
        except RefusedError:
            return None  # it is told already
        except BaseException as exc:  # noqa: BLE001 - foreign code
            if isinstance(exc, (Stopped, EndlessError)):
                self.given_up.add(asked)
            path, line = self.watch.line_of(exc)
            self._tell(Finding(path or where[0], line or where[1], *_said(asked, exc)))
            return None

    def found(self, rule: Rule, place: object, message: str, mend: str) -> None:
        """Tell of something at a function of the plugin's."""
        path, line = line_of(place)
        self._tell(Finding(path, line, rule, message, mend))


def line_of(function: object) -> tuple[str, int]:
    """Return where a function stands; an empty path where that is not known."""
    plain = inspect.unwrap(function) if callable(function) else function
    code = getattr(getattr(plain, "__func__", plain), "__code__", None)
    return (code.co_filename, code.co_firstlineno) if code is not None else ("", 0)


def _parameters(function: Callable[..., Any]) -> list[str]:
    return list(inspect.signature(function).parameters)


def _values(hook: str, given: Any) -> list[Any]:  # noqa: ANN401 - foreign
    if given is None:
        return []
    if isinstance(given, (str, bytes)) or not isinstance(given, Iterable):
        raise TypeError(f"gave a {type(given).__name__}, not several values: yield each")
    values = [checked(KINDS[hook], value) for value in islice(given, MOST_VALUES + 1)]
    if len(values) > MOST_VALUES:
        raise EndlessError(f"gave more than {MOST_VALUES:,} values")
    return values


def _said(asked: str, exc: BaseException) -> tuple[Rule, str, str]:
    """Return the rule, the message and the mend for what went wrong."""
    if isinstance(exc, Stopped) and "end the process" in str(exc):
        return "exit", f"{asked} wants to end the process", "return instead"
    if isinstance(exc, Stopped):
        return "slow", f"{asked} {exc}", "find what takes so long, or does not end"
    if isinstance(exc, SystemExit):
        return "exit", f"{asked} wants to end the process", "return instead"
    if isinstance(exc, MemoryError):
        return "memory", f"{asked} needs too much memory", "keep less of it at once"
    text = " ".join(str(exc).split())[:160]
    if isinstance(exc, TypeError) and text.startswith("gave "):
        return "type", f"{asked} {text}", "give what the hook's page says, each a value of pnm.api"
    said = f"{type(exc).__name__}: {text}" if text else type(exc).__name__
    return "raises", f"{asked} raises {said}", "think of notes in which that is missing or odd"
