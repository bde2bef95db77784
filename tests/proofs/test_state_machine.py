"""After any changes to the files the index says what an index that is built anew says.

`PNM_MACHINES=10000 pytest tests/proofs/test_state_machine.py` repeats the full count.
"""

import contextlib
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from proofs.counts import count
from proofs.disk import SECOND_NS, Disk, Os

from pnm.contacts.facts import pack
from pnm.contacts.profile import Profile
from pnm.index import KeptIndex, kept, reconcile, verify
from pnm.vault import Vault

MACHINES = count("PNM_MACHINES", 1000)
STEPS = 20
SEARCHED = 2000
NOWHERE = Path(os.devnull, "cache")  # so the index is built in memory
FAST = "/dev/shm" if os.path.isdir("/dev/shm") else None
NS_OF_TICKS = {"exact": 1, "4 ms": 4_000_000, "2 s": 2 * SECOND_NS}

PERSON = "---\ntype: person\nname: {}\n---\n- 2026-02-03 call: {}\n"
REVIEW = "---\ngenerated_by: pnm\nreport: weekly-review\ndate: 2026-09-14\n---\n- [x] [[a]]: {}\n"
WORDS = ("one", "two", "six")
TEXTS = [
    *(PERSON.format(name, word).encode() for name in WORDS[:2] for word in WORDS),
    *(REVIEW.format(word).encode() for word in WORDS[:2]),
    "---\ntype: person\nname: Zoë\n---\nÉtés: one\n".encode(),
    b"---\ntype: person\nname: [a: b\n---\n- [ ] two [[b]]\n",
    b"\x00\x01\x02 one",
    b"",
]
ASKED = ("one", "two", "etes")

FILES = (
    "a.md",
    "b.md",
    "d/a.md",
    "d/e/c.md",
    "People/x.md",
    "f.md/y.md",
    "a.sync-conflict-20260914-101112-ABCDEFG.md",
    ".#a.md",
)
FOLDERS = ("d", "d/e", "People", "f.md", ".obsidian", "../outside/d")
PATTERNS = ("", "a.md\n", "d/\n", "*\n!b.md\n", "People/x.md\n/b.md\n", "[\n")
WAITS_NS = (1_000_000, 5_000_000, SECOND_NS, 2 * SECOND_NS, 5 * SECOND_NS, 86_400 * SECOND_NS)

files = st.sampled_from(FILES[:2] * 2 + FILES)
places = st.sampled_from(FILES + FOLDERS)
texts = st.sampled_from(TEXTS)


class DivergenceError(AssertionError):
    """The index says something else than one that is built anew."""


class Anew(NamedTuple):
    """What an index says that was built anew, after so many changes of the disk."""

    changes: int
    facts: dict
    hits: dict
    skipped: tuple


