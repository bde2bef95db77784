"""Facts, fields and kinds of plugins are in the index, and it is made anew when they change."""

import contextlib
import os
import sqlite3
import time

import pytest

from pnm.contacts.profile import Profile
from pnm.index import KeptIndex, erase, open_index, reconcile, store, workers
from pnm.index.schema import Mark, fingerprint
from pnm.index.verify import verify
from pnm.index.words import Words
from pnm.model import Fact, Field, RelationKind
from pnm.vault import Vault

PERSON = "---\ntype: person\ngift_ideas: [atlas {0}]\n---\n- 2026-02-03 call: saw {0}\n"
LONG_AGO = 1_700_000_000
MANY = 700
GIFTS = Profile(
    fields=(("gifts", Field("gift_ideas", "what to give", "list")),),
    relation_kinds=(("roles", RelationKind("client", "who pays", "supplier")),),
)


class Reading:
    """Says the words of each dated line; and how often it was asked."""

    def __init__(self, state="1", failing=()):
        self.state = state
        self.failing = frozenset(failing)
        self.asked = []

    def read(self, note):
        self.asked.append(note.path)
        if note.path in self.failing:
            return (), (("words", "pnm_facts: ValueError: no"),)
        lines = [line for line in note.lines if line.day]
        return tuple(("words", Fact("said", x.line, x.rest, x.links, x.day)) for x in lines), ()

    def read_many(self, notes):
        return [self.read(note) for note in notes]


