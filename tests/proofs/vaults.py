"""Small vaults of invented people, random edits in them, and what pnm says of them.

In: a folder and a source of chance. Out: files; the answers of commands, in this process or not.
Not known here: what an answer should be, but that a cache of nothing gives the right one.
"""

import io
import os
import random
import subprocess
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import patch

from pnm.cli import run

TODAY = date(2026, 11, 16)
FIRST = "Ada Bo Cai Dan Eva Finn Gil Hana Ida Jon Kim Lea Mo Noor Ola Pia Rui Sam Tea Uma".split()
LAST = "Acker Brandt Corvo Duarte Ekström Fabre Grau Horvát Ivanov Juhl Koch Lund Meyer".split()
TOPICS = "sailing bread archives choir glass orchard ferry lathe tide kiln harp moss".split()
CHANNELS = "call mail met lunch walk message".split()


def person(number, chance):
    """Return a note on somebody."""
    name = f"{chance.choice(FIRST)} {chance.choice(LAST)} {number}"
    born = date(1950 + chance.randrange(50), 1, 1) + timedelta(chance.randrange(365))
    lines = [
        "---",
        "type: person",
        f"name: {name}",
        f"birthday: {born if chance.random() < 0.7 else born.strftime('--%m-%d')}",
        f"contact_every: {chance.choice(['2 weeks', '1 month', '1 year'])}",
        f"tags: [{chance.choice(TOPICS)}]",
        f'friend: "[[P{chance.randrange(number + 1)}]]"',
        "---",
        f"About {chance.choice(TOPICS)} and {chance.choice(TOPICS)}.",
        "",
        "## Log",
    ]
    lines += [log_line(chance) for _ in range(chance.randrange(6))]
    lines.append(
        f"- [ ] lend the {chance.choice(TOPICS)} book 📅 2026-11-{chance.randrange(10, 29)}"
    )
    return "\n".join(lines) + "\n"


def log_line(chance):
    """Return a line on a time of being in touch."""
    day = TODAY - timedelta(chance.randrange(900))
    what = f"{chance.choice(CHANNELS)}: {chance.choice(TOPICS)}"
    return f"- {day} {what} with [[P{chance.randrange(40)}]]"


def make_vault(folder, notes, chance):
    """Fill a new folder with notes."""
    for number in range(notes):
        file = Path(folder, "people", f"{number % 7}", f"P{number}.md")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(person(number, chance))
    daily = Path(folder, "daily")
    daily.mkdir(parents=True)
    for days in range(notes // 10):
        day = TODAY - timedelta(days)
        (daily / f"{day}.md").write_text(
            f"{chance.choice(TOPICS)} with [[P{chance.randrange(notes)}]]\n"
        )
    return Path(folder)


def edit(vault, chance, most=30):
    """Change some notes as editors do; add, move and remove some."""
    for _ in range(chance.randrange(1, most)):
        file = chance.choice(sorted(vault.rglob("*.md")))
        match chance.randrange(8):
            case 0:
                file.unlink()
            case 1:
                file.rename(file.with_name(f"M{chance.randrange(10**6)}.md"))
            case 2:
                number = chance.randrange(10**6)
                file.with_name(f"N{number}.md").write_text(person(number, chance))
            case 3:
                times = file.stat()
                text = file.read_text()
                file.write_text(text.replace("2026", chance.choice(["2025", "2024"])))
                os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
            case 4:
                spare = file.with_name(f".{file.name}.tmp")
                spare.write_text(file.read_text() + log_line(chance) + "\n")
                spare.replace(file)
            case _:
                with file.open("a") as out:
                    out.write(log_line(chance) + "\n")


QUESTIONS = (
    ("list", "--json"),
    ("due", "--json"),
    ("find", "orchard", "--json"),
    ("show", "P3", "--json"),
)


def arguments(vault, command):
    """Return the arguments of a command on a vault, on the one day of all proofs."""
    return ["--vault", str(vault), "--as-of", TODAY.isoformat(), *command]


def ask(vault, cache, command):
    """Run a command in this process; return its code, what it printed, and what it told."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    environ = {"PNM_CACHE_DIR": str(cache)}
    with patch.dict(os.environ, environ), redirect_stdout(out), redirect_stderr(err):
        code = run(arguments(vault, command))
    printed = []
    for stream in (out, err):
        stream.flush()
        printed.append(stream.buffer.getvalue().decode())
    return code, *printed


def answers(vault, cache, questions=QUESTIONS):
    """Return the code and the output of commands, and all that was told meanwhile."""
    given, told = {}, ""
    for command in questions:
        code, out, err = ask(vault, cache, command)
        given[command] = (code, out)
        told += err
    return given, told


def right_answers(vault, questions=QUESTIONS):
    """Return the answers of an index that is built anew."""
    with tempfile.TemporaryDirectory() as cache:
        return answers(vault, cache, questions)[0]


def start(vault, cache, command, prefix=(), **more):
    """Start a command as a process of its own."""
    return subprocess.Popen(
        [*prefix, sys.executable, "-m", "pnm", *arguments(vault, command)],
        env={**os.environ, "PNM_CACHE_DIR": str(cache)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **more,
    )


def chance_of(name):
    """Return a source of chance that is the same in each run, unless PNM_SEED says otherwise."""
    return random.Random(name + os.environ.get("PNM_SEED", ""))
