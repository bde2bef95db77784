"""What may run by itself: a command that asks nobody, ends, and means the same from every folder.

In: the words after `pnm schedule`, as click reads them. Out: the words with whole paths, or what is
wrong with them. Not known here: who runs them, and when; nothing is run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import click

_BY_HAND: Final = {
    "demo": "it is done once",
    "forget": "nobody is erased without somebody looking on",
    "init": "it is done once",
    "plugins disable": "it is done once",
    "plugins enable": "it is done once",
    "plugins new": "it is done once",
    "plugins sync": "it is done once",
    "plugins trust": "nothing is trusted without somebody reading it",
    "report eject": "it is done once",
    "report new": "it is done once",
    "report preview": "it does not end",
    "schedule": "it is what schedules",
    "watch": "it does not end",
}
"""Commands that make no sense where nobody looks on, with the reason."""
_FILES: Final = frozenset({"file", "path"})


@contextmanager
def read_as(above: click.Context, words: Sequence[str]) -> Iterator[click.Context]:
    """Read words as the command line would.

    Args:
        above: The context of `pnm`.
        words: What is typed after `pnm`.

    Yields:
        The context of the last command in them; it is not run.

    Raises:
        click.UsageError: There is no such command, it cannot be typed so, or it is to be typed by
            hand only.
    """
    group, context, rest, typed = above.command, above, list(words), ""
    while isinstance(group, click.Group) and (rest or context is above):
        name, found, rest = group.resolve_command(context, rest)
        if found is None or name is None:
            raise click.UsageError(f"pnm has no command {' '.join(words)!r}", above)
        typed = f"{typed} {name}".strip()
        if why := _BY_HAND.get(typed):
            raise click.UsageError(
                f"`pnm {typed}` cannot run by itself: {why}; type it yourself: "
                f"pnm {' '.join(words)}",
                above,
            )
        context = found.make_context(name, rest, parent=context)
        group, rest = found, [*getattr(context, "_protected_args", ()), *context.args]
    with context:
        yield context


def with_whole_paths(context: click.Context, words: Sequence[str]) -> tuple[str, ...]:
    """Return words in which each file is named by its whole path.

    Args:
        context: Of the command, as `read_as` gives it.
        words: What is typed after `pnm`.
    """
    made = list(words)
    for parameter in context.command.params:
        value = context.params.get(parameter.name or "")
        if isinstance(value, str) and value not in {"", "-"} and _names_a_file(parameter):
            for at, before in _places(made, value, parameter):
                made[at] = before + _whole(value)
    return tuple(made)


def _names_a_file(parameter: click.Parameter) -> bool:
    return getattr(parameter, "metavar", None) == "FILE" or (
        isinstance(parameter, click.Argument) and parameter.name in _FILES
    )


def _places(words: Sequence[str], value: str, parameter: click.Parameter) -> list[tuple[int, str]]:
    """Return which words hold a value, and what stands before it in each."""
    if isinstance(parameter, click.Option):
        behind = _behind(words, parameter.opts)
        return [(at, before) for at, before in behind if words[at] == before + value]
    return [(at, "") for at, word in enumerate(words) if word == value][-1:]


def _behind(words: Sequence[str], names: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield where the value of an option may stand: in the next word, or in its own."""
    for at, word in enumerate(words):
        for name in names:
            if word == name and at + 1 < len(words):
                yield at + 1, ""
            elif word.startswith(name):
                yield at, f"{name}=" if name.startswith("--") else name


def _whole(path: str) -> str:
    from pnm.schedule import absolute

    return absolute(path)
