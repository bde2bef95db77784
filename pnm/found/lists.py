"""The lists of plugins in a configuration, changed in its text: one name in, one name out.

In: the file's text, a plugin's name. Out: the new text, every other byte as it was.
Not known here: where the file is, and who writes it.
"""

from __future__ import annotations

import tomllib
from typing import Any

from pnm.errors import ConfigError
from pnm.found.wanted import LISTS, names_in


def with_plugin(text: str, name: str, *, wanted: bool, against: bool = False) -> str:
    """Switch a plugin on or off.

    Args:
        text: Of a `config.toml`; empty for none.
        name: The plugin's.
        wanted: Whether it is to be asked.
        against: Whether a wider configuration leaves it out, so that it must be named to be asked.

    Returns:
        The text in which only `[plugins] disabled` and `enabled` are other than before.

    Raises:
        ConfigError: It cannot be done without touching what stands beside.
    """
    before = tomllib.loads(text)
    lists = _lists(before, name, wanted, against)
    if lists == _lists_of(before):
        return text
    after = _edited(text, lists)
    if tomllib.loads(after) != _expected(before, lists):
        raise _refused(name, wanted=wanted)
    return after


def _lists_of(tables: dict[str, Any]) -> dict[str, list[str]]:
    table = tables.get("plugins", {})
    if not isinstance(table, dict):
        raise _refused("NAME", wanted=False)
    return {key: list(names_in(table, key, "[plugins]")) for key in LISTS if key in table}


def _lists(tables: dict[str, Any], name: str, wanted: bool, against: bool) -> dict[str, list[str]]:
    """Return the lists as they shall be: a name stands in the one that is meant, and no other."""
    into, out_of = ("enabled", "disabled") if wanted else ("disabled", "enabled")
    lists = _lists_of(tables)
    if out_of in lists:
        lists[out_of] = [each for each in lists[out_of] if each != name]
    if name not in lists.get(into, []) and (against or not wanted):
        lists[into] = [*lists.get(into, []), name]
    return lists


def _edited(text: str, lists: dict[str, list[str]]) -> str:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    newline = "\r\n" if "\r\n" in text else "\n"
    try:
        document = tomlkit.parse(text)
        if tomlkit.dumps(document) != text:
            raise _refused("NAME", wanted=False)
        if "plugins" not in document:
            if text:
                document.add(tomlkit.nl())
            document.add("plugins", tomlkit.table())
        table: Any = document["plugins"]
        for key, names in lists.items():
            _change(table, key, names)
        return tomlkit.dumps(document).replace("\r\n", "\n").replace("\n", newline)
    except TOMLKitError as exc:
        raise _refused("NAME", wanted=False) from exc


def _change(table: Any, key: str, names: list[str]) -> None:  # noqa: ANN401 - tomlkit's own class
    if key not in table:
        table.add(key, names)
        return
    array = table[key]
    if not isinstance(array, list):
        table[key] = names
        return
    for name in [each for each in array if each not in names]:
        array.remove(name)
    for name in names:
        if name not in array:
            array.append(name)


def _expected(before: dict[str, Any], lists: dict[str, list[str]]) -> dict[str, Any]:
    return {**before, "plugins": {**before.get("plugins", {}), **lists}}


def _refused(name: str, *, wanted: bool) -> ConfigError:
    key = "enabled" if wanted else "disabled"
    return ConfigError(
        "is written in a way that cannot be changed without touching what stands beside",
        mend=f'write it yourself: [plugins] and below it {key} = ["{name}"]',
    )
