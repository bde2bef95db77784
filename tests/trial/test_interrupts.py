"""Ctrl-C while a plugin is on trial: nothing is left running, and no thread complains."""

from __future__ import annotations

import subprocess
import threading

import pytest

from pnm.trial import apart, subjects_of, tried

TALKING = """\
from pnm.api import hookimpl

@hookimpl
def pnm_tags(network, today):
    print("hello")
    while True:
        pass
"""


def test_an_interrupt_ends_the_process_and_its_reader(tmp_path, monkeypatch):
    started, complaints = [], []

    class Popen(subprocess.Popen):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            started.append(self)

    def interrupted(told, line):
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess, "Popen", Popen)
    monkeypatch.setattr(apart._Told, "take", interrupted)
    monkeypatch.setattr(threading, "excepthook", complaints.append)
    (tmp_path / "lunch.py").write_text(TALKING)
    before = set(threading.enumerate())

    with pytest.raises(KeyboardInterrupt):
        tried(subjects_of(str(tmp_path / "lunch.py"))[0])

    for thread in set(threading.enumerate()) - before:
        thread.join(10)
    assert [process.wait(10) for process in started] == [-9]
    assert complaints == []
