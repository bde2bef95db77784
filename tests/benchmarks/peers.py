"""Measure the first index of other programs beside pnm's, over the same notes.

In: where the programs are installed. Out: a Markdown table for `docs/benchmarks.md`.
Not known here: how any of them works; each is run as its own documentation says.

Run it with, for example,

    python -m venv /tmp/o && /tmp/o/bin/pip install obsidiantools
    python -m venv /tmp/c && /tmp/c/bin/pip install orbit-crm
    python tests/benchmarks/peers.py --obsidiantools /tmp/o/bin/python --orbit /tmp/c/bin/orbit

orbit reads lists of one form only, and wants an id in each note. So it gets the vault in its own
convention, and pnm is measured over that one too.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from measure import FailedError, Row, Run, in_turns, run, table

HERE: Final = Path(__file__).resolve().parent
PYTHON: Final = sys.executable
_GRAPH: Final = """\
import sys
from pathlib import Path
import obsidiantools.api
vault = obsidiantools.api.Vault(Path(sys.argv[1])).connect()
sys.exit(len(vault.graph) == 0)
"""
_INLINE_LIST: Final = re.compile(r"^([a-z_]+): \[(.*)\]$", re.MULTILINE)
_EMAIL: Final = re.compile(r"^email: (.*)$", re.MULTILINE)
_DIGITS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def for_orbit(vault: Path, copy: Path) -> None:
    """Copy a generated vault, its notes in orbit's own convention."""
    shutil.copytree(vault, copy)
    for note in copy.rglob("*.md"):
        text = note.read_bytes().decode()
        if text.startswith("---\n"):
            _, front, body = text.split("---\n", 2)
            note.write_bytes(f"---\n{_front_for_orbit(front, note.name)}---\n{body}".encode())


def _front_for_orbit(front: str, name: str) -> str:
    front = _INLINE_LIST.sub(_lines, front)
    if "type: person\n" not in front:
        return front
    number = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=16).digest())
    digits = "".join(_DIGITS[number >> 5 * place & 31] for place in range(25))
    return f"id: per_0{digits}\n" + _EMAIL.sub(r"emails:\n  - \1", front)


def _lines(found: re.Match[str]) -> str:
    items = "".join(f"\n  - {item.strip()}" for item in found[2].split(","))
    return f"{found[1]}:{items}"


def rows(given: argparse.Namespace, folder: Path, contacts: int) -> Iterator[Row]:
    """Yield each peer beside the yardstick, and pnm beside each peer."""
    vault, other = folder / f"vault-{contacts}", folder / f"orbit-{contacts}"
    size = ["--contacts", str(contacts), "--seed", str(given.seed)]
    subprocess.run([PYTHON, HERE / "generate.py", vault, *size], check=True, stdout=sys.stderr)
    environment = {**os.environ, "PNM_CACHE_DIR": str(folder / "cache")}
    environment["ORBIT_HOME"] = str(folder / "orbit-home")

    def pnm(notes: Path) -> Run:
        shutil.rmtree(folder / "cache", ignore_errors=True)
        return run([PYTHON, "-m", "pnm", "--vault", str(notes), "index"], environment)

    def yardstick(notes: Path) -> Run:
        return run([PYTHON, str(HERE / "yardstick.py"), "parse", str(notes)], environment)

    def peer(name: str, notes: Path, command: list[str], faster: int) -> Iterator[Row]:
        said = f"{name}, {contacts:,} contacts"
        took = Row(said, "one core: read and `CSafeLoader`")
        print(f"{said} …", file=sys.stderr, flush=True)

        def peers_own() -> Run:
            return run(command, environment, seconds=given.timeout)

        yield in_turns(took, 1, peers_own, lambda: yardstick(notes))
        if took.fault:
            return
        ours = Row(f"`pnm index` of the same notes, {contacts:,} contacts", name, 1 / faster)
        ours.theirs = took.ours
        try:
            ours.ours = [pnm(notes) for _ in range(3)]
        except FailedError as exc:
            ours.fault = str(exc)
        ratio = ours.ratio()
        ours.note = f"{1 / ratio:.0f} times as fast" if ratio else ""
        yield ours

    if given.obsidiantools:
        yield from peer("obsidiantools", vault, [given.obsidiantools, "-c", _GRAPH, str(vault)], 50)
    if given.orbit:
        for_orbit(vault, other)
        me = ["--name", "Me", "--email", "me@home.example"]
        run([given.orbit, "init", *me, str(other)], environment)
        yield from peer("orbit-crm", other, [given.orbit, "reindex", str(other)], 5)
    if given.zk:
        notebook = folder / f"zk-{contacts}"
        shutil.copytree(vault, notebook)
        run([given.zk, "init", "--no-input", str(notebook)])
        shown = ["--notebook-dir", str(notebook), "--no-input"]
        yield from peer("zk", notebook, [given.zk, "index", "--force", "--quiet", *shown], 100)


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description="Measure other programs beside pnm.")
    parser.add_argument("--contacts", type=int, nargs="+", default=[1_000])
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--timeout", type=float, default=600.0, help="seconds for one of them")
    parser.add_argument("--obsidiantools", metavar="PYTHON", help="a Python that can import it")
    parser.add_argument("--orbit", metavar="PROGRAM", help="the `orbit` of orbit-crm")
    parser.add_argument("--zk", metavar="PROGRAM", help="the `zk` of zk-org")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pnm-peers-") as name:
        measured = [row for size in given.contacts for row in rows(given, Path(name), size)]
    print(table(measured))


if __name__ == "__main__":
    main()
