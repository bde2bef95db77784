"""A vault on the disk, made out of text, in a world of its own: to run commands in.

In: notes as text, a configuration, plugins. Out: `SmallVault`: it runs commands and says which of
the user's files they changed.
Not known here: pytest, any plugin, and what the commands do.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType
from typing import Final, Protocol

from pnm.found import Plugin
from pnm.found.installed import GROUP
from pnm.host import Host, apart
from pnm.host.declared import Declared, declared_of
from pnm.testing.named import Plugins, named
from pnm.testing.notes import TODAY
from pnm.testing.running import Done, run_here

CONFIG: Final = ".pnm/config.toml"
_OWN: Final = ".pnm/watch.cookie"
"""What pnm may write into a vault unasked; see `pnm watch`."""
_LENT: Final = "pnm_lent_to_a_test_"


@dataclass(frozen=True, slots=True)
class _File:
    """A file as it was seen: what it says, and when it was changed."""

    digest: str
    changed_ns: int


class SmallVault:
    """A vault with its own cache, settings and home; nothing of the user's is seen or touched.

    Attributes:
        root: The vault's folder.
        world: The folder in which it lies, beside `config`, `data` and `home`.
        today: The day on which commands are asked.
        plugins: The plugins that are asked, by name.
        bundled: Whether pnm's own plugins are asked, too.
    """

    def __init__(
        self,
        world: Path,
        notes: Mapping[str, str | bytes] | None = None,
        *,
        config: str | None = None,
        plugins: Plugins = (),
        bundled: bool = False,
        today: date = TODAY,
    ) -> None:
        """Make the folders and write the notes.

        Args:
            world: A folder that is there and empty.
            notes: Path in the vault to text or bytes.
            config: The text of `.pnm/config.toml`; without it there is an empty one.
            plugins: Those that are asked; no others, whatever is installed.
            bundled: Ask pnm's own plugins, too.
            today: The day on which commands are asked, unless `run` says another.
        """
        self.world = world
        self.root = world / "vault"
        self.today = today
        self.plugins = named(plugins)
        self.bundled = bundled
        for folder in ("vault", "config/plugins", "data", "home"):
            (world / folder).mkdir(parents=True)
        self._runs = 0
        self._seen: dict[str, _File | None] = {}
        self.write(CONFIG, config or "")
        for path, text in (notes or {}).items():
            self.write(path, text)

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file of the user's; `untouched` then knows it as it is now.

        Args:
            path: In the vault.
            text: What it shall say.

        Returns:
            The file.
        """
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
        self._seen[path] = _seen(file)
        for folder in Path(path).parents:
            self._seen.setdefault(folder.as_posix(), None)
        return file

    def read(self, path: str) -> str:
        """Return what a file of the vault says, line ends as they are."""
        return (self.root / path).read_bytes().decode("utf-8")

    def run(self, *arguments: str, today: date | None = None, stdin: str | bytes = "") -> Done:
        """Run a command of pnm's on this vault.

        It runs in this process, so that `monkeypatch` reaches the plugins; folder, environment and
        streams are its own, and as before when it ends. It counts as typed in the vault's folder,
        into nothing that is a terminal.

        Args:
            arguments: As typed after `pnm`: `"due", "--json"`.
            today: The day; else the vault's.
            stdin: What is typed into it.

        Returns:
            Its exit code and what it printed.
        """
        typed = stdin.encode("utf-8") if isinstance(stdin, str) else stdin
        day = (today or self.today).isoformat()
        with self._lending() as names:
            return run_here(
                ["--as-of", day, *arguments], self.root, self._environment(names), typed
            )

    def changed(self) -> dict[str, str]:
        """Say which files and folders of the vault are not as the test wrote them.

        Returns:
            Paths, each with what happened: `was changed`, `was written again` (with the same
            bytes), `was made`, `is gone`; empty where all is as it was.
        """
        now = dict(_files(self.root))
        paths = sorted({*now, *self._seen} - {".", _OWN})
        how = {
            path: _how(path in self._seen, self._seen.get(path), path in now, now.get(path))
            for path in paths
        }
        return {path: word for path, word in how.items() if word}

    def untouched(self, *, but: Iterable[str] = ()) -> None:
        """Assert that all files of the vault are as the test wrote them: their bytes and times.

        Args:
            but: Paths that may be new or changed.

        Raises:
            AssertionError: Some are not; the message names each.
        """
        allowed = {each.as_posix() for path in but for each in (Path(path), *Path(path).parents)}
        found = [f"{path} {how}" for path, how in self.changed().items() if path not in allowed]
        if found:
            raise AssertionError("files of the vault were touched: " + "; ".join(found))

    def _environment(self, names: Iterable[str]) -> dict[str, str | None]:
        world = self.world
        return {
            "PNM_VAULT": str(self.root),
            "PNM_CACHE_DIR": str(world / f"cache-{self._runs}"),
            "PNM_CONFIG_DIR": str(world / "config"),
            "PNM_DATA_DIR": str(world / "data"),
            "HOME": str(world / "home"),
            "USERPROFILE": str(world / "home"),
            "XDG_CONFIG_HOME": None,
            "XDG_CACHE_HOME": None,
            "XDG_DATA_HOME": None,
            "PNM_PLUGINS": ",".join(sorted(names)),
            "NO_COLOR": "1",
            "FORCE_COLOR": None,
            "COLUMNS": "100",
        }

    @contextmanager
    def _lending(self) -> Iterator[set[str]]:
        """Put the plugins where pnm finds the user's own, for as long as a command runs.

        Each is a file that takes its names over from the module under test. What it declares is
        found out in this process, because no other one has that module. Each run has a cache of its
        own, so that no answer from before is given when a test changed the module.
        """
        self._runs += 1
        folder = self.world / "config" / "plugins"
        rows = {n: plugin for n, plugin in self.plugins.items() if not _is_installed(n, plugin)}
        lent = {f"{_LENT}{name}": plugin for name, plugin in rows.items()}
        for name in rows:
            (folder / f"{name}.py").write_text(_BRIDGE.format(_LENT + name), "utf-8")
        sys.modules.update({key: _module(key, plugin) for key, plugin in lent.items()})
        elsewhere, apart.declare_apart = apart.declare_apart, declare_here
        try:
            yield {*self.plugins, *(_bundled() if self.bundled else ())}
        finally:
            apart.declare_apart = elsewhere
            for key in lent:
                sys.modules.pop(key, None)