class Files(RuleBasedStateMachine):
    """A vault that is changed in all ways there are, and its index, which is asked after each."""

    keeps_ctime = True
    lateness_ns = 0

    def __init__(self):
        super().__init__()
        self.undo = contextlib.ExitStack()
        folder = self.undo.enter_context(tempfile.TemporaryDirectory(dir=FAST))
        self.cache = Path(folder, "cache")
        self.disk = Disk(folder, keeps_ctime=self.keeps_ctime)
        self.vault = Vault(self.disk.root)
        self.patch = self.undo.enter_context(pytest.MonkeyPatch.context())
        seen = Os(self.disk)
        for name, module in sorted(sys.modules.items()):
            if name.startswith("pnm.vault.") and hasattr(module, "os"):
                self.patch.setattr(module, "os", seen)
        self.patch.setitem(reconcile.__kwdefaults__, "now_ns", self.late_clock)
        for module in (kept, verify):
            # The same all the time, and faster.
            self.patch.setattr(module, "fingerprint", lambda *rules: "one")
        self.kept = KeptIndex(self.vault, Profile(), self.cache)
        self.anew = None
        self.last = {}
        self.unheard = ()
        self.saving = frozenset()
        self.to_skip = 0
        self.named = set()

    def late_clock(self):
        return self.disk.clock() + self.lateness_ns

    def teardown(self):
        try:
            self.to_skip = 0
            self.the_index_equals_one_built_anew()
            self.kept.close()
            self.verify_says_the_same()
        finally:
            self.kept.close()
            self.undo.close()

    @initialize(tick=st.sampled_from(sorted(NS_OF_TICKS)), renames_stamp=st.booleans())
    def format_the_disk(self, tick, renames_stamp):
        self.disk.tick_ns = NS_OF_TICKS[tick]
        self.disk.renames_stamp = renames_stamp

    # -- single files ------------------------------------------------------------------------

    @rule(
        path=files,
        text=texts,
        how=st.sampled_from(["write", "save"]),
        keep_mtime=st.booleans(),
        watched=st.booleans(),
    )
    def edit(self, path, text, how, keep_mtime, watched):
        with contextlib.suppress(OSError):
            self.disk.folder(os.path.dirname(path))
            known = self.mtime(path)
            getattr(self.disk, how)(path, text)
            if keep_mtime and known is not None:
                self.disk.set_mtime(path, known)
        self.changed(path if watched else None)

    @rule(path=files, word=st.sampled_from(WORDS), keep_mtime=st.booleans())
    def edit_to_the_same_size(self, path, word, keep_mtime):
        with contextlib.suppress(OSError):
            old = (self.disk.root / path).read_bytes()
            known = self.mtime(path)
            self.disk.write(path, re.sub(rb"one|two|six", word.encode(), old))
            if keep_mtime:
                self.disk.set_mtime(path, known)
        self.changed(path)

    @rule(path=files, word=st.sampled_from(WORDS))
    def append(self, path, word):
        with contextlib.suppress(OSError):
            old = (self.disk.root / path).read_bytes()
            self.disk.write(path, old + f"\n{word}\n".encode())
        self.changed(path)

    @rule(path=files, size=st.sampled_from([0, 4, 30, 60]))
    def truncate(self, path, size):
        with contextlib.suppress(OSError):
            self.disk.truncate(path, size)
        self.changed(path)

    @rule(path=files, days=st.sampled_from([-400, -1, 0, 1, 400]))
    def set_mtime(self, path, days):
        with contextlib.suppress(OSError):
            self.disk.set_mtime(path, self.disk.now_ns + days * 86_400 * SECOND_NS)
        self.changed(path)

    @rule(one=files, other=files, how=st.sampled_from(["rename", "exchange"]))
    def move_file(self, one, other, how):
        with contextlib.suppress(OSError):
            getattr(self.disk, how)(one, other)
        self.changed(None)

    @rule(old=files, new=files)
    def link(self, old, new):
        with contextlib.suppress(OSError):
            self.disk.link(old, new)
        self.changed(None)

    @rule(whither=st.sampled_from(["a.md", "d", "nowhere.md", "."]), new=places)
    def symlink(self, whither, new):
        with contextlib.suppress(OSError):
            self.disk.symlink(whither, new)
        self.changed(None)

    # -- folders and whatever else -----------------------------------------------------------

    @rule(one=places, other=places, how=st.sampled_from(["rename", "exchange"]))
    def move(self, one, other, how):
        with contextlib.suppress(OSError):
            getattr(self.disk, how)(one, other)
        self.changed(None)

    @rule(place=places)
    def remove(self, place):
        with contextlib.suppress(OSError):
            self.disk.remove(place)
        self.changed(None)

    @rule(path=files, text=texts)
    def put_a_folder_in_its_place(self, path, text):
        with contextlib.suppress(OSError):
            self.disk.remove(path)
            self.disk.folder(path)
            self.disk.write(f"{path}/inner.md", text)
        self.changed(None)

    @rule(place=places)
    def shut(self, place):
        with contextlib.suppress(OSError):
            self.disk.shut(place)
        self.changed(None)

    @rule()
    def open_all(self):
        self.disk.open_all()
        self.changed(None)

    @rule(lines=st.sampled_from(PATTERNS))
    def ignore(self, lines):
        with contextlib.suppress(OSError):
            self.disk.write(".pnmignore", lines.encode())
        self.changed(None)

    # -- time, and other readers -------------------------------------------------------------

    @rule(wait_ns=st.sampled_from(WAITS_NS))
    def wait(self, wait_ns):
        self.disk.now_ns += wait_ns

    @rule(steps=st.integers(1, 4))
    def look_away(self, steps):
        self.to_skip = steps

    @rule()
    def end_and_begin_anew(self):
        self.kept.close()
        self.kept = KeptIndex(self.vault, Profile(), self.cache)
        self.named = None

    @rule(path=files, text=texts, questions=st.integers(0, 12), keep_mtime=st.booleans())
    def edit_while_it_is_read(self, path, text, questions, keep_mtime):
        def act():
            self.edit(path, text, "write", keep_mtime, True)

        self.disk.at_question = (questions, act)
        self.update()
        self.disk.at_question = None

    # -- the proof ---------------------------------------------------------------------------

    @invariant()
    def the_index_equals_one_built_anew(self):
        if self.to_skip:
            self.to_skip -= 1
            return
        answer = self.kept.answer("what was said")
        watched = self.named is not None and not self.unheard
        delta = self.update()
        anew = self.built_anew()
        self.compare(anew)
        if not watched and delta.skipped != anew.skipped:
            raise DivergenceError("other files were passed over")
        if watched:
            self.a_walk_finds_nothing_more()
        self.answers_are_of_these_facts(answer)

    def update(self):
        """Bring the index up to date as `pnm watch` would, if it saw all, else as a command."""
        named, self.named = self.named, set()
        if named is None or self.unheard:
            delta = self.kept.update()
            self.unheard = tuple(s.source.path for s in delta.skipped if s.code == "PNM021")
        else:
            delta = self.kept.update(sorted(named))
        if self.named is not None:
            self.named.update(delta.saving)  # as the watcher looks at them again
        self.saving = frozenset(delta.saving)
        self.before, self.last = self.last, {f.path: pack(f) for f in self.kept.facts()}
        return delta

    def built_anew(self):
        """Return what an index says that is built of the files as they are."""
        if self.anew is None or self.anew.changes != self.disk.changes:
            asked = self.disk.asked
            index = KeptIndex(self.vault, Profile(), NOWHERE)
            facts = {facts.path: pack(facts) for facts in index.facts()}
            hits = {word: index.find((word,), 100) for word in ASKED}
            self.anew = Anew(self.disk.changes, facts, hits, index.delta.skipped)
            index.close()
            assert self.disk.asked > asked or not facts, "the disk's own clock was not asked"
        return self.anew

    def compare(self, anew):
        """Compare facts and words; what cannot be seen or is being saved must be as it was."""
        out_of_sight = {p: f for p, f in self.before.items() if below(p, self.unheard)}
        being_saved = {path: self.before[path] for path in self.saving}
        as_before = {**out_of_sight, **being_saved}
        wanted = {**out_of_sight, **anew.facts, **being_saved}
        if self.last != wanted:
            wrong = {path for path, _ in self.last.items() ^ wanted.items()}
            raise DivergenceError(f"other facts in {sorted(wrong)}")
        for word in ASKED:
            if not as_before and self.kept.find((word,), 100) != anew.hits[word]:
                raise DivergenceError(f"{word} is found elsewhere")

    def verify_says_the_same(self):
        folder = self.cache / self.vault.id
        found = verify.verify(folder, self.vault, Profile(), read_data=True)
        if found.differences and not self.unheard and not self.saving:
            raise DivergenceError(f"verify finds {found.differences}")

    def a_walk_finds_nothing_more(self):
        """Walk after the named files were looked at; a file that may not be read is told again."""
        delta = self.kept.update()
        unread = {facts.path for facts in self.kept.facts() if facts.kind == "unread"}
        wrong = {*delta.added, *delta.changed, *delta.removed} - unread - self.saving
        if wrong:
            raise DivergenceError(f"a walk finds {sorted(wrong)}")

    def answers_are_of_these_facts(self, answer):
        now = b"".join(self.last.values())
        kept_now = self.kept.answer("what was said")
        if kept_now is not None and not kept_now == now == answer:
            raise DivergenceError("an old answer is kept")
        self.kept.keep_answer("what was said", now, self.kept.generation)

    def changed(self, path):
        """Note what a watcher would have seen; None where it would have to walk."""
        if path is None or self.has_other_names(path):
            self.named = None
        elif self.named is not None:
            self.named.add(path)

    def has_other_names(self, path):
        """Tell whether a change by this name is one by another name too, or of a folder."""
        place = self.disk.root / path
        with contextlib.suppress(OSError):
            return (
                os.path.realpath(place) != str(place) or place.is_dir() or place.stat().st_nlink > 1
            )
        return False

    def mtime(self, path):
        with contextlib.suppress(OSError):
            return self.disk.mtime(path)
        return None


