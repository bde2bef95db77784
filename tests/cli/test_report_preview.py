"""`pnm report preview --watch` as people run it: a process, real saves, a terminal, a browser."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from queue import Empty, Queue
from urllib.parse import urlsplit

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="needs signals and a pty"),
]

WAIT = 20
ADA = "---\ntype: person\ncity: {}\n---\n- 2026-01-02 call: the engine\n"
TEMPLATE = (
    "{# title: Mine\npeople: name:Ada #}\n"
    "{% for line in sections[0].lines %}"
    "{{ line.person.name }} of {{ line.person.city }}{% endfor %}"
)


class Running:
    """A preview in a process of its own, and what it says."""

    def __init__(self, world, *arguments, stdout=subprocess.PIPE):
        self.world = world
        self.vault = world / "vault"
        environment = {
            **os.environ,
            "PNM_CACHE_DIR": str(world / "cache"),
            "PNM_CONFIG_DIR": str(world / "config"),
            "PNM_DATA_DIR": str(world / "data"),
            "BROWSER": "none",
            "PYTHONUNBUFFERED": "1",
        }
        command = ["--vault", str(self.vault), "--as-of", "2026-03-02", "report", "preview"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pnm", *command, *arguments],
            stdout=stdout,
            stderr=subprocess.PIPE,
            env=environment,
            start_new_session=True,
        )
        self.errors = lines(self.process.stderr)
        self.out = lines(self.process.stdout) if self.process.stdout else None

    def row(self):
        """Return the next line of JSON."""
        return json.loads(self.out.get(timeout=WAIT))

    def told(self, part):
        """Return the next line of stderr that has some words."""
        while part not in (line := self.errors.get(timeout=WAIT)):
            pass
        return line

    def save(self, path, text):
        (self.vault / path).write_text(text, "utf-8")

    def end(self, number=signal.SIGINT):
        """End it as Ctrl-C does, and return its exit code and what it said last."""
        self.process.send_signal(number)
        code = self.process.wait(timeout=WAIT)
        left = []
        with contextlib.suppress(Empty):
            while True:
                left.append(self.errors.get(timeout=0.2))
        return code, "".join(left)


def lines(stream):
    """Read a stream in a thread; its lines are in the queue."""
    found = Queue()

    def read():
        for line in iter(stream.readline, b""):
            found.put(line.decode("utf-8", "replace"))

    threading.Thread(target=read, daemon=True).start()
    return found


@pytest.fixture
def run(tmp_path):
    (tmp_path / "vault" / ".pnm" / "templates").mkdir(parents=True)
    (tmp_path / "config" / "templates").mkdir(parents=True)
    (tmp_path / "vault" / "Ada.md").write_text(ADA.format("London"))
    (tmp_path / "vault" / ".pnm" / "templates" / "mine.md.j2").write_text(TEMPLATE)
    started = []

    def start(*arguments, **rest):
        started.append(Running(tmp_path, *arguments, **rest))
        return started[-1]

    yield start
    for one in started:
        if one.process.poll() is None:
            one.process.kill()
        one.process.wait(timeout=WAIT)
        for stream in (one.process.stdout, one.process.stderr):
            if stream:
                stream.close()


def test_a_save_of_anything_makes_the_report_again(run):
    preview = run("mine", "--watch", "--json")
    first = preview.row()
    preview.told("watching")

    preview.save("Ada.md", ADA.format("Turin"))
    note = preview.row()
    preview.save(".pnm/templates/mine.md.j2", TEMPLATE + "!")
    template = preview.row()
    preview.save(".pnm/templates/mine.md.j2", TEMPLATE + "\n{{ oh }}")
    fault = preview.row()
    preview.save(".pnm/templates/mine.md.j2", '{# title: x #}{% include "line.md.j2" %}')
    preview.row()
    (preview.world / "config" / "templates" / "line.md.j2").write_text("elsewhere")
    elsewhere = preview.row()
    preview.save(".pnm/config.toml", "[profile\n")
    config = preview.row()

    assert (first["reason"], first["text"]) == ("start", "Ada of London\n")
    assert (note["text"], note["paths"]) == ("Ada of Turin\n", ["Ada.md"])
    assert (template["text"], template["paths"]) == (
        "Ada of Turin!\n",
        [".pnm/templates/mine.md.j2"],
    )
    assert (fault["text"], fault["fault"]["path"], fault["fault"]["line"]) == (
        None,
        ".pnm/templates/mine.md.j2",
        4,
    )
    assert (elsewhere["text"], elsewhere["paths"]) == ("elsewhere\n", ["a template"])
    assert (config["text"], config["fault"]["path"]) == (None, ".pnm/config.toml")
    preview.save(".pnm/config.toml", "")
    assert preview.row()["text"] == "elsewhere\n"
    assert preview.end() == (0, "")


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("arguments", [("--watch",), ("--browser",)], ids=["terminal", "browser"])
def test_it_ends_cleanly(run, name, arguments):
    preview = run("mine", *arguments)
    preview.told("watching")

    assert preview.end(getattr(signal, name)) == (0, "")


def test_what_is_not_shown_makes_nothing_again(run):
    preview = run("mine", "--watch", "--json")
    preview.row()
    preview.told("watching")
    preview.save("picture.png", "x")
    preview.save(".pnm/other.txt", "x")
    preview.save(".pnm/templates/.mine.md.j2.swp", "x")
    preview.save("Ada.md", ADA.format("Turin"))

    assert preview.row()["paths"] == ["Ada.md"]


def test_it_writes_nothing_into_the_vault_but_its_cookie(run):
    preview = run("mine", "--watch")
    preview.told("watching")
    preview.end()
    found = {str(path.relative_to(preview.vault)) for path in preview.vault.rglob("*")}

    assert found - {".pnm/watch.cookie"} == {
        ".pnm",
        ".pnm/templates",
        ".pnm/templates/mine.md.j2",
        "Ada.md",
    }


def test_a_terminal_is_cleared_and_faults_are_shown_in_their_place(run):
    import pty

    master, slave = pty.openpty()
    preview = run("mine", "--watch", stdout=slave)
    preview.told("watching")
    preview.save(".pnm/templates/mine.md.j2", "{# title: x #}\none\n{{ oh }}\n")
    preview.told("cannot be made")
    os.close(slave)
    shown = os.read(master, 100_000).decode().replace("\r\n", "\n")
    preview.end()
    os.close(master)

    clear = "\x1b[H\x1b[2J\x1b[3J"
    assert shown.split(clear)[1] == "Ada of London\n"
    assert shown.split(clear)[2].startswith(
        ".pnm/templates/mine.md.j2:3: cannot render: 'oh' is undefined\n    mend: "
    )
    assert shown.endswith("\n\n  1 | {# title: x #}\n  2 | one\n> 3 | {{ oh }}\n")


def test_a_browser_hears_of_each_save(run):
    preview = run("mine", "--browser")
    address = urlsplit(preview.told("http://127.0.0.1:").split()[0])
    preview.told("watching")
    connection = http.client.HTTPConnection("127.0.0.1", address.port, timeout=WAIT)
    connection.request("GET", f"{address.path}events")
    stream = connection.getresponse()

    def heard():
        while not (row := stream.readline().decode()).startswith("data: "):
            pass
        return json.loads(row.removeprefix("data: "))

    def page():
        other = http.client.HTTPConnection("127.0.0.1", address.port, timeout=WAIT)
        other.request("GET", f"{address.path}page")
        return other.getresponse().read().decode()

    first, before = heard(), page()
    preview.save("Ada.md", ADA.format("Turin"))
    second, after = heard(), page()
    preview.save(".pnm/templates/line.html.j2", "\n{{ lin.text }}")
    third = heard()
    kept = page()
    ended = preview.end()

    assert first["page"] == 1
    assert "London" in before
    assert "Turin" in after
    assert (second["page"], second["fault"]) == (2, "")
    assert second["note"].split("  ", 1)[1].startswith("made  (saved: Ada.md; ")
    assert third["fault"].startswith(
        ".pnm/templates/line.html.j2:2: cannot render: 'lin' is undefined"
    )
    assert "> 2 | {{ lin.text }}" in third["fault"]
    assert (third["page"], kept) == (2, after)
    assert ended[0] == 0
    assert heard() == {}
    connection.close()


def test_a_save_is_shown_in_a_moment(run):
    preview = run("mine", "--watch", "--json")
    preview.row()
    preview.told("watching")
    begun = time.monotonic()
    preview.save(".pnm/templates/mine.md.j2", TEMPLATE + "!")
    preview.row()

    assert time.monotonic() - begun < 5
