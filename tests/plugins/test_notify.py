"""One gentle notification a day: what it says, what it never says, and that a desktop gets it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import types
from datetime import date, timedelta

import pytest

import pnm_dates
import pnm_follow_ups
import pnm_keep_in_touch
import pnm_notify as plugin

TODAY = date(2026, 11, 16)
ALL = (plugin, pnm_dates, pnm_follow_ups, pnm_keep_in_touch)
QUIET = "contact_every: 3 weeks\ncreated: 2026-01-01"


def person(text, name="Ada"):
    return f"---\ntype: person\nname: {name}\n{text}\n---\n"


@pytest.fixture
def lines(vault_of):
    """Return the lines of a small vault's notification."""

    def read(notes, config=None, today=TODAY, plugins=ALL):
        notes = {"Ada.md": person(notes)} if isinstance(notes, str) else notes
        vault = vault_of(notes, config=config, plugins=plugins, today=today)
        done = vault.run("notify", "--dry-run", "--json")
        assert (done.code, done.err) == (0, "")
        return done.json()["lines"]

    return read


# -- what it says ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("notes", "said"),
    [
        ("birthday: 1986-11-16", ["Ada: turns 40 on Mon 16 Nov"]),
        ("birthday: --11-17", ["Ada: birthday on Tue 17 Nov"]),
        ("birthday: --11-18", []),
        ("birthday: --11-15", []),
        ("died: 2024-11-16", ["Ada: died 2 years ago, on 16 Nov 2024; remembered on Mon 16 Nov"]),
        (QUIET, ["Ada: no contact noted since the note began on Thu 1 Jan"]),
        ("contact_every: 3 weeks\ncreated: 2026-10-27", []),
        (f"{QUIET}\nsnooze_until: 2026-11-17", []),
        (f"{QUIET}\npaused: true\nbirthday: --11-16", []),
    ],
    ids=[
        "today",
        "tomorrow",
        "later",
        "past",
        "remembrance",
        "quiet",
        "due tomorrow",
        "snoozed",
        "paused",
    ],
)
def test_it_says_what_is_due(lines, notes, said):
    assert lines(notes) == said


@pytest.mark.parametrize(
    ("task", "said"),
    [
        ("- [ ] the deck 📅 2026-11-17", True),
        ("- [ ] the deck 📅 2026-11-01", True),
        ("- [ ] the deck", False),
        ("- [x] the deck 📅 2026-11-17", False),
    ],
    ids=["tomorrow", "late", "no day", "done"],
)
def test_it_says_a_promise_that_has_a_day(lines, task, said):
    assert any("the deck" in line for line in lines({"Ada.md": person("") + task})) is said


def test_what_has_its_day_comes_first_then_people_then_what_is_late(lines):
    notes = {
        "Ada.md": person("") + "- [ ] the deck 📅 2026-11-01\n",
        "Bob.md": person(QUIET, "Bob"),
        "Cy.md": person("birthday: --11-17", "Cy"),
    }

    assert [line.partition(":")[0] for line in lines(notes)] == ["Cy", "Bob", "Ada"]


def test_it_shows_few_and_counts_nobody(lines):
    notes = {f"P{n}.md": person(QUIET, f"P{n}") for n in range(9)}

    said = lines(notes)

    assert [line.partition(":")[0] for line in said] == ["P0", "P1", "P2", "pnm due has more"]


def test_a_promise_that_several_share_is_said_once(lines):
    notes = {
        "Ada.md": person(""),
        "Bob.md": person("", "Bob"),
        "Daily/2026-11-01.md": "- [ ] introduce [[Ada]] and [[Bob]] 📅 2026-11-16\n",
    }

    assert len(lines(notes)) == 1


def test_a_long_line_is_cut_between_words(lines):
    (line,) = lines({"Ada.md": person("") + f"- [ ] {'word ' * 60} 📅 2026-11-16\n"})

    assert len(line) <= 91
    assert line.endswith("word…")


def test_a_hostile_name_is_one_line_of_text(lines):
    notes = {"Ada.md": person("birthday: --11-16", '"A\\nB\\e[31m\\u202eC <b>"')}

    assert lines(notes) == ["A B[31mC <b>: birthday on Mon 16 Nov"]


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("lines = 1", ["Ada: birthday on Mon 16 Nov", "pnm due has more"]),
        ("ahead = 2\nkinds = ['birthday']\n", ["Ada: birthday on Mon 16 Nov"]),
        ("names = false", ["1 birthday, 1 person to get in touch with"]),
    ],
    ids=["lines", "kinds", "names"],
)
def test_settings_say_what_is_shown(lines, config, said):
    found = lines(f"birthday: --11-16\n{QUIET}", f"[plugins.notify]\n{config}\n")

    assert found == said


