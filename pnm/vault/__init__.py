"""The user's folder of notes: the only reader and the only writer of what lies in it.

In: a folder. Out: entries with fingerprints, texts, written files. Not known here: what notes mean.
"""

from typing import TYPE_CHECKING, Any

from pnm.vault.files import read_small
from pnm.vault.names import is_note_path
from pnm.vault.place import Vault, cache_folder, config_folder, data_folder, find_vault
from pnm.vault.walk import Entry, Fingerprint, Skipped, Walk

if TYPE_CHECKING:
    from pnm.vault.outside import replace_own_file, write_new_file
    from pnm.vault.read import READ_BYTES, Content, read_note
    from pnm.vault.write import Written, create_tree, write_cookie, write_text

__all__ = [
    "READ_BYTES",
    "Content",
    "Entry",
    "Fingerprint",
    "Skipped",
    "Vault",
    "Walk",
    "Written",
    "cache_folder",
    "config_folder",
    "create_tree",
    "data_folder",
    "find_vault",
    "is_note_path",
    "read_note",
    "read_small",
    "replace_own_file",
    "write_cookie",
    "write_new_file",
    "write_text",
]

_LATE = {
    "READ_BYTES": "read",
    "Content": "read",
    "read_note": "read",
    "Written": "write",
    "create_tree": "write",
    "write_cookie": "write",
    "replace_own_file": "outside",
    "write_new_file": "outside",
    "write_text": "write",
}
"""What most commands need none of, by the module that it is in."""


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever has that name
    """Import what is imported late."""
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_LATE[name]}"), name)
