"""`pnm plugins check`: a plugin put on trial before it is shared."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from pnm.cli.shared import ShownError, here, say, say_json
from pnm.errors import PnmError


@click.command("check")
@click.argument("path")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(path: str, as_json: bool) -> int:
    """Put the plugin at PATH on trial: a file, a folder, a module or an installed plugin's name.

    It is loaded in a process of its own and asked about several vaults on several days. Each line
    says where it would make somebody stumble, and what to do. So its code is run, with your rights:
    read a plugin of somebody else's first.
    """
    from pnm.cli import COMMANDS
    from pnm.trial import shown, subjects_of, tried

    try:
        verdicts = [tried(subject, COMMANDS) for subject in subjects_of(_place(path))]
    except PnmError as exc:
        raise ShownError(exc) from exc
    rows = [(verdict, [shown(row, here()) for row in verdict.findings]) for verdict in verdicts]
    if as_json:
        say_json(
            [
                {
                    "plugin": verdict.name,
                    "hooks": list(verdict.hooks),
                    "findings": [asdict(row) for row in found],
                    "milliseconds": verdict.milliseconds,
                }
                for verdict, found in rows
            ]
        )
    for verdict, found in () if as_json else rows:
        for row in found:
            say(str(row))
        if not found:
            hooks = ", ".join(hook.removeprefix("pnm_") for hook in verdict.hooks)
            say(f"{verdict.name}: nothing found ({hooks})")
    return int(any(found for _, found in rows))


def _place(typed: str) -> str:
    """Return the file that is meant where the name of one of the user's own plugins is typed."""
    from pnm.cli.opening import plugins_there

    if Path(typed).exists():
        return typed
    _, _, plugins, _ = plugins_there(None, ())
    return next((p.value for p in plugins if p.name == typed and p.origin == "user"), typed)