def test_without_names_nothing_of_anybody_is_said(lines):
    notes = {"Ada.md": person(f"birthday: --11-16\n{QUIET}") + "- [ ] the deck 📅 2026-11-16\n"}

    said = lines(notes, "[plugins.notify]\nnames = false\n")

    assert said == ["1 birthday, 1 promise, 1 person to get in touch with"]


@pytest.mark.parametrize(
    "notes",
    [
        {"Ada.md": person(f"private: true\nbirthday: --11-16\n{QUIET}")},
        {
            "Ada.md": person(""),
            "Bob.md": person("private: true", "Bob"),
            "Daily/2026-11-01.md": "- [ ] introduce [[Ada]] and [[Bob]] 📅 2026-11-16\n",
        },
        {
            "Ada.md": person(""),
            "Daily/2026-11-01.md": "---\nprivate: true\n---\n- [ ] lend [[Ada]] it 📅 2026-11-16\n",
        },
        {
            "Ada.md": person(""),
            "Bob.md": person("private: true", "Bob") + "- [ ] ask [[Ada]] for it 📅 2026-11-16\n",
        },
    ],
    ids=["a contact", "one of two", "a note", "a private contact's note"],
)
def test_what_is_private_is_never_said(lines, notes):
    assert lines(notes) == []


# -- once a day ------------------------------------------------------------------------------------


@pytest.fixture
def shown(monkeypatch):
    """What a desktop got; nothing is really shown."""
    import pnm_notify.show

    messages = []
    monkeypatch.setattr(pnm_notify.show, "show", messages.append)
    return messages


def test_it_is_shown_once_a_day(vault_of, shown):
    vault = vault_of({"Ada.md": person(QUIET)}, plugins=ALL, today=TODAY)

    first, second = vault.run("notify"), vault.run("notify")
    again = vault.run("notify", "--again")
    tomorrow = vault.run("notify", today=TODAY + timedelta(days=1))

    assert {first.code, second.code, again.code, tomorrow.code} == {0}
    assert len(shown) == 3
    assert "shown today already" in second.err
    vault.untouched()


def test_each_vault_has_its_own(vault_of, shown):
    for _ in range(2):
        vault_of({"Ada.md": person(QUIET)}, plugins=ALL, today=TODAY).run("notify")

    assert len(shown) == 2


def test_nothing_is_shown_where_nothing_is_due(vault_of, shown):
    vault = vault_of({"Ada.md": person("")}, plugins=ALL, today=TODAY)

    done = vault.run("notify")

    assert (done.code, done.out, shown) == (0, "", [])
    assert "nothing is due" in done.err


def test_a_dry_run_prints_and_shows_nothing(vault_of, shown):
    vault = vault_of({"Ada.md": person("birthday: --11-16")}, plugins=ALL, today=TODAY)

    done = vault.run("notify", "--dry-run")
    vault.run("notify")

    assert done.out == "People to think of\nAda: birthday on Mon 16 Nov\n"
    assert len(shown) == 1


def test_one_that_could_not_be_shown_does_not_count(vault_of, monkeypatch):
    import pnm_notify.show

    def refuse(message):
        raise pnm_notify.show.refused("it is off")

    vault = vault_of({"Ada.md": person(QUIET)}, plugins=ALL, today=TODAY)
    monkeypatch.setattr(pnm_notify.show, "show", refuse)

    first, second = vault.run("notify"), vault.run("notify")

    assert (first.code, second.code) == (1, 1)
    assert "the desktop shows no notification: it is off" in second.err
    assert "--dry-run" in second.err


# -- where it is shown -----------------------------------------------------------------------------


def message(*lines):
    from pnm_notify.message import Message

    return Message("People to think of", lines or ("Ada: birthday",))


