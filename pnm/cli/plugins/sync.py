"""`pnm plugins sync`: packages with plugins that were here before and are gone.

In: what was remembered. Out: the command that gets them back. Nothing is installed by pnm itself.
"""

from __future__ import annotations

import os

import click

from pnm.cli.shared import say, say_json, tell, with_session
from pnm.found.before import forget_gone, gone, how_to_install
from pnm.session import Session
from pnm.vault import data_folder


@click.command("sync")
@click.option("--forget", is_flag=True, help="They are gone for good: do not name them again.")
@with_session(strict=False)
def command(session: Session, forget: bool, as_json: bool) -> None:
    """Say how to install the plugins again that an upgrade has thrown away.

    pnm remembers the packages that `pnm plugins` has listed.
    """
    data = data_folder(os.environ.get("PNM_DATA_DIR"))
    lost = gone(data, session.setting.plugins)
    if forget:
        forget_gone(data, session.setting.plugins)
        lost = {}
    install = how_to_install(lost) if lost else None
    if as_json:
        say_json({"gone": lost, "install": install})
    elif install is None:
        tell("no plugin is missing")
    else:
        for name, version in sorted(lost.items()):
            say(f"# {name} {version} was here")
        say(install)
