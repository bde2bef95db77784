"""Every plugin asked every question, in a process of its own that may end at any of them.

In: the setting of a session. Out: a row for each plugin, with its time and its last fault.
Not known here: how the rows are printed.
"""

from __future__ import annotations

import json
import os
import pickle
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from pnm.cli import COMMANDS
from pnm.cli.foreign import clashes
from pnm.found.remembered import Remembered
from pnm.host import Loaded
from pnm.host.children import Child, answers_only
from pnm.host.declared import Declared
from pnm.session import Session, Setting, open_session

SILENCE_SECONDS: Final = 60.0
"""So long one plugin may take for one question; Python's code is stopped long before."""


@dataclass(slots=True)
class _Heard:
    """What a process told before it ended: the last plugin and question, and its answer."""

    plugin: str = ""
    hook: str = ""
    rows: dict[str, Loaded] | None = None


def rows_of(session: Session) -> dict[str, Loaded]:
    """Ask all plugins everything, and say how they fared.

    Args:
        session: The vault, nothing asked yet.

    Returns:
        The plugins, as `pnm.host.Host.plugins` has them.
    """
    setting = replace(session.setting, progress=None, strict=False)
    ended: dict[str, str] = {}
    while True:
        heard, how = _ask(setting)
        if heard.rows is not None:
            rows = {key: _with_fault(row, ended) for key, row in heard.rows.items()}
            return _with_clashes(rows, session)
        if not heard.plugin or heard.plugin in ended:
            return {key: _with_fault(row, ended) for key, row in session.host.plugins.items()}
        ended[heard.plugin] = f"{heard.hook}: it {how}"
        _remember(session, heard.plugin, ended[heard.plugin])
        out = replace(setting.wanted, asked=(*setting.wanted.asked, f"no:{heard.plugin}"))
        setting = replace(setting, wanted=out)


def _with_fault(row: Loaded, ended: Mapping[str, str]) -> Loaded:
    if row.name in ended:
        row.fault, row.off = ended[row.name], ""
    return row


def _with_clashes(rows: dict[str, Loaded], session: Session) -> dict[str, Loaded]:
    """Say whose commands cannot be typed, because others have their names."""
    declared = {n: [c.name for c in row.commands] for n, row in session.declared.items()}
    for plugin, fault in clashes(declared, frozenset(COMMANDS)):
        rows[plugin].fault = rows[plugin].fault or fault
    return rows


def _remember(session: Session, name: str, fault: str) -> None:
    remembered = Remembered(session.setting.cache, session.written.plugins)
    asked = [plugin for plugin in session.plugins if plugin.name == name and not plugin.off]
    remembered.keep((plugin, Declared(fault=fault).values()) for plugin in asked)


def _ask(setting: Setting) -> tuple[_Heard, str]:
    heard = _Heard()
    child = Child("pnm.cli.plugins.apart", pickle.dumps(setting), SILENCE_SECONDS)
    try:
        for line in child.lines():
            _hear(heard, json.loads(line))
    except OSError:  # no process can be started: then nothing is asked
        return heard, ""
    return heard, child.end


def _hear(heard: _Heard, told: Mapping[str, Any]) -> None:
    if "rows" in told:
        heard.rows = {key: _loaded(row) for key, row in told["rows"].items()}
    else:
        heard.plugin, heard.hook = told["plugin"], told["hook"]


def _loaded(row: Mapping[str, Any]) -> Loaded:
    return Loaded(**{**row, "hooks": tuple(row["hooks"])})


def serve() -> None:
    """Ask everything; tell on stdout where it is, and the rows at the end. Runs apart."""
    setting = pickle.load(sys.stdin.buffer)
    answers, dumps = answers_only(), json.dumps  # as it is before any plugin puts another there

    def tell(**said: object) -> None:
        os.write(answers, dumps(said).encode("ascii") + b"\n")

    session = open_session(setting)
    session.host.before = lambda plugin, hook: tell(plugin=plugin, hook=hook)
    session.ask_everything()
    rows = {key: asdict(row) for key, row in session.host.plugins.items()}
    sys.stdout.flush()
    data = dumps({"rows": rows}).encode("ascii") + b"\n"
    while data:
        data = data[os.write(answers, data) :]
    os._exit(0)
