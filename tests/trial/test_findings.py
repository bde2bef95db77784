"""`pnm plugins check`: each kind of bad plugin, and the line at which it is found.

A line of a plugin below that ends with `# finds: WORD` is where a finding of that rule is expected,
and there may be no other findings.
"""

from __future__ import annotations

import re

import pytest

from pnm.trial import subjects_of, tried

IMPORTS = """\
from pnm.api import *
from pnm.api import hookimpl
"""

BAD = {
    "what is done beside answering": """\
import os, socket, subprocess, threading, time
from pathlib import Path

@hookimpl
def pnm_tags(network, today):
    print("hello")  # finds: prints
    os.environ["LUNCH"] = "1"  # finds: state
    threading.Thread(target=len, args=("",)).start()  # finds: process
    time.sleep(0.001)  # finds: slow
    Path("/etc/hostname").read_bytes()  # finds: reads
    return []

@hookimpl
def pnm_reminders(network, today):
    Path.home().joinpath("x").write_text("x")  # finds: writes

@hookimpl
def pnm_checks(network, today):
    subprocess.run(["ls"])  # finds: process

@hookimpl
def pnm_sections(report, network, today):
    try:
        socket.create_connection(("127.0.0.1", 9))  # finds: network
    except OSError:
        os.remove("/tmp/no-such-file")  # finds: writes
""",
    "machine code": """\
import ctypes, _ctypes

@hookimpl
def pnm_tags(network, today):
    ctypes.CDLL(None).system(b"true")  # finds: process
    return []

@hookimpl
def pnm_checks(network, today):
    _ctypes.dlopen(None, 0)  # finds: process

@hookimpl
def pnm_reminders(network, today):
    ctypes.pythonapi.Py_IsInitialized()  # finds: process
    return []
""",
    "the clock": """\
import datetime as dt
import time
from datetime import date, datetime

@hookimpl
def pnm_tags(network):
    date.today()  # finds: clock
    dt.datetime.now()  # finds: clock
    datetime.utcnow()  # finds: clock
    time.time()  # finds: clock
    datetime.fromisoformat("2026-11-16").date()
    return []
""",
    "what is kept from call to call": """\
SEEN = []

@hookimpl  # finds: again
def pnm_reminders(network, today):
    SEEN.append(1)
    for contact in list(network)[:1]:
        yield Reminder(today, contact.id, f"meet {len(SEEN)}", "x", "because")

@hookimpl  # finds: order
def pnm_facts(note):
    SEEN.append(note.path)
    if SEEN.count(note.path) % 2 == 0:
        yield Fact("again", 1)
""",
    "an order that is another in each process": """\
@hookimpl  # finds: seed
def pnm_reminders(network, today):
    for name in list({contact.id for contact in network})[:3]:
        yield Reminder(today, name, "meet", "x", "because")
""",
    "everybody compared with everybody": """\
@hookimpl  # finds: slow
def pnm_tags(network):
    for one in network:
        near = [fold(other.city) == fold(one.city) for other in network]
        if sum(near) > 100_000:
            yield DerivedTag(one.id, "metropolis", "many live there")
""",
    "facts that are changed": """\
@hookimpl  # finds: argument
def pnm_tags(network, today):
    for contact in network:
        object.__setattr__(contact, "city", contact.city + "!")
    return []
""",
    "other facts than there are": """\
@hookimpl  # finds: value value value
def pnm_reminders(network, today):
    yield Reminder(today, "People/Nobody", "meet", "x", "because")
    for contact in list(network)[:1]:
        yield Reminder(today, contact.id, "meet", "x")
        place = (Source("People/Nobody.md", 3),)
        yield Reminder(today, contact.id, "meet", "x", "because", place)

@hookimpl  # finds: value
def pnm_tags(network):
    for contact in list(network)[:1]:
        yield DerivedTag(contact.id, "#near", "lives there")

@hookimpl  # finds: value
def pnm_checks(network):
    yield Diagnostic(Source(".pnm/config.toml"), "PNM999", "something", "mend it")

@hookimpl  # finds: value
def pnm_facts(note):
    if note.path == "People/Log.md":
        yield Fact("late", 999)
""",
    "other types than asked for": """\
@hookimpl  # finds: type
def pnm_tags(network):
    return "near"

@hookimpl  # finds: type
def pnm_reminders(network, today):
    for contact in network:
        yield contact

@hookimpl
def pnm_checks(network):
    return network[3].name  # finds: raises
""",
    "answers without end": """\
@hookimpl  # finds: type
def pnm_tags(network):
    while True:
        yield DerivedTag("x", "y", "z")
""",
    "sections": """\
@hookimpl  # finds: discretion sections value
def pnm_sections(report, network, today):
    rows = tuple(Line(row.name, row.id, key="same") for row in network if "Twin" in row.name)
    rows += tuple(Line(row.name, row.id) for row in network)
    yield Section("all", "All", 50, rows)
""",
    "commands and formats": """\
import click

@click.command("due2")
def quiet():
    pass

@hookimpl  # finds: commands commands commands raises
def pnm_commands():
    yield Command("due", "What is due.", "json:loads")
    yield Command("due1", "What is due.", "json:loads")
    yield Command("due2", "What is due.", lambda: quiet)
    yield Command("due3", "What is due.", "no_such_module:x")

def write(network, settings):  # finds: exporters exporters
    write.calls = getattr(write, "calls", 0) + 1
    return "\\n".join(f"{contact.name} {write.calls}" for contact in network)

@hookimpl
def pnm_exporters():
    yield Exporter("names", "All names.", write)

def read(data, settings):  # finds: type
    return [data.decode("ascii")]  # finds: raises

@hookimpl
def pnm_importers():
    yield Importer("names", "Names.", (".txt",), read)
""",
    "settings": """\
from dataclasses import dataclass

@dataclass
class Options:
    days: int = whole_number(7, most=70)
    city: str = text(about="where")

@hookimpl  # finds: settings settings
def pnm_settings():
    yield Options

@hookimpl
def pnm_tags(network, settings):
    return 1 // (settings.days - 70) and []  # finds: raises
""",
    "no settings": """\
class Options:
    days = 3

@hookimpl  # finds: settings
def pnm_settings():
    yield Options
""",
    "fields": """\
@hookimpl  # finds: fields
def pnm_fields():
    yield Field("birthday", "when they were born", "day")
""",
    "what is not public": """\
import importlib
import pnm.session  # finds: private
from pnm.network import Network as Own  # finds: private
from pnm import config  # finds: private
from pnm.testing import network_of  # finds: private

@hookimpl
def pnm_tags(network):
    importlib.import_module("pnm.vault")  # finds: private
    len(network._contacts)  # finds: private
    return []
""",
    "names and parameters": """\
@hookimpl  # finds: signature
def pnm_reminder(network):
    return []

@hookimpl  # finds: signature
def pnm_tags(network, day):
    return []

@hookimpl
def pnm_checks(network):
    return []
""",
    "something of pnm's replaced": """\
import pnm.api

@hookimpl
def pnm_tags(network):
    pnm.api.fold = str.lower
    return []
""",
}
OF_THE_WHOLE = {
    "something of pnm's replaced": "state",
}
"""Findings that have no line."""


def findings(tmp_path, source):
    file = tmp_path / "lunch.py"
    file.write_text(source, "utf-8")
    (subject,) = subjects_of(str(file))
    return tried(subject, {"due"}).findings


def expected(source):
    rows = enumerate(source.splitlines(), 1)
    return sorted(
        (number, rule)
        for number, line in rows
        for rule in (re.search(r"# finds: (.+)", line) or ["", ""])[1].split()
    )


@pytest.mark.slow
@pytest.mark.parametrize("case", sorted(BAD))
def test_a_bad_plugin_is_found_out_at_its_line(case, tmp_path):
    source = IMPORTS + BAD[case]

    found = findings(tmp_path, source)

    whole = [(0, OF_THE_WHOLE[case])] if case in OF_THE_WHOLE else []
    told = "\n".join(map(str, found))
    assert sorted({(row.line, row.rule) for row in found}) == sorted({*expected(source), *whole}), (
        told
    )
    assert len(found) == len(expected(source)) + len(whole), told
    assert all(row.mend and row.path == str(tmp_path / "lunch.py") for row in found)
