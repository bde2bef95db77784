"""An answer from before is given again only while all that it rests on is the same."""

import importlib
import os
import random
import sqlite3
import sys
from datetime import date
from enum import StrEnum

import pytest

from pnm.cli import run
from pnm.found import Plugin
from pnm.session import Setting, open_session
from pnm.vault import Vault

TODAY = date(2026, 3, 2)
PLUGIN = """
from pnm.api import Reminder, hookimpl

@hookimpl
def pnm_reminders(network, today):
    for contact in network:
        yield Reminder(today, contact.id, "say {word}", "other")
"""


def forget_imported(plugins):
    importlib.invalidate_caches()
    for plugin in plugins:
        sys.modules.pop(plugin.value, None)


class Asked:
    """Counts how often an answer is worked out."""

    def __init__(self, tmp_path):
        self.root = tmp_path / "vault"
        (self.root / ".pnm").mkdir(parents=True)
        (self.root / "Ada.md").write_text("---\ntype: person\n---\n- 2026-02-01 call\n")
        self.cache = tmp_path / "cache"
        self.times = 0

    def __call__(self, question="how many", today=TODAY, plugins=(), work_out=None):
        forget_imported(plugins)
        session = open_session(Setting(Vault(self.root), today, self.cache, plugins=plugins))
        try:
            return session.answers.get((question,), lambda: self._work_out(session, work_out))
        finally:
            session.close()

    def _work_out(self, session, work_out):
        self.times += 1
        return work_out(session) if work_out else len(session.network)


@pytest.fixture
def asked(tmp_path):
    return Asked(tmp_path)


def test_an_answer_is_worked_out_once(asked):
    assert [asked(), asked(), asked()] == [1, 1, 1]
    assert asked.times == 1


def test_another_question_has_another_answer(asked):
    assert asked("one", work_out=lambda _: "first") == "first"
    assert asked("two", work_out=lambda _: "second") == "second"


def new_note(asked):
    (asked.root / "Bob.md").write_text("---\ntype: person\n---\n")
    return {}


def no_note(asked):
    (asked.root / "Ada.md").unlink()
    return {}


def same_size(asked):
    note = asked.root / "Ada.md"
    times = note.stat()
    note.write_text(note.read_text().replace("call", "mail"))
    os.utime(note, ns=(times.st_atime_ns, times.st_mtime_ns))
    return {}


def configuration(asked):
    (asked.root / ".pnm" / "config.toml").write_text("[reports]\nasks = 3\n")
    return {}


def ignored(asked):
    (asked.root / ".pnmignore").write_text("!\n")
    return {}


def a_day_later(asked):
    return {"today": date(2026, 3, 3)}


@pytest.mark.parametrize(
    "change",
    [new_note, no_note, same_size, configuration, ignored, a_day_later],
    ids=["a note more", "a note less", "the same size", "settings", "a pattern", "a day later"],
)
def test_an_answer_is_worked_out_again_when_something_changed(asked, change):
    asked()

    asked(**change(asked))

    assert asked.times == 2


def test_a_plugin_whose_code_changed_is_asked_again(asked, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(tmp_path))
    code = tmp_path / "pnm_word_of_the_day.py"
    plugin = Plugin("word", "pnm_word_of_the_day")

    def said(word):
        code.write_text(PLUGIN.replace("{word}", word))
        rows = asked(
            plugins=(plugin,), work_out=lambda s: [row.text for _, row in s.opinions.reminders]
        )
        return rows

    assert [said("hello"), said("hello there"), said("good bye")] == [
        ["say hello"],
        ["say hello there"],
        ["say good bye"],
    ]


def test_a_plugin_whose_code_cannot_be_looked_at_is_asked_each_time(asked):
    plugin = Plugin("nowhere", "pnm_is_nowhere")

    asked(plugins=(plugin,))
    asked(plugins=(plugin,))

    assert asked.times == 2


def test_a_plugin_with_code_outside_its_package_is_asked_each_time(asked, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "words_of_a_helper.py").write_text("WORD = 'hello'\n")
    (tmp_path / "pnm_with_a_helper.py").write_text(
        PLUGIN.replace("from pnm", "import words_of_a_helper\nfrom pnm", 1)
    )
    plugin = Plugin("helped", "pnm_with_a_helper")

    for _ in range(2):
        sys.modules.pop("words_of_a_helper", None)
        asked(plugins=(plugin,), work_out=lambda s: len(s.opinions.reminders))

    assert asked.times == 2


TEMPLATE = """
from pathlib import Path
from pnm.api import Line, Report, Section, hookimpl

@hookimpl
def pnm_reports():
    return [Report("one", "One", "one")]

@hookimpl
def pnm_sections(report):
    return [Section("s", "S", 1, (Line("x"),))]

@hookimpl
def pnm_templates():
    return [str(Path(__file__).parent / "templates")]
"""


