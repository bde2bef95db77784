"""`pnm schedule`: a command that runs by itself, week after week."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from pnm.cli.shared import ShownError, here, say, tell
from pnm.errors import NotFoundError, PnmError

if TYPE_CHECKING:
    from pnm.schedule import Change, Folders, Plan, System
    from pnm.vault import Vault

WEEKLY_REVIEW: Final = ("review", "--write")
_PATHS: Final = ("PNM_CACHE_DIR", "PNM_CONFIG_DIR", "PNM_DATA_DIR", "XDG_CONFIG_HOME")
"""Variables that say where pnm looks; a job runs without those of the shell."""
_STATES: Final = {
    "new": "not there yet",
    "same": "there already",
    "changed": "there already, and it says something else",
}


@click.command("schedule", context_settings={"allow_interspersed_args": False})
@click.argument("words", nargs=-1, metavar="[COMMAND]...")
@click.option("--vault", metavar="FOLDER", help="The folder of notes.")
@click.option(
    "--at", default="Mon 08:00", show_default=True, metavar="TIMES", help="Days and a time of day."
)
@click.option(
    "--for",
    "system",
    type=click.Choice(("systemd", "launchd", "windows", "cron")),
    help="Who runs it; else what this system has.",
)
@click.option("--remove", is_flag=True, help="Take away what pnm wrote; of all COMMANDs for none.")
@click.option("--dry-run", is_flag=True, help="Only show the files and what to type.")
@click.option("--yes", is_flag=True, help="Write over what pnm wrote before.")
@click.pass_context
def command(
    ctx: click.Context,
    words: tuple[str, ...],
    vault: str | None,
    at: str,
    system: System | None,
    remove: bool,
    dry_run: bool,
    yes: bool,
) -> None:
    """Let `pnm COMMAND` run by itself: the weekly review where none is named.

    It writes what the system's own scheduler reads, and prints what to type to switch it on. No
    program is started, and nothing runs until then.
    """
    asked = vault or (ctx.obj or {}).get("vault")
    chosen = system or _own_system()
    try:
        if remove:
            _remove(_vault(asked, gone=True), words, chosen, dry_run=dry_run)
            return
        found, typed = _vault(asked), words or WEEKLY_REVIEW
        plan = _plan(found, typed, _readable(ctx, typed, found), at, chosen)
        _schedule(plan, dry_run=dry_run, yes=yes)
    except PnmError as exc:
        raise ShownError(exc) from exc


def _plan(
    vault: Vault, typed: tuple[str, ...], words: tuple[str, ...], at: str, system: System
) -> Plan:
    from pnm.schedule import job_of, name_of, plan_of, read_times

    job = job_of(_program(), vault, words, read_times(at), _environment(os.environ))
    return plan_of(replace(job, name=name_of(typed, vault)), system, _folders())


def _schedule(plan: Plan, *, dry_run: bool, yes: bool) -> None:
    from pnm.schedule import changes, write

    rows = changes(plan)
    if dry_run:
        _show(plan, rows)
        return
    differ = [row.path for row in rows if row.state == "changed"]
    if differ and not yes:
        raise PnmError(
            f"{differ[0]} is {_STATES['changed']}; nothing was written",
            mend="look at what would be written with --dry-run, then add --yes",
        )
    write(rows)
    for row in rows:
        tell(f"{'written' if row.state != 'same' else 'unchanged'}: {row.path}")
    if plan.line:
        tell(f"add this line to your crontab: {plan.on[0]}")
        say(plan.line)
        return
    tell("to switch it on, type:")
    _say_all(plan.on)


def _show(plan: Plan, rows: Iterable[Change]) -> None:
    for row in rows:
        say(f"# {row.path}: {_STATES[row.state]}")
        say(_text(row.data))
    if plan.line:
        say(plan.line)
        return
    tell("nothing was written; what to type afterwards:")
    _say_all(plan.on)


def _say_all(lines: Iterable[str]) -> None:
    for line in lines:
        say(line)


def _text(data: bytes) -> str:
    return data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8")


def _remove(vault: Vault, words: tuple[str, ...], system: System, *, dry_run: bool) -> None:
    from pnm.schedule import name_of, of_vault, off, remove

    found = of_vault(_folders().of(system), vault, name_of(words, vault) if words else "")
    if not found and system != "cron":
        tell(f"nothing that pnm wrote for {vault.root} is there")
        return
    if not dry_run:
        remove(found)
    for path in found:
        tell(f"{'would be removed' if dry_run else 'removed'}: {path}")
    cron = system == "cron"
    tell("take its line out of your crontab:" if cron else "to switch it off, type:")
    names = tuple(dict.fromkeys(path.stem for path in found))
    _say_all(off(names, system))


def _vault(asked: str | None, *, gone: bool = False) -> Vault:
    """Find the vault; a named one may be gone where only its schedule is taken away."""
    from pnm.vault import Vault, find_vault

    named = asked or os.environ.get("PNM_VAULT")
    if gone and named and not os.path.lexists(named):
        return Vault(Path(named).absolute())
    return find_vault(asked, os.environ.get("PNM_VAULT"), here())


def _readable(ctx: click.Context, words: tuple[str, ...], vault: Vault) -> tuple[str, ...]:
    """Say now what the command line would say when it runs by itself; nothing is run.

    Returns:
        The words, with the whole paths of files.
    """
    from pnm.cli.unattended import read_as, with_whole_paths

    if ctx.parent is None:
        return words
    with read_as(ctx.parent, words) as read:
        if read.command_path.endswith(" report show"):
            _refuse_unknown_report(ctx.parent, read, vault)
        return with_whole_paths(read, words)


def _refuse_unknown_report(above: click.Context, read: click.Context, vault: Vault) -> None:
    from pnm.cli.opening import setting_of
    from pnm.cli.shared import as_of_day
    from pnm.session import open_session

    name, given = read.params.get("name"), above.obj or {}
    if not isinstance(name, str):
        return
    words = (*given.get("plugins", ()), *read.params.get("plugins", ()))
    wanted = not (given.get("no_plugins") or read.params.get("no_plugins"))
    setting, fault = setting_of(
        str(vault.root), as_of_day(None), words, plugins=wanted, strict=False, progress=None
    )
    with closing(open_session(setting, fault)) as session:
        try:
            session.reporting.report(name)
        except NotFoundError as exc:
            raise click.UsageError(f"{exc.message}; {exc.mend}", read) from exc


def _program() -> tuple[str, ...]:
    """Return what starts pnm from anywhere: the script beside the interpreter, else a module."""
    interpreter = Path(sys.executable)
    script = interpreter.with_name("pnm.exe" if sys.platform == "win32" else "pnm")
    return (str(script),) if script.is_file() else (str(interpreter), "-P", "-m", "pnm")


def _own_system() -> System:
    """Return what this system has."""
    if sys.platform == "darwin":
        return "launchd"
    if sys.platform == "win32":
        return "windows"
    return "systemd" if shutil.which("systemctl") else "cron"


def _environment(environ: Mapping[str, str]) -> dict[str, str]:
    from pnm.schedule import absolute

    return {name: absolute(environ[name]) for name in _PATHS if environ.get(name)}


def _folders() -> Folders:
    from pnm.schedule import Folders
    from pnm.vault import config_folder

    own = config_folder(os.environ)
    try:
        config = Path(os.environ.get("XDG_CONFIG_HOME") or "~/.config").expanduser()
        agents = Path("~/Library/LaunchAgents").expanduser()
    except RuntimeError:
        own = None
    if own is None:
        raise PnmError(
            "there is no folder for what runs by itself: the home folder is not known",
            mend="set HOME to your home folder",
        )
    return Folders(config.absolute() / "systemd" / "user", agents, own.absolute() / "schedule")
