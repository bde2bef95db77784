"""Where the vault is, and where its cache may lie.

In: what the user typed, the environment, the current folder. Out: `Vault`.
Not known here: what the vault holds.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from pnm.errors import CacheError, VaultError

MARKER = ".pnm"


@dataclass(frozen=True, slots=True)
class Vault:
    """A folder of notes.

    Attributes:
        root: Absolute, with symbolic links resolved.
    """

    root: Path

    @property
    def config_path(self) -> Path:
        """Return where its configuration lies, whether it is there or not."""
        return self.root / MARKER / "config.toml"

    @property
    def templates(self) -> Path:
        """Return the folder of its own report templates."""
        return self.root / MARKER / "templates"

    @property
    def id(self) -> str:
        """Return a stable name for its cache: the folder's name and a digest of its path."""
        digest = blake2b(os.fsencode(self.root), digest_size=6).hexdigest()
        name = "".join(c for c in self.root.name if c.isalnum() or c in "-_")[:40]
        return f"{name or 'vault'}-{digest}"


def find_vault(asked: str | None, environ: str | None, here: Path) -> Vault:
    """Find the vault.

    Args:
        asked: What `--vault` says, or None.
        environ: What `PNM_VAULT` says, or None.
        here: The current folder.

    Returns:
        The vault asked for, else the nearest folder upwards with `.pnm` or `.obsidian` in it.

    Raises:
        VaultError: There is none.
    """
    named = asked or environ
    if named:
        return Vault(_folder(Path(named)))
    for folder in (here, *here.parents):
        if any(os.path.isdir(folder / mark) for mark in (MARKER, ".obsidian")):
            return Vault(_folder(folder))
    raise VaultError(
        f"no vault here: neither {here} nor a folder above it has .pnm or .obsidian in it",
        mend="pnm --vault FOLDER …, or set PNM_VAULT, or run `pnm init` in your folder of notes",
    )


def _folder(path: Path) -> Path:
    try:
        path = path.expanduser()
        if path.is_dir():
            return path.resolve()
        there = path.exists()
    except (OSError, ValueError, RuntimeError) as exc:
        raise VaultError(f"{str(path)!r} cannot be used: {exc}", mend="name a folder") from exc
    what = "is not a folder" if there else "does not exist"
    raise VaultError(f"the vault {path} {what}", mend="name your folder of notes with --vault")


def config_folder(environ: Mapping[str, str]) -> Path | None:
    """Return the user's own folder of settings, the same on every system.

    Args:
        environ: `PNM_CONFIG_DIR` wins, then `XDG_CONFIG_HOME`.

    Returns:
        The folder, whether it is there or not; without either, `~/.config/pnm`. None where that
        names no folder because there is no home.
    """
    base = environ.get("XDG_CONFIG_HOME") or "~/.config"
    named = environ.get("PNM_CONFIG_DIR") or f"{base}/pnm"
    try:
        return Path(named).expanduser()
    except RuntimeError:
        return None


def cache_folder(environ: str | None) -> Path:
    """Find the folder under which all caches lie.

    Args:
        environ: What `PNM_CACHE_DIR` says, or None.

    Returns:
        That folder, else the system's own.

    Raises:
        CacheError: There is none, because there is no home.
    """
    try:
        folder = Path(environ).expanduser() if environ else _system_cache()
    except RuntimeError:
        folder = Path("~")
    if str(folder).startswith("~"):  # older releases of platformdirs leave it so
        raise CacheError(
            "there is no folder for the index: the home folder is not known",
            mend="set PNM_CACHE_DIR to a folder that you may write to, without ~",
        )
    return folder


def _system_cache() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("pnm", appauthor=False)


def data_folder(environ: str | None) -> Path:
    """Find the folder of what pnm keeps for good outside of vaults: what the user trusts.

    Args:
        environ: What `PNM_DATA_DIR` says, or None.

    Returns:
        That folder, else the system's own.

    Raises:
        CacheError: There is none, because there is no home.
    """
    from platformdirs import user_data_path

    try:
        named = Path(environ).expanduser() if environ else user_data_path("pnm", appauthor=False)
    except RuntimeError:
        named = Path("~")
    if str(named).startswith("~"):
        raise CacheError(
            "there is no folder for what you trust: the home folder is not known",
            mend="set PNM_DATA_DIR to a folder that you may write to, without ~",
        )
    return named
