"""While `pnm watch` runs, each command still answers as a rebuild at its start would."""

from __future__ import annotations

import mmap
import os
import sys
from pathlib import Path

import pytest
from hands import Hands
from proofs.counts import count
from watched import watching

from pnm.contacts.facts import pack
from pnm.contacts.profile import Profile
from pnm.index import KeptIndex
from pnm.vault import Vault

pytestmark = pytest.mark.slow
ROUNDS = count("PNM_ROUNDS", 300)
NOWHERE = Path(os.devnull, "cache")  # so the index is built in memory
PERSON = "---\ntype: person\n---\n"
ALONE = ("--json", "--no-plugins")  # so that its index is the one that is asked here


def answer(vault, cache, word="0*"):
    """Give what a command would answer from: all facts, and what full-text search finds."""
    index = KeptIndex(Vault(vault.resolve()), Profile(), cache)
    try:
        facts = [pack(row) for row in index.facts()]
        return index.matching((word,)), facts, index.digests(), index.delta.skipped
    finally:
        index.close()


@pytest.fixture
def cache():
    return Path(os.environ["PNM_CACHE_DIR"])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_saves_and_commands_alternate_without_waiting(vault, cache, seed):
    hands = Hands(vault, seed)
    with watching(vault, *ALONE) as watch:
        watch.next()
        for number in range(ROUNDS // 3):
            for _ in range(1 + number % 5):
                hands.act()
            assert answer(vault, cache) == answer(vault, NOWHERE), number
        assert watch.stop() == 0


@pytest.mark.parametrize("write", ["through a link", "through memory"])
def test_what_gives_no_event_is_seen_by_the_next_command(vault, cache, write):
    note, outside = vault / "Ana.md", vault.with_name("outside")
    note.write_text(PERSON + "- 2026-01-01 call: old\n")
    os.link(note, outside)
    with note.open("r+b") as file:
        memory = mmap.mmap(file.fileno(), 0)
    with watching(vault, *ALONE) as watch:
        watch.next()
        if write == "through a link":
            outside.write_text(PERSON + "- 2026-02-02 call: new\n")
        else:
            memory[-4:] = b"new\n"
        kept, built = answer(vault, cache, "new"), answer(vault, NOWHERE, "new")
        assert kept == built
        assert kept[0] == {"Ana.md"}
        (vault / "Bob.md").write_text(PERSON)
        rows = watch.all_until(lambda row: "Bob.md" in row["added"])
    memory.close()

    if sys.platform == "linux":
        assert all(row["reason"] == "saved" for row in rows)
