"""Run pnm, and write down each note that it opens.

In: the file to write, and pnm's arguments. Out: one name a line, of processes that it forks too.
Not known here: why a note is opened.
"""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Listen to what Python opens, and be `pnm` for the rest."""
    _, log, *arguments = sys.argv
    descriptor = os.open(log, os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    def listen(event: str, values: tuple[object, ...]) -> None:
        if event == "open" and isinstance(values[0], str) and values[0].endswith(".md"):
            os.write(descriptor, os.path.basename(values[0]).encode() + b"\n")

    sys.addaudithook(listen)
    sys.argv[1:] = arguments
    from pnm.cli import main as pnm

    pnm()


if __name__ == "__main__":
    main()
