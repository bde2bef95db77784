from __future__ import annotations

import os
import time

import pytest
from watchdog.events import (
    DirMovedEvent,
    FileClosedEvent,
    FileClosedNoWriteEvent,
    FileCreatedEvent,
    FileMovedEvent,
    FileOpenedEvent,
)
from watchdog.observers import Observer
from watched import TELLS_CLOSING

from pnm.watch import Reason, Watcher

pytestmark = pytest.mark.slow
closing = pytest.mark.skipif(not TELLS_CLOSING, reason="no closing of files is told here")


def plain(folder):
    (folder / "ada.md").write_text("new")


def atomic(folder):
    (folder / ".ada.md.tmp").write_text("new")
    (folder / ".ada.md.tmp").rename(folder / "ada.md")


def vim_backup(folder):
    (folder / "4913").touch()
    (folder / "4913").unlink()
    (folder / "ada.md").rename(folder / "ada.md~")
    (folder / "ada.md").write_text("new")
    (folder / "ada.md~").unlink()


def deleted(folder):
    (folder / "ada.md").unlink()


def kept_mtime(folder):
    facts = (folder / "ada.md").stat()
    (folder / "ada.md").write_text("NEW")
    os.utime(folder / "ada.md", ns=(facts.st_atime_ns, facts.st_mtime_ns))


def from_outside(folder):
    (folder.parent.parent / "ada.md").write_text("new")
    (folder.parent.parent / "ada.md").rename(folder / "ada.md")


def moved_out(folder):
    (folder / "ada.md").rename(folder.parent.parent / "ada.md")


def made_readable(folder):
    (folder / "ada.md").chmod(0o600)


@pytest.mark.parametrize(
    "save",
    [plain, atomic, vim_backup, deleted, kept_mtime, from_outside, moved_out, made_readable],
)
def test_a_save_tells_its_path_and_nothing_else(vault, watching, save):
    (vault / "people" / "ada.md").write_text("old")
    with watching() as told:
        save(vault / "people")
        assert told.saw("people/ada.md", since=1)

    assert {(c.paths, c.reason) for c in told.changes[1:]} == {
        (frozenset({"people/ada.md"}), Reason.SAVED)
    }


def test_a_rename_tells_both_names(vault, watching):
    (vault / "people" / "ada.md").write_text("old")
    with watching() as told:
        (vault / "people" / "ada.md").rename(vault / "ada-lovelace.md")
        assert told.saw("people/ada.md", "ada-lovelace.md", since=1)


def test_reading_tells_nothing(vault, watching):
    note = vault / "people" / "ada.md"
    note.write_text("old")
    with watching() as told:
        for _ in range(50):
            note.read_text()
            list(note.parent.iterdir())
        (vault / "last.md").touch()  # events come in order: those of reading would be before
        assert told.saw("last.md", since=1)

    assert [c.paths for c in told.changes[1:]] == [frozenset({"last.md"})]


def test_the_system_is_not_asked_for_reading(watching):
    made = []

    def make():
        made.append(Observer())
        return made[-1]

    with watching(observer=make):
        (emitter,) = made[0].emitters
        asked = emitter.watch.event_filter

    assert asked.isdisjoint({FileOpenedEvent, FileClosedNoWriteEvent})
    assert asked > {FileCreatedEvent, FileClosedEvent, FileMovedEvent, DirMovedEvent}


def test_a_save_is_told_in_well_under_a_second(vault, watching):
    with watching() as told:
        waits = []
        for number in range(20):
            since, begun = len(told.changes), time.monotonic()
            (vault / "people" / "ada.md").write_text(str(number))
            assert told.saw("people/ada.md", since=since)
            waits.append(told.instants[-1] - begun)

    assert sorted(waits)[10] < 0.3


def test_files_that_do_not_matter_do_not_put_a_save_off(vault, watching):
    noise = vault / "people" / ".ada.md.swp"
    with watching(settle_ms=200, longest_ms=60_000) as told:
        begun = time.monotonic()
        (vault / "people" / "ada.md").write_text("new")
        while len(told.changes) < 2 and time.monotonic() < begun + 5:
            noise.write_text("typing")
        assert told.saw("people/ada.md", since=1)
        assert told.instants[1] - begun < 1.5

    assert [c.paths for c in told.changes[1:]] == [frozenset({"people/ada.md"})]


