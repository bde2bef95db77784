"""`pnm plugins show`: all that one plugin is and has.

In: a plugin's name. Out: where it comes from, its hooks, settings, fields, commands, reports.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click

from pnm.cli.plugins.apart import rows_of
from pnm.cli.plugins.named import plugin_named
from pnm.cli.shared import columns, say, say_json, with_session
from pnm.found import Plugin
from pnm.hookspecs import STABILITY
from pnm.model import Report
from pnm.session import Session


@click.command("show")
@click.argument("name")
@with_session(strict=False)
def command(session: Session, name: str, as_json: bool) -> None:
    """Show one plugin: where it is from, its hooks, its settings and where they are set."""
    plugin = plugin_named(session, name)
    shown = _values(session, plugin)
    if as_json:
        say_json(shown)
        return
    say(f"{plugin.name} {plugin.version}".rstrip())
    state = shown["off"] and f"off: {shown['off']}"
    rows = [
        ("from", plugin.where),
        ("asked", state or f"yes; it took {shown['seconds'] * 1000:.0f} ms"),
        *([("fault", shown["fault"])] if shown["fault"] else []),
        ("hooks", ", ".join(f"{row['name']} ({row['stability']})" for row in shown["hooks"])),
    ]
    for line in columns([row for row in rows if row[1]]):
        say(line)
    for title, lines in _parts(plugin.name, shown):
        if lines:
            say(f"\n{title}")
            for line in columns(lines):
                say(f"  {line}")


def _values(session: Session, plugin: Plugin) -> dict[str, Any]:
    row = next(r for r in rows_of(session).values() if r.where == plugin.where)
    known = session.declared.get(plugin.name) if not plugin.off else None
    return {
        "name": plugin.name,
        "version": plugin.version or None,
        "from": plugin.origin,
        "origin": plugin.where,
        "enabled": not row.off,
        "off": row.off or None,
        "fault": row.fault or None,
        "seconds": round(row.seconds, 4),
        "hooks": [{"name": hook, "stability": STABILITY[hook]} for hook in row.hooks],
        "settings": _settings(session, plugin) if known and not known.fault else [],
        "fields": [asdict(field) for field in known.fields] if known else [],
        "relation_kinds": [asdict(kind) for kind in known.relation_kinds] if known else [],
        "commands": [{"name": c.name, "about": c.about} for c in known.commands] if known else [],
        "reports": _reports(session, plugin) if known and not known.fault else [],
    }


def _settings(session: Session, plugin: Plugin) -> list[dict[str, Any]]:
    declared = session.host.declared_settings(plugin.name) or ()
    now, config = session.host.settings_of(plugin.name), session.written
    rows = []
    for one in declared:
        key = f"plugins.{plugin.name}.{one.name}"
        is_set = key in config.lines
        rows.append(
            {
                "name": one.name,
                "kind": one.kind,
                "default": _plain(one.default),
                "value": _plain(getattr(now, one.name)),
                "about": one.about or None,
                "source": str(config.source(key)) if is_set else None,
            }
        )
    return rows


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _reports(session: Session, plugin: Plugin) -> list[dict[str, str]]:
    given = session.host.ask_one(plugin.name, "pnm_reports", Report).given
    return [{"name": report.name, "about": report.about or report.title} for _, report in given]


def _parts(name: str, shown: dict[str, Any]) -> list[tuple[str, list[tuple[str, ...]]]]:
    kinds = shown["relation_kinds"]
    return [
        (
            f"settings, [plugins.{name}] in .pnm/config.toml",
            [_setting_cells(row) for row in shown["settings"]],
        ),
        (
            "fields of contacts",
            [(str(row["name"]), row["kind"], row["about"]) for row in shown["fields"]],
        ),
        (
            "kinds of relation",
            [(str(row["name"]), row["inverse"] or "symmetric", row["about"]) for row in kinds],
        ),
        ("commands", [(f"pnm {row['name']}", row["about"]) for row in shown["commands"]]),
        ("reports", [(f"pnm report {row['name']}", row["about"]) for row in shown["reports"]]),
    ]


def _setting_cells(row: dict[str, Any]) -> tuple[str, ...]:
    value = f"= {_written(row['value'])}"
    return row["name"], value, row["source"] or row["kind"], row["about"] or ""


def _written(value: object) -> str:
    from pnm.reports.escape import json_text

    return json_text(value, indent=None)
