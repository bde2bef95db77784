"""`pnm doctor`: a look at a vault never seen before."""

from __future__ import annotations

from collections import Counter

import click

from pnm.cli.shared import columns, say, say_json, with_session
from pnm.diagnostics import Diagnostic, Severity
from pnm.session import Session
from pnm.wording import counted

_EXAMPLES = 3


@click.command("doctor")
@with_session(strict=False, lists_problems=True)
def command(session: Session, as_json: bool) -> None:
    """Say which notes look like people, by which rule, and what is broken and where."""
    network = session.network
    rows = session.checks
    people = [contact for contact in network if contact.path is not None]
    paths = {contact.path for contact in people}
    by_rule = Counter(note.rule for note in network.notes if note.path in paths)
    touched = sum(network.last_contact(contact.id) is not None for contact in people)
    codes = Counter(row.code for row in rows)
    if as_json:
        say_json(
            {
                "notes": len(network.notes),
                "contacts": len(people),
                "by_rule": dict(by_rule.most_common()),
                "with_last_contact": touched,
                "diagnostics": dict(sorted(codes.items())),
            }
        )
        return
    say(f"{session.setting.vault.root}")
    say(f"configuration: {_configuration(session)}")
    say(f"{counted(len(network.notes), 'note')}, {len(people)} of them people")
    for line in columns([("  " + rule, str(number)) for rule, number in by_rule.most_common()]):
        say(line)
    kinds = Counter(note.kind for note in network.notes if note.person is None)
    others = ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())
    say(f"other notes: {others or 'none'}")
    links = len(network) - len(people)
    say(f"{links} more people are known only by links to them")
    say(f"last contact can be worked out for {touched} of {len(people)}")
    times = counted(len(network.interactions), "time")
    say(f"{times} in touch, {counted(len(network.promises), 'open promise')}")
    _broken(rows)
    _plugins(session)


def _configuration(session: Session) -> str:
    if session.problems:
        return ".pnm/config.toml cannot be read, see below; the defaults are used"
    return ".pnm/config.toml" if session.config.written else "none: the defaults; see `pnm init`"


def _broken(rows: tuple[Diagnostic, ...]) -> None:
    if not rows:
        say("nothing is broken")
        return
    for severity, title in ((Severity.ERROR, "not readable"), (Severity.WARNING, "doubtful")):
        found = [row for row in rows if row.severity == severity]
        if not found:
            continue
        say(f"{title}: {len(found)}")
        for code, number in Counter(row.code for row in found).most_common():
            examples = [row for row in found if row.code == code][:_EXAMPLES]
            say(f"  {code} × {number}")
            for row in examples:
                say(f"    {row.source}: {row.message}\n        mend: {row.mend}")
    say("`pnm check` lists them all")


def _plugins(session: Session) -> None:
    rows = sorted(session.host.plugins.values(), key=lambda row: row.name)
    names = ", ".join(row.name + (" (off)" if row.off else "") for row in rows)
    say(f"plugins: {names or 'none'}")
