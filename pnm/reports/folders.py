"""Where templates lie, and which file a name means.

In: folders and names. Out: the text of a template, with the name to give in messages.
Not known here: Jinja, and what a template says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from pnm.diagnostics import Severity, Source
from pnm.errors import NotFoundError, ReportError
from pnm.wording import known_are

Format = Literal["markdown", "html", "terminal", "json"]

SUFFIXES: Final = {"markdown": ".md.j2", "html": ".html.j2"}
"""What the names of a format's templates end with."""

ORIGINAL: Final = "builtin/"
"""Before a template's name: the plugin's or pnm's own, past those that override it."""

GENERIC: Final = "report"
"""The template of reports that have none of their own."""

MOST_CHARACTERS: Final = 256 * 1024

_BUILT_IN: Final = Path(__file__).parent / "templates"
_NAME: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,100}\.j2")


@dataclass(frozen=True, slots=True)
class TemplateFolders:
    """The folders of templates, in the order in which they are searched.

    Attributes:
        vault: `.pnm/templates` of the vault; None for no vault.
        user: The user's own, for all vaults.
        plugins: Those that plugins name.
    """

    vault: Path | None = None
    user: Path | None = None
    plugins: tuple[Path, ...] = ()

    @property
    def edited(self) -> tuple[Path, ...]:
        """Return the folders that people write templates in."""
        return tuple(folder for folder in (self.vault, self.user) if folder is not None)

    @property
    def original(self) -> tuple[Path, ...]:
        """Return the folders that come with installed code."""
        return (*self.plugins, _BUILT_IN)


@dataclass(frozen=True, slots=True)
class Template:
    """A template's text.

    Attributes:
        name: The file's name.
        shown: How messages name it.
        text: The source.
        path: The file.
    """

    name: str
    shown: str
    text: str
    path: Path


def find_template(name: str, folders: TemplateFolders) -> Template | None:
    """Find a template.

    Args:
        name: A file's name such as `weekly-review.md.j2`; `builtin/` before it passes over the
            folders that people write in, and each further `builtin/` over one more template.
        folders: Where to look.

    Returns:
        The template, or None where no folder has it. A name never leaves the folders.

    Raises:
        ReportError: It is there and cannot be read.
    """
    passed, bare = split_name(name)
    if not _NAME.fullmatch(bare):
        return None
    places = folders.original if passed else (*folders.edited, *folders.original)
    for folder in places:
        found = _read(folder, bare, folders)
        if found is not None and passed <= 1:
            return found
        passed -= found is not None
    return None


def split_name(name: str) -> tuple[int, str]:
    """Return how often `builtin/` stands before a name, and the bare name."""
    bare = name
    while bare.startswith(ORIGINAL):
        bare = bare.removeprefix(ORIGINAL)
    return (len(name) - len(bare)) // len(ORIGINAL), bare


def name_from(name: str, parent: str, folders: TemplateFolders) -> str:
    """Return the name of a template that another one asks for.

    Where a template asks for the one that it stands for, its name means the next one behind it: a
    plugin may override a template of pnm, and a vault that of the plugin.

    Args:
        name: As written: `builtin/report.md.j2`.
        parent: The name of the template that it is written in.
        folders: Where templates lie.
    """
    passed, bare = split_name(name)
    before, same = split_name(parent)
    if not passed or bare != same:
        return name
    if before == 0:
        found = find_template(same, folders)
        before = int(found is not None and found.path.parent not in folders.edited)
    return ORIGINAL * (before + 1) + bare


def template_names(folders: TemplateFolders) -> tuple[str, ...]:
    """Return the names of all templates, in the order of the alphabet."""
    places = (*folders.edited, *folders.original)
    return tuple(sorted({path.name for folder in places for path in _templates(folder)}))


def edited_names(folders: TemplateFolders) -> frozenset[str]:
    """Return the names of the templates that people wrote."""
    return frozenset(path.name for folder in folders.edited for path in _templates(folder))


def original_names(folders: TemplateFolders) -> frozenset[str]:
    """Return the names of the templates that came with installed code."""
    return frozenset(path.name for folder in folders.original for path in _templates(folder))


def has_edited(folders: TemplateFolders) -> bool:
    """Tell whether people wrote templates of their own."""
    return any(True for folder in folders.edited for _ in _templates(folder))


def eject(name: str, folders: TemplateFolders, fmt: str = "markdown") -> Template:
    """Return the original of a template, to be copied and edited.

    Args:
        name: A report's template such as `weekly-review`, or a file's name such as `line.md.j2`.
        folders: Where to look; what people wrote is passed over.
        fmt: `markdown` or `html`, for a name without its suffix.

    Returns:
        The template; its name is what the copy must be called.

    Raises:
        NotFoundError: There is none of this name.
    """
    file_name = name if name.endswith(".j2") else name + SUFFIXES[fmt]
    found = find_template(ORIGINAL + file_name, folders)
    if found is not None:
        return found
    known = template_names(TemplateFolders(plugins=folders.plugins))
    raise NotFoundError(f"no template is called {file_name!r}", mend=known_are(file_name, known))


def _templates(folder: Path) -> Iterator[Path]:
    """Yield the templates in a folder; one that is not there or may not be read has none."""
    try:
        found = sorted(folder.iterdir())
    except OSError:
        return
    yield from (path for path in found if _NAME.fullmatch(path.name))


def _read(folder: Path, name: str, folders: TemplateFolders) -> Template | None:
    """Read a template; only one in a vault may not be a link, since a vault is synchronised."""
    from pnm.vault import read_note

    path = folder / name
    shown = _shown(path, folders)
    real = path if folder == folders.vault else path.resolve()
    content = read_note(str(real.parent), real.name)
    broken = next((p.message for p in content.problems if p.severity is Severity.ERROR), "")
    if broken or (content.fingerprint is not None and content.text is None):
        raise ReportError(
            broken or "is no text",
            mend="mend the file, or take it away to have the original again",
            source=Source(shown),
        )
    if content.text is None:
        return None
    if len(content.text) > MOST_CHARACTERS:
        raise ReportError(
            f"has more than {MOST_CHARACTERS // 1024} thousand characters",
            mend="make it shorter, or divide it by {% include %}",
            source=Source(shown),
        )
    return Template(name, shown, content.text.removeprefix("\ufeff"), path)


def _shown(path: Path, folders: TemplateFolders) -> str:
    if path.parent == folders.vault:
        return f".pnm/templates/{path.name}"
    return str(path) if path.parent == folders.user else path.name
