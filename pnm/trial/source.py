"""A plugin's code, read and not run: what it imports of pnm.

In: files. Out: findings. Not known here: what the code does.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from pnm.trial.findings import Finding

_PUBLIC: Final = "pnm.api"
_KIT: Final = "pnm.testing"
_LATE: Final = frozenset({"import_module", "__import__"})
_FACTS: Final = frozenset({"network", "contact", "gathered", "note"})
_MEND: Final = "import it from pnm.api, or do without: all else may change without a word"


def of_source(own: Iterable[str]) -> Iterator[Finding]:
    """Yield what is wrong with the code as it is written.

    Args:
        own: The plugin's files and folders.
    """
    for file in files_of(own):
        try:
            tree = ast.parse(file.read_bytes(), str(file))
        except (OSError, ValueError, SyntaxError) as exc:
            line = getattr(exc, "lineno", 0) or 0
            said = getattr(exc, "msg", None) or str(exc)
            yield Finding(str(file), line, "load", f"cannot be read: {said}", "mend that line")
            continue
        for node in ast.walk(tree):
            for message, mend in _of_node(node):
                yield Finding(str(file), getattr(node, "lineno", 0), "private", message, mend)


def files_of(own: Iterable[str]) -> Iterator[Path]:
    """Yield the Python files of a plugin, by path."""
    for place in map(Path, own):
        yield from sorted(place.rglob("*.py")) if place.is_dir() else [place]


def _of_node(node: ast.AST) -> Iterator[tuple[str, str]]:
    for module in _imported(node):
        top, _, rest = module.partition(".")
        if top != "pnm" or module == _PUBLIC or module.startswith(f"{_PUBLIC}."):
            continue
        if module == _KIT:
            yield f"imports {_KIT}", "use it in the plugin's tests only"
        else:
            yield f"imports {module if rest else 'pnm'}, which is not public", _MEND
    if (
        isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in _FACTS
        and node.attr.startswith("_")
        and not node.attr.endswith("__")
    ):
        yield (
            f"uses {node.value.id}.{node.attr}, which is not public",
            "use what has no _ before it",
        )


def _imported(node: ast.AST) -> Iterator[str]:
    """Yield the modules that a statement or a call imports."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        if node.module == "pnm":
            yield from (f"pnm.{alias.name}" for alias in node.names)
        else:
            yield node.module
    elif isinstance(node, ast.Call) and node.args:
        called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        called = node.func.id if isinstance(node.func, ast.Name) else called
        first = node.args[0]
        if called in _LATE and isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value
