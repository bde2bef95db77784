"""The files themselves: texts with the names put in.

In: `Names`. Out: paths and texts. A mark that is no name of `Names` is a fault of the file here,
and raises; nothing else is evaluated, so that a name can only ever become itself.
Not known here: where the files go.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from pnm.scaffold.names import Names

_HERE: Final = Path(__file__).parent
_MARK: Final = re.compile(r"<<(\w+)>>")
_PACKAGE: Final = {
    "pyproject.toml": "pyproject.toml.tmpl",
    "README.md": "README.md.tmpl",
    ".gitignore": "gitignore.tmpl",
    "<<module>>/__init__.py": "module/__init__.py.tmpl",
    "<<module>>/options.py": "module/options.py.tmpl",
    "<<module>>/near.py": "module/near.py.tmpl",
    "<<module>>/section.py": "module/section.py.tmpl",
    "<<module>>/command.py": "module/command.py.tmpl",
    "<<module>>/py.typed": "",
    "<<module>>/templates/<<module>>.md.j2": "module/templates/section.md.j2.tmpl",
    "<<module>>/templates/<<module>>.html.j2": "module/templates/section.html.j2.tmpl",
    "tests/test_hooks.py": "tests/test_hooks.py.tmpl",
    "tests/test_section.py": "tests/test_section.py.tmpl",
    "tests/test_command.py": "tests/test_command.py.tmpl",
}
"""Each file of a package with the one it is made of; empty for an empty file."""


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file to be written.

    Attributes:
        path: Below the folder that is named or stood in.
        text: What it says.
    """

    path: str
    text: str


def package_files(names: Names) -> tuple[MadeFile, ...]:
    """Return the files of a package, below a folder called like the project."""
    return tuple(
        MadeFile(f"{names.project}/{_filled(path, names)}", _filled(_text(source), names))
        for path, source in _PACKAGE.items()
    )


def single_file(names: Names) -> MadeFile:
    """Return a plugin in one file."""
    text = (_HERE / "single.py.tmpl").read_text("utf-8")
    return MadeFile(f"{names.name}.py", _filled(text, names))


def _text(source: str) -> str:
    return (_HERE / "package" / source).read_text("utf-8") if source else ""


def _filled(text: str, names: Names) -> str:
    known = asdict(names)
    return _MARK.sub(lambda mark: known[mark[1]], text)