class VaultOf(Protocol):
    """What the fixture `vault_of` is: a function that makes a `SmallVault`."""

    def __call__(
        self,
        notes: Mapping[str, str | bytes] | None = None,
        *,
        config: str | None = None,
        plugins: Plugins = (),
        bundled: bool = False,
        today: date = TODAY,
    ) -> SmallVault:
        """Make a vault; see `SmallVault`."""


_BRIDGE: Final = """\
import {0} as lent

globals().update({{name: getattr(lent, name) for name in dir(lent) if name[:4] == "pnm_"}})
"""


def declare_here(
    plugins: Sequence[Plugin], settings: Mapping[str, Mapping[str, object]]
) -> dict[str, Declared]:
    """Find out what plugins declare, in this process; see `pnm.host.apart`."""
    host = Host(settings)
    host.load(plugins)
    return {plugin.name: declared_of(host, plugin.name) for plugin in plugins}


def _module(name: str, plugin: object) -> ModuleType:
    """Return a plugin as something that can be imported."""
    if isinstance(plugin, ModuleType):
        return plugin
    made = ModuleType(name)
    hooks = {key: getattr(plugin, key) for key in dir(plugin) if key.startswith("pnm_")}
    made.__dict__.update(hooks)
    return made


def _is_installed(name: str, plugin: object) -> bool:
    """Tell whether a plugin is the very one that is installed under its name.

    Raises:
        ValueError: Another one is, so that pnm would take that.
    """
    for row in entry_points(group=GROUP, name=name):
        if sys.modules.get(row.value) is not plugin:
            raise ValueError(
                f"another plugin called {name} is installed; give this one another name: "
                f'plugins={{"my_{name}": …}}'
            )
        return True
    return False


def _bundled() -> set[str]:
    rows = entry_points(group=GROUP)
    return {row.name for row in rows if row.dist is not None and row.dist.name == "pnm"}


def _files(root: Path) -> Iterator[tuple[str, _File | None]]:
    for path in root.rglob("*"):
        yield path.relative_to(root).as_posix(), _seen(path)


def _seen(path: Path) -> _File | None:
    """Return a file as it is; None for a folder, whose times its files have."""
    if path.is_dir() and not path.is_symlink():
        return None
    data = str(path.readlink()).encode() if path.is_symlink() else path.read_bytes()
    return _File(sha256(data).hexdigest(), path.lstat().st_mtime_ns)


def _how(was: bool, before: _File | None, is_there: bool, now: _File | None) -> str:
    """Return what happened to a path; empty for nothing."""
    if was != is_there:
        return "was made" if is_there else "is gone"
    if before is None or now is None:
        return "" if before is now else "became another thing"
    if before.digest != now.digest:
        return "was changed"
    return "" if before == now else "was written again"