def below(path, folders):
    return any(path == folder or path.startswith(folder + "/") for folder in folders)


def run(machine, examples, **more):
    checks = list(HealthCheck)
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            suppress_health_check=checks,
            print_blob=False,
            report_multiple_bugs=False,
            **more,
        ),
    )


def test_after_any_changes_the_index_equals_one_built_anew():
    run(Files, MACHINES, derandomize="PNM_MACHINES" not in os.environ)


class FilesWithoutStatusTimes(Files):
    """The same on a disk that does not tell when a file's status changed."""

    keeps_ctime = False


class FilesReadLate(Files):
    """The same for a reader that believes that it reads each file an hour after its change."""

    lateness_ns = 3600 * SECOND_NS


def a_change_that_keeps_size_and_mtime(machine):
    machine.edit("a.md", TEXTS[0], "write", False, True)
    machine.wait(10 * SECOND_NS)
    machine.the_index_equals_one_built_anew()
    machine.edit_to_the_same_size("a.md", "two", True)


def a_change_in_the_same_tick_as_the_read(machine):
    machine.edit("a.md", TEXTS[0], "write", False, True)
    machine.the_index_equals_one_built_anew()
    machine.edit_to_the_same_size("a.md", "two", False)


@pytest.mark.parametrize(
    ("machine", "change"),
    [
        (FilesWithoutStatusTimes, a_change_that_keeps_size_and_mtime),
        (FilesReadLate, a_change_in_the_same_tick_as_the_read),
    ],
)
def test_without_one_of_its_two_rules_the_index_would_be_wrong(machine, change):
    for made in (Files, machine):
        files_of_it = made()
        files_of_it.format_the_disk("2 s", True)
        change(files_of_it)
        if made is Files:
            files_of_it.teardown()
        else:
            with pytest.raises(DivergenceError, match="other facts"):
                files_of_it.teardown()


@pytest.mark.skipif(MACHINES < SEARCHED, reason="a search of a minute, for the full count")
@pytest.mark.parametrize("machine", [FilesWithoutStatusTimes, FilesReadLate])
def test_random_changes_find_out_that_a_rule_is_missing(machine):
    with pytest.raises(DivergenceError, match="other facts"):
        run(machine, SEARCHED, phases=[Phase.generate])
