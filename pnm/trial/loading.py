"""A plugin loaded, and what its loading did.

In: a subject. Out: its module, and findings.
Not known here: what it answers.
"""

from __future__ import annotations

import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Final

from pnm.found.plugin import Plugin
from pnm.host.guard import Stopped, fenced
from pnm.host.signatures import HOOKS, faults
from pnm.retiring import noticed
from pnm.trial.calls import line_of
from pnm.trial.findings import Finding
from pnm.trial.subjects import Subject
from pnm.trial.telling import Teller
from pnm.trial.watch import RefusedError, Watch

LOADING_SECONDS: Final = 10.0
_SLOW_SECONDS: Final = 0.3
_KNOWN: Final = ("pnm", "click", "pluggy", "jinja2", "markupsafe", "rich", "yaml")


def load(subject: Subject, watch: Watch, teller: Teller) -> object | None:
    """Load a plugin.

    Args:
        subject: The plugin.
        watch: Looks on.
        teller: Takes what is found.

    Returns:
        Its module or object; None where it cannot be loaded.
    """
    teller.at("loading", "")
    before, start = set(sys.modules), time.process_time()
    place = (_first_file(subject), 1)
    try:
        with noticed() as old, fenced(LOADING_SECONDS), watch.on("loading it", place):
            module = _module(subject)
    except KeyboardInterrupt:
        raise
    except RefusedError:
        return None
    except BaseException as exc:  # noqa: BLE001 - foreign code
        path, line = watch.line_of(exc)
        teller.finding(Finding(path, line, "load", _said(exc), _mend(exc)))
        return None
    took = time.process_time() - start
    for row in old:
        teller.finding(Finding(*place, "old", row, "docs/stability.md says until when it works"))
    if took > _SLOW_SECONDS:
        heavy = _heavy(set(sys.modules) - before, subject)
        what = f" ({', '.join(heavy)})" if heavy else ""
        message = f"loading it takes {took:.1f} seconds{what}"
        teller.finding(Finding(*place, "slow", message, "import what is heavy where it is used"))
    return module


def answered(module: object, subject: Subject, teller: Teller) -> list[str]:
    """Return the hooks that a plugin answers, and tell what is wrong with them."""
    found: list[str] = []
    for fault in faults(module):
        name = next((word for word in fault.split() if hasattr(module, word.rstrip(";,:"))), "")
        function = getattr(module, name.rstrip(";,:"), None)
        path, line = line_of(function) if callable(function) else ("", 0)
        mend = "see docs/hooks.md for the names and their parameters"
        place = path or _first_file(subject)
        teller.finding(Finding(place, line or 1, "signature", fault, mend))
        found.append(name.rstrip(";,:"))
    marked = (name for name in HOOKS if hasattr(getattr(module, name, None), "pnm_impl"))
    return [name for name in marked if name not in found]


def _module(subject: Subject) -> object:
    if subject.is_file:
        code = Path(subject.value).read_bytes()
        return Plugin.file(subject.name, subject.value, "user", code).load()
    name, _, attribute = subject.value.partition(":")
    module = import_module(name)
    return getattr(module, attribute) if attribute else module


def _first_file(subject: Subject) -> str:
    place = Path(subject.own[0])
    return str(place / "__init__.py") if place.is_dir() else str(place)


def _heavy(modules: set[str], subject: Subject) -> list[str]:
    """Return the foreign libraries among modules."""
    tops = {module.partition(".")[0] for module in modules}
    own = subject.value.partition(".")[0].partition(":")[0]
    known = {own, *_KNOWN, *sys.stdlib_module_names}
    return sorted(top for top in tops - known if not top.startswith(("_", "pnm_")))[:5]


def _said(exc: BaseException) -> str:
    if isinstance(exc, Stopped):
        return f"cannot be loaded: it {exc}"
    text = " ".join(str(exc).split())[:200]
    return f"cannot be loaded: {type(exc).__name__}: {text}"


def _mend(exc: BaseException) -> str:
    if isinstance(exc, ImportError):
        return "install what it needs, import it where it is used, or mend the name"
    return "mend that line; a module only defines things when it is loaded"