def write(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    os.utime(file, (LONG_AGO, LONG_AGO))


@pytest.fixture
def vault(tmp_path):
    root = tmp_path / "vault"
    root.mkdir()
    for name in "abc":
        write(root / f"{name}.md", PERSON.format(name))
    return Vault(root)


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache"


def facts(vault, cache, profile=GIFTS, further=None, **more):
    index = KeptIndex(vault, profile, cache, further=further, **more)
    try:
        return index.facts(), index.delta, index.notices
    finally:
        index.close()


def said(rows):
    return {row.path: [fact.text for fact in row.further] for row in rows}


def settled(vault, cache, made_of=None):
    """Make an index of files that are not so fresh that each is read again."""
    mark = Mark(fingerprint(GIFTS, Reading()), made_of)
    with contextlib.closing(open_index(cache / vault.id, mark)) as index:
        later = time.time_ns() + 10**12
        reconcile(index, vault, GIFTS, now_ns=lambda: later, further=Reading())


WORDS = {f"{name}.md": [f"call: saw {name}"] for name in "abc"}


def test_facts_of_plugins_come_out_of_the_index_as_they_went_in(vault, cache):
    first, _, _ = facts(vault, cache, further=Reading())
    again, delta, _ = facts(vault, cache, further=Reading())

    assert said(first) == said(again) == WORDS
    assert delta.added == delta.changed == ()


def test_fields_come_out_of_the_index_as_they_went_in(vault, cache):
    rows, _, _ = facts(vault, cache)

    assert [row.fields[0].texts for row in rows] == [(f"atlas {name}",) for name in "abc"]


def test_without_anybody_to_ask_nothing_is_added(vault, cache):
    rows, _, _ = facts(vault, cache)

    assert said(rows) == {path: [] for path in WORDS}


def test_only_what_changed_is_asked_about_again(vault, cache):
    settled(vault, cache)
    write(vault.root / "b.md", PERSON.format("beta"))
    reading = Reading()
    rows, delta, _ = facts(vault, cache, further=reading)

    assert reading.asked == ["b.md"]
    assert delta.changed == ("b.md",)
    assert said(rows)["b.md"] == ["call: saw beta"]


@pytest.mark.parametrize(
    ("profile", "further"),
    [
        (GIFTS, Reading("2")),
        (GIFTS, None),
        (Profile(fields=GIFTS.fields), Reading()),
        (Profile(relation_kinds=GIFTS.relation_kinds), Reading()),
        (
            Profile(
                fields=(("gifts", Field("gift_ideas", "what to give", "text")),),
                relation_kinds=GIFTS.relation_kinds,
            ),
            Reading(),
        ),
    ],
    ids=["another state", "nobody", "no kinds", "no fields", "another kind of field"],
)
def test_all_notes_are_read_again_when_the_plugins_change(vault, cache, profile, further):
    facts(vault, cache, further=Reading())
    _, delta, notices = facts(vault, cache, profile, further)

    assert delta.added == ("a.md", "b.md", "c.md")
    assert notices == []


def test_the_order_of_plugins_does_not_make_another_index():
    fields = (("a", Field("x", "")), ("b", Field("y", "")))

    assert fingerprint(Profile(fields=fields)) == fingerprint(Profile(fields=fields[::-1]))


def test_where_nothing_changed_nobody_is_asked_who_would_read(vault, cache):
    settled(vault, cache, made_of="x")

    def never():
        raise AssertionError("asked")

    rows, _, _ = facts(vault, cache, never, never, made_of="x")

    assert said(rows) == WORDS


def test_a_plugin_that_fails_on_a_note_costs_its_own_facts_of_that_note(vault, cache):
    rows, _, _ = facts(vault, cache, further=Reading(failing=["b.md"]))

    assert said(rows) == {**WORDS, "b.md": []}
    assert [fault.code for row in rows for fault in row.faults] == ["PNM912"]
    assert [len(row.touches) for row in rows] == [1, 1, 1]


# -- what looks at the index -----------------------------------------------------------------------


def test_a_verification_reads_with_the_same_plugins(vault, cache):
    facts(vault, cache, further=Reading())
    folder = cache / vault.id
    found = verify(folder, vault, GIFTS, read_data=True, further=Reading())

    assert (found.notes, found.differences, found.built) == (3, (), "")
    assert found.files == found.index != ""


def test_a_verification_finds_facts_of_plugins_that_are_others_now(vault, cache):
    facts(vault, cache, further=Reading())
    found = verify(
        cache / vault.id, vault, GIFTS, read_data=True, further=Reading(failing=["a.md"])
    )

    assert [(row.path, row.what) for row in found.differences] == [
        ("a.md", "the index has other facts than the file")
    ]


def test_an_index_made_after_forgetting_is_that_of_the_next_command(vault, cache):
    facts(vault, cache, further=Reading())
    (vault.root / "b.md").unlink()
    done = erase.erase(cache, vault, GIFTS, Words(("saw b",)), further=Reading())
    rows, delta, _ = facts(vault, cache, further=Reading())

    assert (done.notes, done.left) == (2, ())
    assert delta.added == ()
    assert said(rows) == {path: words for path, words in WORDS.items() if path != "b.md"}
    assert b"saw b" not in b"".join(p.read_bytes() for p in cache.rglob("*") if p.is_file())


def test_a_change_that_is_watched_reads_with_the_plugins(vault, cache):
    with contextlib.closing(KeptIndex(vault, GIFTS, cache, further=Reading())) as index:
        index.update()
        write(vault.root / "d.md", PERSON.format("d"))
        delta = index.update(["d.md"])

        assert delta.added == ("d.md",)
        assert said(index.facts())["d.md"] == ["call: saw d"]


@pytest.mark.skipif(workers._processes(MANY) < 2, reason="notes are read by one process here")
def test_several_processes_ask_the_plugins_and_make_what_one_makes(tmp_path, monkeypatch):
    root = tmp_path / "vault"
    for number in range(MANY):
        write(root / f"{number % 7}" / f"{number}.md", PERSON.format(number))
    vault = Vault(root)

    def built(folder, further):
        index = open_index(folder, fingerprint(GIFTS, further))
        reconcile(index, vault, GIFTS, now_ns=lambda: 2 * 10**18, further=further)
        with contextlib.closing(index):
            assert len(said(index.facts())) == MANY
        with contextlib.closing(sqlite3.connect(folder / store.FILE)) as db:
            return db.execute("SELECT path, facts, checksum FROM files ORDER BY path").fetchall()

    here = Reading()
    several = built(tmp_path / "several", here)
    monkeypatch.setattr(workers, "_processes", lambda files: 1)

    assert several == built(tmp_path / "one", Reading())
    assert len(here.asked) < MANY  # the others were read elsewhere
