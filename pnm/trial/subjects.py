"""What is put on trial: a file, a package's folder, a module, or an installed plugin.

In: what somebody typed. Out: `Subject`: how it is loaded, and which files are its own. Nothing of
it is imported here.
Not known here: what a plugin answers.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.machinery import ModuleSpec, PathFinder
from importlib.metadata import entry_points
from pathlib import Path
from typing import Final

from pnm.errors import NotFoundError, PnmError
from pnm.found.installed import GROUP

_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
_MODULE: Final = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*")


class SubjectError(PnmError):
    """What was named cannot be put on trial."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Subject:
    """A plugin before it is loaded.

    Attributes:
        name: What pnm calls it.
        value: Its module, with `:attribute` where an object in it is meant; of a file its path.
        is_file: Whether it is a single file.
        paths: Folders from which it is imported, before the usual ones.
        own: The files and folders that are its own code.
        bundled: Whether pnm itself brings it.
    """

    name: str
    value: str
    is_file: bool = False
    paths: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    bundled: bool = False


def subjects_of(typed: str) -> tuple[Subject, ...]:
    """Return the plugins that are meant.

    Args:
        typed: A path, a module or the name of an installed plugin.

    Returns:
        One; of a project that announces several all of them.

    Raises:
        SubjectError: It is there, and no plugin.
        NotFoundError: Nothing of that name is there.
    """
    path = Path(typed)
    if path.is_file():
        return (_file(path.resolve()),)
    if path.is_dir():
        return _folder(path.resolve())
    for entry in entry_points(group=GROUP, name=typed):
        bundled = entry.dist is not None and entry.dist.name == "pnm"
        return (_module(entry.name, entry.value, (), bundled=bundled),)
    if _MODULE.fullmatch(typed) and _spec(typed, ()) is not None:
        return (_module(_name_of(typed), typed, ()),)
    raise NotFoundError(
        f"{typed!r} is neither a file or a folder nor a module or an installed plugin",
        mend="pnm plugins check FILE, FOLDER, MODULE or NAME; `pnm plugins` lists the names",
    )


def _file(path: Path) -> Subject:
    if path.suffix != ".py":
        raise SubjectError(f"{path.name} is no Python file", mend="name one that ends with .py")
    if path.name == "__init__.py":
        return _package(path.parent)
    return Subject(_name_of(path.stem), str(path), is_file=True, own=(str(path),))


def _folder(folder: Path) -> tuple[Subject, ...]:
    project = folder / "pyproject.toml"
    if project.is_file():
        return tuple(
            _module(name, value, _roots(folder)) for name, value in _announced(project).items()
        )
    if (folder / "__init__.py").is_file():
        return (_package(folder),)
    raise SubjectError(
        f"{folder} is no package: it has neither pyproject.toml nor __init__.py",
        mend="name the folder in which one of them lies, or a file",
    )


def _package(folder: Path) -> Subject:
    return _module(_name_of(folder.name), folder.name, (str(folder.parent),))


def _roots(folder: Path) -> tuple[str, ...]:
    return tuple(str(root) for root in (folder / "src", folder) if root.is_dir())


def _announced(project: Path) -> dict[str, str]:
    """Return the plugins that a project announces, by name."""
    try:
        table = tomllib.loads(project.read_text("utf-8"))
    except (OSError, ValueError) as exc:
        raise SubjectError(f"{project} cannot be read: {exc}", mend="mend that file") from exc
    rows = table.get("project", {}).get("entry-points", {}).get(GROUP, {})
    if not rows:
        raise SubjectError(
            f"{project} announces no plugin",
            mend=f'write [project.entry-points."{GROUP}"] and NAME = "MODULE" below it',
        )
    return {str(name): str(value) for name, value in rows.items()}


def _module(name: str, value: str, paths: Sequence[str], *, bundled: bool = False) -> Subject:
    module = value.partition(":")[0]
    spec = _spec(module, paths)
    if spec is None:
        raise SubjectError(
            f"the module {module} of the plugin {name} cannot be found",
            mend="mend the name, or install the package with its dependencies",
        )
    places = spec.submodule_search_locations
    own = tuple(map(str, places)) if places else (str(spec.origin),)
    return Subject(name, value, paths=tuple(paths), own=own, bundled=bundled)


def _spec(module: str, paths: Sequence[str]) -> ModuleSpec | None:
    """Return where a module's top package lies, without importing it."""
    return PathFinder.find_spec(module.partition(".")[0], [*paths, *sys.path])


def _name_of(module: str) -> str:
    name = module.rpartition(".")[2].removeprefix("pnm_")
    if not _NAME.fullmatch(name):
        raise SubjectError(
            f"{name!r} is no name for a plugin",
            mend="small letters, digits and _, a letter first: lunch.py",
        )
    return name
