"""What pnm's work is measured against, each as a process of its own.

In: which yardstick, and a folder. Out: one JSON object: how many files, and the seconds that the
work took inside the process.
Not known here: pnm.

- `parse FOLDER`: walk, read every note, cut its front matter by the fences, `yaml.load` it with
  `CSafeLoader`; nothing else, on one core.
- `walk FOLDER`: walk and `lstat` every note.
- `start FOLDER`: `import click, sqlite3`, then that walk.
- `rows FOLDER`: load the rows of the index below FOLDER, and render an empty template.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path


def parse(folder: str) -> int:
    """Parse the front matter of every note, and return how many there were."""
    return sum(parse_one(path) for path, _ in _notes(folder))


def parse_one(path: str) -> bool:
    """Read one note and parse its front matter; return whether it has one."""
    import yaml

    front = _front(_read(path))
    if front is not None:
        yaml.load(front, Loader=yaml.CSafeLoader)
    return front is not None


def walk(folder: str) -> int:
    """Take the `lstat` of every note, and return how many there were."""
    return sum(1 for _ in _notes(folder))


def start(folder: str) -> int:
    """Import what every command needs, and walk."""
    for name in ("click", "sqlite3"):
        importlib.import_module(name)
    return walk(folder)


def rows(folder: str) -> int:
    """Load all rows of the index, and render an empty template."""
    import sqlite3

    import jinja2

    (file,) = Path(folder).rglob("*.sqlite3")
    found = sqlite3.connect(file).execute("SELECT * FROM files").fetchall()
    jinja2.Environment(autoescape=True).from_string("").render()
    return len(found)


def _notes(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    stack = [folder]
    while stack:
        with os.scandir(stack.pop()) as entries:
            for entry in entries:
                if entry.name[0] == ".":
                    continue
                if entry.is_dir(follow_symlinks=False):
                    stack.append(entry.path)
                elif entry.name.endswith(".md"):
                    yield entry.path, entry.stat(follow_symlinks=False)


def _read(path: str) -> str:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return os.read(descriptor, os.fstat(descriptor).st_size).decode()
    finally:
        os.close(descriptor)


def _front(text: str) -> str | None:
    if not text.startswith("---\n"):
        return None
    end = text.find("\n---\n", 3)
    return text[4 : end + 1] if end > 0 else None


YARDSTICKS: dict[str, Callable[[str], int]] = {
    "parse": parse,
    "walk": walk,
    "start": start,
    "rows": rows,
}


def main() -> None:
    """Apply the yardstick that the command line names."""
    parser = argparse.ArgumentParser(description="Apply one yardstick.")
    parser.add_argument("which", choices=YARDSTICKS)
    parser.add_argument("folder")
    given = parser.parse_args()
    begun = time.perf_counter()
    count = YARDSTICKS[given.which](given.folder)
    print(json.dumps({"files": count, "seconds": time.perf_counter() - begun}))


if __name__ == "__main__":
    main()