def test_a_file_that_never_rests_is_told_all_the_same(vault, watching):
    with watching(settle_ms=400, longest_ms=800) as told:
        begun = time.monotonic()
        while len(told.changes) < 2 and time.monotonic() < begun + 5:
            with (vault / "people" / "ada.md").open("a") as note:
                note.write("more")
        assert told.saw("people/ada.md", since=1)
        assert told.instants[1] - begun < 3


@closing
def test_a_file_that_is_being_written_is_told_when_it_is_closed(vault, watching):
    with watching(settle_ms=20, longest_ms=400) as told:
        with (vault / "people" / "ada.md").open("w") as note:
            note.write("the first half")
            note.flush()
            (vault / "other.md").write_text("another note meanwhile")
            assert told.saw("other.md", since=1)
            assert not told.until(lambda _: len(told.changes) > 2, patience=0.6)
        assert told.saw("people/ada.md", since=1)


@closing
def test_a_file_that_is_never_closed_is_told_in_the_end(vault, watching):
    with watching(settle_ms=20, longest_ms=100) as told:
        begun = time.monotonic()
        with (vault / "people" / "ada.md").open("w") as note:
            note.write("a log that never ends")
            note.flush()
            assert told.saw("people/ada.md", since=1)
        assert 0.4 < told.instants[1] - begun < 3


def test_a_file_that_was_made_empty_is_told_when_it_has_been_filled(vault, watching):
    note = vault / "people" / "ada.md"
    note.write_text("old")
    with watching(settle_ms=20, longest_ms=60_000) as told:
        note.write_text("")
        (vault / "other.md").write_text("another note meanwhile")
        assert told.saw("other.md", since=1)
        note.write_text("new")
        assert told.saw("people/ada.md", since=1)

    assert [c.paths for c in told.changes[1:]] == [{"other.md"}, {"people/ada.md"}]


def test_a_file_that_stays_empty_is_told_later(vault, watching):
    with watching(settle_ms=20, longest_ms=300) as told:
        begun = time.monotonic()
        (vault / "people" / "ada.md").touch()
        assert told.saw("people/ada.md", since=1)
        assert 0.25 < told.instants[1] - begun < 3


def test_what_was_seen_in_the_middle_of_a_save_can_be_asked_for_again(vault, watching):
    (vault / "people" / "ada.md").write_text("whole")
    with watching() as told:
        told.watcher.look_again(["people/ada.md"])
        assert told.saw("people/ada.md", since=1)

    assert [c.paths for c in told.changes[1:]] == [{"people/ada.md"}]


def test_three_hundred_files_at_once_are_all_told(vault, watching):
    names = [f"people/{number}.md" for number in range(300)]
    with watching() as told:
        for name in names:
            (vault / name).write_text("new")
        assert told.saw(*names, since=1)

    assert len(told.changes) < 100


def test_a_flood_of_events_is_taken_for_an_overflow(vault, watching):
    with watching() as told:
        for number in range(3000):
            (vault / "people" / f"{number}.md").write_text("new")
        assert told.gave(Reason.OVERFLOW)


def test_names_in_any_script_come_back_as_written(vault, watching):
    names = ["people/Łukasz Żółć.md", "people/李.md", "people/a\\b\udcff.md"]
    with watching() as told:
        for name in names:
            (vault / name).touch()
        assert told.saw(*names, since=1)


def test_a_vault_behind_a_link_is_watched(vault, tmp_path):
    (tmp_path / "link").symlink_to(vault)
    watcher = Watcher(tmp_path / "link", relevant=lambda _: True, cookie=lambda: None)
    changes = watcher.changes()
    next(changes)
    (vault / "people" / "ada.md").write_text("new")

    assert next(changes).paths == {"people/ada.md"}
    watcher.stop()
    assert list(changes) == []
