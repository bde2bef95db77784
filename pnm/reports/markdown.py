"""Text and links written as Markdown, as CommonMark and Obsidian read it.

In: text, and the paths of notes. Out: Markdown on one line that shows the same and makes no link,
tag, field, task, comment, code or markup of its own.
Not known here: templates, and what the text is about.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from pnm.reports.escape import clean, one_line

if TYPE_CHECKING:
    from pnm.model import Contact

_SPECIAL: Final = re.compile(
    r"""
      [\\`*\[\]<>|$]                          # code, emphasis, links, HTML, tables, formulas
    | (?<=~)~ | (?<==)= | (?<=%)% | (?<=:):   # strike-out, highlight, comment, inline field
    | (?<=<)[!%] | (?<=\{)[{%] | (?<=\])\(    # what opens a comment, a template, an address
    | (?<![^\W_])\#                           # a tag or a heading, but not C#
    | &(?=[A-Za-z][A-Za-z0-9]{0,31};)         # an entity
    | (?<![^\W_])_ | _(?![^\W_])              # emphasis, but not within snake_case
    | (?<!\S)\^                               # the name of a block
    """,
    re.VERBOSE,
)
_STARTS_BLOCK: Final = re.compile(r"[-+=](?=[-+=\s]|$)")
_NUMBERED: Final = re.compile(r"([0-9]{1,9})(?=[.)](?:\s|$))")
_SPACES: Final = re.compile(r"\s+")
_TASK_SIGN: Final = re.compile(
    "[\u2705\u274c\u2795\u23f3\u231b\U0001f4c5\U0001f4c6\U0001f5d3\U0001f6eb\U0001f501]\ufe0f?"
)
_WORD_JOINER: Final = "\u2060"

_LABEL: Final = str.maketrans("[]|<>`*\\", "()\u00a6\u2039\u203a'\u2217/")
_LABEL_PAIRS: Final = (
    ("%%", "\uff05\uff05"),
    ("::", ": :"),
    ("~~", "\u223c\u223c"),
    ("==", "= ="),
    ("{{", "{ {"),
)
_LABEL_EMPHASIS: Final = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_LONGEST_LABEL: Final = 120
_LONGEST_LINK: Final = 400

_WIKI_ASCII: Final = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 _-.,'()&+@!;/"
)
_JOINERS: Final = "\u200c\u200d"


def escape(text: str) -> str:
    """Escape text for Markdown.

    Args:
        text: Any text; line ends become spaces.

    Returns:
        Markdown that shows the same. What starts a block at the start of a line is escaped at
        the start of the text, since the text may stand there.
    """
    flat = _SPACES.sub(" ", clean(text))
    body = flat.lstrip()
    lead = flat[: len(flat) - len(body)]
    escaped = _SPECIAL.sub(r"\\\g<0>", body)
    if _STARTS_BLOCK.match(escaped):
        escaped = f"\\{escaped}"
    elif number := _NUMBERED.match(escaped):
        escaped = f"{number[0]}\\{escaped[number.end() :]}"
    # The joiner is not seen, and after it nothing reads a day as that of a task.
    return lead + _TASK_SIGN.sub(rf"\g<0>{_WORD_JOINER}", escaped)


def link(target: str, name: str) -> str:
    """Write a link to a note.

    Args:
        target: The note's path from the vault's root, without its suffix.
        name: What to show.

    Returns:
        A wiki link; a Markdown link where the path has signs that a wiki link cannot hold; the
        bare name where the path is too long for either.
    """
    label = _label(name) or _label(target.rpartition("/")[2])
    inner = target if target == label else f"{target}|{label}"
    if _fits_wiki(target) and len(inner) <= _LONGEST_LINK:
        return f"[[{inner}]]"
    address = percent(f"{target}.md")
    return f"[{label}]({address})" if len(address) <= _LONGEST_LINK else escape(name)


def target_of(contact: Contact) -> str:
    """Return what a link to a contact names: its note without the suffix, or the bare name."""
    return contact.id if contact.path is not None else contact.name


def percent(path: str) -> str:
    """Write a path as the address of a link; bytes that are no UTF-8 keep their value."""
    return quote(path.encode("utf-8", "surrogateescape" if _is_file_name(path) else "replace"))


def _is_file_name(path: str) -> bool:
    """Tell whether all halves of characters in it are the bytes of a file's name."""
    return all("\udc80" <= c <= "\udcff" for c in path if "\ud800" <= c <= "\udfff")


def _label(name: str) -> str:
    label = one_line(clean(name)).translate(_LABEL)
    for pair, instead in _LABEL_PAIRS:
        label = label.replace(pair, instead)
    label = _LABEL_EMPHASIS.sub("\uff3f", label)
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1]}…"


def _fits_wiki(target: str) -> bool:
    if not target or target != target.strip() or target.startswith(("/", ".")):
        return False
    if target.lower().endswith((".md", "/")):
        return False
    return all(
        c in _WIKI_ASCII if c.isascii() else c.isprintable() or c in _JOINERS for c in target
    )