def test_without_the_extra_it_says_what_to_type(vault_of, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delitem(sys.modules, "pnm_notify.dbus", raising=False)
    monkeypatch.setitem(sys.modules, "dbus_fast", None)
    vault = vault_of({"Ada.md": person(QUIET)}, plugins=ALL, today=TODAY)

    done = vault.run("notify")

    assert done.code == 1
    assert "dbus_fast" in done.err
    assert 'pip install "pnm[notify]"' in done.err


def test_without_the_extra_a_dry_run_works(vault_of, monkeypatch):
    monkeypatch.setitem(sys.modules, "dbus_fast", None)
    vault = vault_of({"Ada.md": person(QUIET)}, plugins=ALL, today=TODAY)

    assert vault.run("notify", "--dry-run").code == 0


def test_on_macos_the_text_is_no_part_of_the_script(monkeypatch):
    from pnm_notify.show import show

    ran = []
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(subprocess, "run", lambda words, **rest: ran.append(words))

    show(message('Ada" & (do shell script "x") & "', "-e"))

    (words,) = ran
    assert words[0] == "/usr/bin/osascript"
    assert words[-2:] == ["People to think of", 'Ada" & (do shell script "x") & "\n-e']
    assert words[1:7:2] == ["-e"] * 3


@pytest.mark.parametrize("taken", [True, False])
def test_on_windows_a_fault_that_is_only_logged_is_told(monkeypatch, taken):
    from pnm_notify.show import NotShownError, show

    class Notifier:
        def __init__(self, app_name):
            assert app_name == "pnm"

        def send(self, title, body, on_dispatched):
            if taken:
                on_dispatched()

    library = types.ModuleType("desktop_notifier.sync")
    library.DesktopNotifierSync = Notifier
    monkeypatch.setitem(sys.modules, "desktop_notifier", types.ModuleType("desktop_notifier"))
    monkeypatch.setitem(sys.modules, "desktop_notifier.sync", library)
    monkeypatch.delitem(sys.modules, "pnm_notify.windows", raising=False)
    monkeypatch.setattr(sys, "platform", "win32")

    if taken:
        show(message())
    else:
        with pytest.raises(NotShownError, match="did not take it"):
            show(message())


DESKTOP = """
import asyncio, json, sys
from dbus_fast import DBusError
from dbus_fast.aio import MessageBus
from dbus_fast.service import ServiceInterface, method
from pnm_notify.message import Message
from pnm_notify.show import NotShownError, show


class Desktop(ServiceInterface):
    @method()
    def Notify(
        self, name: "s", old: "u", icon: "s", title: "s", body: "s",
        actions: "as", hints: "a{sv}", timeout: "i",
    ) -> "u":
        if sys.argv[1] == "refuse":
            raise DBusError("org.example.Busy", "do not disturb")
        print(json.dumps([name, old, title, body, actions, timeout]), flush=True)
        return 7


def ask():
    try:
        show(Message("People to think of", ("Ada & Bob <b>", "🥖")))
    except NotShownError as exc:
        print(json.dumps(str(exc)), flush=True)


async def main():
    bus = await MessageBus().connect()
    bus.export("/org/freedesktop/Notifications", Desktop("org.freedesktop.Notifications"))
    if sys.argv[1] != "none":
        await bus.request_name("org.freedesktop.Notifications")
    await asyncio.to_thread(ask)

asyncio.run(main())
"""


def on_a_desktop(how):
    """Run the notification in a D-Bus session of its own; return what came out of it."""
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", DESKTOP, how],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


needs_a_bus = pytest.mark.skipif(not shutil.which("dbus-run-session"), reason="there is no D-Bus")


@needs_a_bus
def test_a_desktop_gets_it_as_text_with_nothing_to_click():
    pytest.importorskip("dbus_fast")

    (got,) = on_a_desktop("take")

    assert got == ["pnm", 0, "People to think of", "Ada &amp; Bob &lt;b&gt;\n🥖", [], -1]


@needs_a_bus
@pytest.mark.parametrize(
    ("how", "why"), [("refuse", "do not disturb"), ("none", "org.freedesktop.Notifications")]
)
def test_a_desktop_that_shows_nothing_is_told(how, why):
    pytest.importorskip("dbus_fast")

    (said,) = on_a_desktop(how)

    assert said.startswith("the desktop shows no notification: ")
    assert why in said


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="they have no D-Bus")
@pytest.mark.parametrize(
    "address", ["unix:path=/nowhere/bus", "nonsense", "tcp:host=127.0.0.1,port=1"]
)
def test_a_session_that_is_not_there_is_told(monkeypatch, address):
    pytest.importorskip("dbus_fast")
    from pnm_notify.show import NotShownError, show

    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)

    with pytest.raises(NotShownError, match="the desktop shows no notification"):
        show(message())


def test_the_library_is_imported_when_it_is_needed():
    code = (
        "import sys, pnm_notify.command, pnm_notify.message, pnm_notify.show;"
        "print([m for m in ('dbus_fast', 'desktop_notifier') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
