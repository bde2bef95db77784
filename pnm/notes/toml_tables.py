"""The tables of a TOML document while they are put together.

In: dotted keys with their values, in the order of the file. Out: nested `Mapping` values.
"""

from __future__ import annotations

from pnm.notes.note import Field, Mapping, Node, Sequence


class Table:
    """A table that takes keys until it is frozen; of a key written twice the first one stays."""

    __slots__ = ("_keys", "line", "start")

    def __init__(self, line: int, start: int) -> None:
        self.line = line
        self.start = start
        self._keys: dict[str, tuple[int, int, Node | Table | list[Table]]] = {}

    def put(self, keys: tuple[str, ...], value: Node, line: int, start: int) -> None:
        """Take a value under a dotted key."""
        table = self.open(keys[:-1], line, start)
        table._keys.setdefault(keys[-1], (line, start, value))

    def open(self, keys: tuple[str, ...], line: int, start: int, *, many: bool = False) -> Table:
        """Return the table of a dotted key, made where it is not there; a new one where `many`."""
        table = self
        for count, key in enumerate(keys, 1):
            table = table._inner(key, line, start, many=many and count == len(keys))
        return table

    def _inner(self, key: str, line: int, start: int, *, many: bool) -> Table:
        _, _, found = self._keys.get(key, (0, 0, None))
        made = Table(line, start)
        if found is None:
            self._keys[key] = (line, start, [made] if many else made)
            return made
        if isinstance(found, list):
            if many:
                found.append(made)
            return found[-1]
        # A value where a table was meant is a fault of the file: what follows it is dropped.
        return found if isinstance(found, Table) else made

    def freeze(self) -> Mapping:
        """Return what was taken."""
        fields = tuple(
            Field(key, _frozen(value), line, start)
            for key, (line, start, value) in self._keys.items()
        )
        end = max((field.value.end for field in fields), default=self.start)
        return Mapping(fields, self.line, self.start, end)


def _frozen(value: Node | Table | list[Table]) -> Node:
    if isinstance(value, Table):
        return value.freeze()
    if isinstance(value, list):
        items = tuple(table.freeze() for table in value)
        return Sequence(items, items[0].line, items[0].start, items[-1].end)
    return value
