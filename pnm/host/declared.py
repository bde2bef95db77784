"""What plugins declare without looking at any note, remembered until their code changes.

In: plugins as found, their settings, a cache folder. Out: for each its hooks, commands, fields and
kinds of relation, or why it cannot be used.
Not known here: what is made of it.

So `pnm --help` shows the commands of plugins without importing one, and a command imports those
only that answer one of its questions. What is not remembered is found out in a process of its own
(`pnm.host.apart`): a plugin that crashes or never comes back takes nothing with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pnm.found import Plugin
from pnm.found.ends import bad_ends
from pnm.found.remembered import Remembered, Row
from pnm.model import Command, Field, RelationKind

if TYPE_CHECKING:
    from pnm.host.asking import Host

_TYPED: Final = re.compile(r"[a-z][a-z0-9_-]{0,39}")
"""What a command may be called."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What a plugin declares.

    Attributes:
        hooks: What it implements.
        commands: Its commands; `load` is empty where only the plugin itself can give it.
        fields: Its fields.
        relation_kinds: Its kinds of relation.
        fault: Why it cannot be used; empty where it can.
        complaints: What went wrong beside, when it was asked.
    """

    hooks: tuple[str, ...] = ()
    commands: tuple[Command, ...] = ()
    fields: tuple[Field, ...] = ()
    relation_kinds: tuple[RelationKind, ...] = ()
    fault: str = ""
    complaints: tuple[str, ...] = ()

    def values(self) -> dict[str, object]:
        """Return it as JSON has it."""
        return asdict(self)

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Declared:
        """Return what `values` gave.

        Raises:
            KeyError, TypeError, ValueError: It is something else.
        """
        return cls(
            tuple(str(hook) for hook in row["hooks"]),
            tuple(Command(**_texts(one)) for one in row["commands"]),
            tuple(Field(**_texts(one)) for one in row["fields"]),
            tuple(RelationKind(**_texts(one)) for one in row["relation_kinds"]),
            str(row["fault"]),
            tuple(str(complaint) for complaint in row["complaints"]),
        )


def _texts(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a value's fields, each a text or a tuple of texts."""
    return {
        key: tuple(map(str, value)) if isinstance(value, list) else str(value)
        for key, value in row.items()
    }


def declared(
    plugins: Sequence[Plugin], settings: Mapping[str, Mapping[str, object]], cache: Path
) -> dict[str, Declared]:
    """Return what plugins declare.

    Args:
        plugins: Those that are asked; none of them `off`.
        settings: For each its table, as written.
        cache: The folder of all caches.

    Returns:
        For each by its name what it declares.
    """
    remembered = Remembered(cache, settings)
    if ended := bad_ends(cache, {plugin.name: plugin.place for plugin in plugins}):
        blamed = [(p, Declared(fault=ended[p.name]).values()) for p in plugins if p.name in ended]
        remembered.keep(blamed)
    found: dict[str, Declared] = {}
    unknown: list[Plugin] = []
    for plugin in plugins:
        before = _known(remembered.row(plugin))
        if before is not None:
            found[plugin.name] = before
        else:
            unknown.append(plugin)
    if unknown:
        from pnm.host.apart import declare_apart

        fresh = declare_apart(unknown, settings)
        found.update(fresh)
        remembered.keep((plugin, fresh[plugin.name].values()) for plugin in unknown)
    return found


def declared_by(
    modules: Iterable[tuple[str, object]], settings: Mapping[str, Mapping[str, object]]
) -> dict[str, Declared]:
    """Return what plugins declare that are imported already.

    Args:
        modules: Each with its name.
        settings: For each its table, as written.

    Returns:
        For each by its name what it declares.
    """
    from pnm.host.asking import Host

    host = Host(settings)
    for name, module in modules:
        host.add(name, module)
    return {name: declared_of(host, name) for name, _ in modules}


def declared_of(host: Host, name: str) -> Declared:
    """Ask a plugin what it declares.

    Args:
        host: It has the plugin.
        name: The plugin's.
    """
    row = host.plugins[name]
    if not row.hooks:
        return Declared(fault=row.fault)
    told = len(host.problems)
    commands = tuple(row for _, row in host.ask_one(name, "pnm_commands", Command).given)
    fields = tuple(row for _, row in host.ask_one(name, "pnm_fields", Field).given)
    kinds = tuple(row for _, row in host.ask_one(name, "pnm_relation_kinds", RelationKind).given)
    complaints = [problem.message for problem in host.problems[told:]]
    complaints += [
        f"pnm_commands: {one.name!r:.60} cannot be typed; a name has small letters, digits and -"
        for one in commands
        if not _TYPED.fullmatch(one.name)
    ]
    usable = tuple(_storable(one) for one in commands if _TYPED.fullmatch(one.name))
    return Declared(row.hooks, usable, fields, kinds, "", tuple(complaints))


def _storable(command: Command) -> Command:
    """Return a command without its function: that only the plugin itself can give."""
    load = command.load if isinstance(command.load, str) else ""
    return Command(command.name, command.about, load)


def _known(row: Row | None) -> Declared | None:
    """Return what is remembered; None where nothing is, or it is damaged."""
    try:
        return None if row is None else Declared.of(row)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
