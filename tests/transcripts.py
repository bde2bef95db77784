"""Console transcripts: pages of Markdown whose ```console blocks are tests.

In: a page. Out: its blocks with what they promise, and what the commands really print.
A line `…` stands for any lines. `$ cat FILE <<EOF`-like writing is not known: a page uses vaults
that are there. Blocks run in the checkout.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from dataclasses import dataclass

from pnm.cli import run

_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Step:
    """One command of a block with what it shall print."""

    command: str
    output: str


def steps(page):
    """Return all commands of a page."""
    found = []
    for block in _BLOCK.findall(page):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append(Step(command, output))
    return found


def printed(command):
    """Return what a command prints, both streams in the order of printing, and its exit code."""
    program, *arguments = shlex.split(command)
    if program != "pnm":
        raise AssertionError(f"only pnm is run in transcripts, not {program}")
    both = io.BytesIO()
    out = io.TextIOWrapper(both, encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = run(arguments)
    text = "\n".join(line.rstrip() for line in both.getvalue().decode("utf-8").splitlines())
    text += "\n" if text else ""
    return text + (f"[exit {code}]\n" if code else "")


def fits(wanted, got):
    """Return whether output is as promised; `…` on a line of its own stands for any lines."""
    pattern = ".*".join(re.escape(part) for part in re.split(r"^…\n", wanted, flags=re.MULTILINE))
    return re.fullmatch(pattern, got, re.DOTALL) is not None


def updated(page):
    """Return the page with what the commands print now; blocks with `…` are left as they are."""

    def rewrite(block):
        parts = re.split(r"^\$ ", block[1], flags=re.MULTILINE)
        text = parts[0]
        for part in parts[1:]:
            command, _, output = part.partition("\n")
            kept = output if "…\n" in output else printed(command)
            text += f"$ {command}\n{kept}"
        return f"```console\n{text}```"

    return _BLOCK.sub(rewrite, page)
