"""A plugin that ends, blocks or crashes the process it is asked in still gets its verdict."""

from __future__ import annotations

import pytest

from pnm.trial import apart, subjects_of, tried

pytestmark = pytest.mark.slow

ENDS = """\
import ctypes, os, sys
from pnm.api import hookimpl

@hookimpl
def pnm_reminders(network, today):
    os._exit(3)

@hookimpl
def pnm_tags(network, today):
    ctypes.string_at(0)

@hookimpl
def pnm_checks(network, today):
    while True:
        pass

@hookimpl
def pnm_sections(report, network, today):
    sys.exit(2)

@hookimpl
def pnm_fields():
    raise MemoryError
"""
HUGE = """\
from pnm.api import hookimpl

@hookimpl
def pnm_tags(network, today):
    rows = []
    while True:
        rows.append(bytes(50_000_000))
"""
BLOCKS = """\
import itertools
from pnm.api import hookimpl

@hookimpl
def pnm_tags(network, today):
    sum(itertools.repeat(0))
"""


def findings(tmp_path, source):
    file = tmp_path / "lunch.py"
    file.write_text(source, "utf-8")
    (subject,) = subjects_of(str(file))
    return [(row.line, row.rule, row.message) for row in tried(subject).findings]


def test_each_end_is_told_with_its_line(tmp_path):
    found = findings(tmp_path, ENDS)

    assert found == [
        (6, "exit", "pnm_reminders wants to end the process"),
        (
            10,
            "exit",
            "the process was ended (SIGSEGV) while pnm_tags was asked about the example on "
            "2026-11-16",
        ),
        (14, "slow", "pnm_checks was stopped after 5 seconds"),
        (19, "exit", "pnm_sections wants to end the process"),
        (23, "memory", "pnm_fields needs too much memory"),
    ]


def test_too_much_memory_is_refused(tmp_path):
    ((line, rule, message),) = findings(tmp_path, HUGE)

    assert (line, rule, message) == (7, "memory", "pnm_tags needs too much memory")


def test_what_no_timer_can_stop_is_ended_from_outside(tmp_path, monkeypatch):
    monkeypatch.setattr(apart, "_WAIT_SECONDS", 4.0)

    ((line, rule, message),) = findings(tmp_path, BLOCKS)

    assert (line, rule) == (6, "exit")
    assert message.startswith("the process did not come back while pnm_tags was asked about")
