"""What a configuration leaves out, changed in its text: one name in, or one name out.

In: the file's text, a plugin's name. Out: the new text, every other byte as it was.
Not known here: where the file is, and who writes it.
"""

from __future__ import annotations

from typing import Any

from pnm.errors import ConfigError
from pnm.found.wanted import DISABLED, names_in
from pnm.tables import read_tables


def with_plugin(text: str, name: str, *, wanted: bool) -> str:
    """Switch a plugin on or off.

    Args:
        text: Of a `config.toml`; empty for none.
        name: The plugin's.
        wanted: Whether it is to be asked.

    Returns:
        The text in which only `[plugins] disabled` is another than before.

    Raises:
        ConfigError: It cannot be done without touching what stands beside.
        ValueError: The text is not TOML.
    """
    before = read_tables(text)
    names = _names(before)
    after = [each for each in names if each != name] + ([] if wanted else [name])
    if (name not in names) is wanted:
        return text
    edited = _edited(text, after)
    if read_tables(edited) != _expected(before, after):
        raise _refused(name)
    return edited


def _names(tables: dict[str, Any]) -> list[str]:
    table = tables.get("plugins", {})
    if not isinstance(table, dict):
        raise _refused("NAME")
    return names_in(table, "[plugins]")


def _edited(text: str, names: list[str]) -> str:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    newline = "\r\n" if "\r\n" in text else "\n"
    try:
        document = tomlkit.parse(text)
        if tomlkit.dumps(document) != text:
            raise _refused("NAME")
        if "plugins" not in document:
            if text:
                document.add(tomlkit.nl())
            document.add("plugins", tomlkit.table())
        _change(document["plugins"], names)
        return tomlkit.dumps(document).replace("\r\n", "\n").replace("\n", newline)
    except (TOMLKitError, RecursionError) as exc:
        raise _refused("NAME") from exc


def _change(table: Any, names: list[str]) -> None:  # noqa: ANN401 - tomlkit's own class
    if DISABLED not in table:
        table.add(DISABLED, names)
        return
    array = table[DISABLED]
    if not isinstance(array, list):
        table[DISABLED] = names
        return
    for name in [each for each in array if each not in names]:
        array.remove(name)
    for name in names:
        if name not in array:
            array.append(name)


def _expected(before: dict[str, Any], names: list[str]) -> dict[str, Any]:
    return {**before, "plugins": {**before.get("plugins", {}), DISABLED: names}}


def _refused(name: str) -> ConfigError:
    return ConfigError(
        "is written in a way that cannot be changed without touching what stands beside",
        mend=f'write it yourself: [plugins] and below it disabled = ["{name}"]',
    )
