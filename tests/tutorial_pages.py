"""A tutorial's page as a test: its files lie beside it, its commands print what it shows.

A file is a block below a line `` `path`: ``, in one piece or in several (`` `path`, going on: ``).
A command is a line `$ pnm …` in a block of text, with what it prints; a line `…` stands for any
lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import transcripts

_FILE = re.compile(
    r"^`(?P<path>[^`\n]+)`(?:, [^:\n]*)?:\n\n(?P<fence>`{3,})\w+\n(?P<text>.*?)^(?P=fence)$",
    re.M | re.S,
)
_COMMANDS = re.compile(r"^```text\n(?P<shown>\$ .*?)^```$", re.M | re.S)


@dataclass(frozen=True)
class Piece:
    """A piece of a file."""

    path: str
    text: str


def pieces(page):
    """Return the files of a page, piece by piece."""
    return [Piece(found["path"], found["text"]) for found in _FILE.finditer(page)]


def steps(page):
    """Yield what a reader does: pieces of files and commands, in order."""
    found = [(m.start(), Piece(m["path"], m["text"])) for m in _FILE.finditer(page)]
    for block in _COMMANDS.finditer(page):
        for step in transcripts.steps(f"```console\n{block['shown']}```\n"):
            found.append((block.start(), step))
    return [step for _, step in sorted(found, key=lambda row: row[0])]


def lines(text):
    """Return the lines that say something: between two pieces of a file blanks are lost."""
    return [line for line in text.splitlines() if line.strip()]


def whole(page, path):
    """Return the lines of a file, all its pieces put together."""
    return [line for piece in pieces(page) if piece.path == path for line in lines(piece.text)]