@pytest.mark.parametrize("where", ["pnm_in_a_file.py", "pnm_in_a_folder/__init__.py"])
def test_a_plugin_s_template_may_be_edited_at_any_time(asked, tmp_path, monkeypatch, where):
    monkeypatch.syspath_prepend(str(tmp_path))
    code = tmp_path / where
    templates = code.parent / "templates"
    templates.mkdir(parents=True)
    code.write_text(TEMPLATE)
    plugin = Plugin("one", where.partition("/")[0].removesuffix(".py"))

    def made(text):
        (templates / "one.md.j2").write_text(text)
        forget_imported([plugin])
        session = open_session(Setting(Vault(asked.root), TODAY, asked.cache, plugins=(plugin,)))
        try:
            return session.reporting.document("one", "markdown").strip()
        finally:
            session.close()

    assert [made("first"), made("other"), made("a third")] == ["first", "other", "a third"]


def test_an_answer_in_which_a_plugin_failed_is_not_kept(asked, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "pnm_out_of_ink.py").write_text(
        "from pnm.api import hookimpl\n@hookimpl\ndef pnm_reminders(network, today):\n    1 / 0\n"
    )
    plugin = Plugin("ink", "pnm_out_of_ink")

    for _ in range(2):
        asked(plugins=(plugin,), work_out=lambda s: len(s.opinions.reminders))

    assert asked.times == 2


def test_a_text_of_a_plugins_own_kind_is_given_though_it_is_not_kept(asked):
    own = StrEnum("Own", ["LUNCH"])

    assert asked(work_out=lambda _: {"kind": own.LUNCH}) == {"kind": "lunch"}
    assert asked(work_out=lambda _: {"kind": own.LUNCH}) == {"kind": "lunch"}


def test_a_damaged_answer_is_worked_out_again(asked):
    asked()
    (file,) = asked.cache.rglob("*.sqlite3")
    with sqlite3.connect(file) as db:
        db.execute("UPDATE answers SET value = value || x'00'")
    db.close()

    assert asked() == 1
    assert asked.times == 2


def test_answers_do_not_become_many(asked):
    for number in range(300):
        asked(f"question {number}", work_out=lambda _: "x")
    (file,) = asked.cache.rglob("*.sqlite3")
    with sqlite3.connect(file) as db:
        (count,) = db.execute("SELECT count(*) FROM answers").fetchone()
    db.close()

    assert count <= 64


COMMANDS = (
    ["list"],
    ["list", "--json"],
    ["list", "quiet:>30d"],
    ["due"],
    ["due", "--json"],
    ["show", "Ada"],
    ["show", "--json", "Ada"],
    ["show", "Bob"],
    ["review"],
    ["review", "--format", "html"],
    ["why", "Ada"],
    ["check"],
)
LINES = (
    "- 2026-01-05 call: [[Bob]]",
    "- 2026-02-28 mail: fine",
    "- [ ] send it to [[Ada]] 📅 2026-03-05",
    "contact_every: 2 weeks",
    "birthday: 1990-03-04",
    "friend: '[[Bob]]'",
    "[[Ada]] and [[Bob]]",
    "aliases: [Bob]",
)


def edit(root, dice):
    """Change one file in one of the ways people do."""
    name = dice.choice(["Ada.md", "Bob.md", "2026-02-20.md", "Eve.md"])
    note = root / name
    kind = dice.randrange(4)
    if kind == 0 and note.exists():
        note.unlink()
    elif kind == 1:
        (root / ".pnm" / "config.toml").write_text(
            f'[circles.friends]\nevery = "{dice.randrange(1, 9)} weeks"\n'
        )
    else:
        front, body = dice.sample(LINES, 2), dice.sample(LINES, 3)
        lines = ["---", "type: person", *[x for x in front if ": " in x[:15]], "---", *body]
        note.write_text("\n".join(lines) + "\n")


def test_every_command_prints_what_it_would_with_an_empty_cache(tmp_path, monkeypatch, capfd):
    root = tmp_path / "vault"
    (root / ".pnm").mkdir(parents=True)
    dice = random.Random(5)

    def printed(cache, command):
        monkeypatch.setenv("PNM_CACHE_DIR", str(tmp_path / cache))
        code = run(["--vault", str(root), "--as-of", "2026-03-02", *command])
        return code, *capfd.readouterr()

    for step in range(25):
        edit(root, dice)
        for command in dice.sample(COMMANDS, 3):
            anew = printed(f"fresh {step} {command}", command)
            assert printed("kept", command) == anew, command
            assert printed("kept", command) == anew, command


def test_who_asks_of_a_second_contact_gets_the_third_from_memory(asked):
    for name in ("Bob", "Eve"):
        (asked.root / f"{name}.md").write_text("---\ntype: person\n---\n")

    def card(name):
        session = open_session(Setting(Vault(asked.root), TODAY, asked.cache))
        worked_out = []
        try:
            session.answers.about(
                name,
                lambda: session.network,
                "card",
                lambda contact: worked_out.append(contact.id) or "x",
            )
            for work in session.answers.later:
                work()
        finally:
            session.close()
        return worked_out

    assert card("Ada") == ["Ada"]
    assert card("Ada") == []
    assert card("Bob") == ["Bob", "Ada", "Bob", "Eve"]
    assert card("Eve") == []
