"""One plugin, before anything of it is run: its name, where it comes from, the state of its code.

In: an announcement, or a file that was read. Out: `Plugin`.
Not known here: which plugins are wanted, and what they answer.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from hashlib import sha256
from types import ModuleType
from typing import TYPE_CHECKING, Final, Literal

from pnm.code import state_of_package

if TYPE_CHECKING:
    from pnm.found.installed import Announced

Origin = Literal["package", "user", "vault"]

NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
"""What a plugin may be called."""

FROM: Final = "__pnm_plugin__"
"""The attribute of a module that says from which single file it is."""

_VERSION: Final = re.compile(
    rb"""^__version__\s*(?::\s*\w+\s*)?=\s*["']([^"'\n]{1,40})["']""", re.M
)


@dataclass(frozen=True, slots=True)
class Plugin:
    """A plugin that is there.

    Attributes:
        name: What it is called in settings, in answers and on the command line.
        value: Its module; of a single file its path.
        origin: `package`; or a single file, in the `user`'s folder or in the `vault`'s.
        package: The package that announces it; empty for a file.
        version: Of the package, or what the file says as `__version__`; empty for none.
        code: The bytes of a single file. They are what is run, so that nobody can change the file
            between the question whether it is trusted and the running.
        off: Why it must not be run; empty where it may.
    """

    name: str
    value: str
    origin: Origin = "package"
    package: str = ""
    version: str = ""
    code: bytes = b""
    off: str = ""

    @classmethod
    def announced(cls, row: Announced) -> Plugin:
        """Return the plugin of an announcement."""
        return cls(row.name, row.value, "package", row.dist.name, row.dist.version)

    @classmethod
    def file(cls, name: str, path: str, origin: Origin, code: bytes, off: str = "") -> Plugin:
        """Return the plugin that a single file is."""
        version = _VERSION.search(code)
        said = version[1].decode("utf-8", "replace") if version else ""
        return cls(name, path, origin, "", said, code, off)

    @property
    def where(self) -> str:
        """Return where it comes from, in words."""
        return f"{self.package} ({self.value})" if self.package else self.value

    @property
    def module(self) -> str:
        """Return the name of its module when it is loaded."""
        if self.origin == "package":
            return self.value.partition(":")[0]
        return f"pnm_{self.origin}_plugin_{self.name}"

    @property
    def digest(self) -> str:
        """Return the SHA-256 of a single file, in hexadecimal."""
        return sha256(self.code).hexdigest()

    @property
    def place(self) -> str:
        """Return a digest of where it comes from: two plugins of one name have two of them."""
        return sha256(f"{self.origin} {self.value}".encode("utf-8", "replace")).hexdigest()[:16]

    def state(self) -> str | None:
        """Tell in which state its code is, without running it.

        Returns:
            Text that changes with its code; None where that cannot be told: it is not there, lies
            in an archive, or has too many files.
        """
        if self.origin != "package":
            return self.digest
        files = state_of_package(self.module)
        return None if files is None else f"{self.package} {self.version} {files}"

    def load(self) -> object:
        """Import it; of a file run those very bytes.

        Returns:
            The module, or the object in it that is announced.
        """
        if self.origin == "package":
            from importlib import import_module

            module, _, attribute = self.value.partition(":")
            loaded = import_module(module)
            return getattr(loaded, attribute) if attribute else loaded
        made = ModuleType(self.module)
        made.__file__ = self.value
        setattr(made, FROM, self)
        sys.modules[self.module] = made  # dataclasses and pickle look their module up
        try:
            exec(compile(self._text(), self.value, "exec", dont_inherit=True), made.__dict__)
        except BaseException:
            sys.modules.pop(self.module, None)
            raise
        return made

    def _text(self) -> str:
        """Return what a single file says: what was shown, whatever encoding it declares.

        Raises:
            SyntaxError: It is no text in UTF-8.
        """
        try:
            text = self.code.decode("utf-8-sig")
        except UnicodeDecodeError as exc:
            line = self.code.count(b"\n", 0, exc.start) + 1
            raise SyntaxError("it is not written in UTF-8", (self.value, line, 1, None)) from exc
        if "\0" in text:
            line = text.count("\n", 0, text.index("\0")) + 1
            raise SyntaxError("there is a NUL in it", (self.value, line, 1, None))
        return text
