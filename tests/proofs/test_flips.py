"""A flipped bit in the cache ends in a right answer, and never in a wrong one after `pnm verify`.

`PNM_FLIPS=1000 pytest tests/proofs/test_flips.py` repeats the full count and prints how many
flips were silent before `pnm verify`.
"""

import contextlib
import shutil
import sqlite3
import sys
from collections import Counter

import pytest
from proofs.counts import count
from proofs.vaults import QUESTIONS, ask, chance_of, edit, make_vault, right_answers

from pnm.vault import Vault

FLIPS = count("PNM_FLIPS", 40)
NOTES = 60


def files_of(cache, vault):
    folder = cache / Vault(vault).id
    return folder, folder / "index.sqlite3", folder / "index.sqlite3-wal"


def settled(cache, vault):
    """Return the bytes of an index that nobody has open: all in one file."""
    for question in QUESTIONS:
        ask(vault, cache, question)
    _, index, _ = files_of(cache, vault)
    with contextlib.closing(sqlite3.connect(index)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return {index.name: index.read_bytes()}


def interrupted(cache, vault, chance):
    """Return the bytes of an index whose last command was killed: part of it is in the WAL."""
    _, index, wal = files_of(cache, vault)
    settled(cache, vault)
    with contextlib.closing(sqlite3.connect(index)) as reader:
        reader.execute("PRAGMA journal_mode = WAL")
        reader.execute("SELECT count(*) FROM sqlite_master").fetchall()
        edit(vault, chance, most=8)
        for question in QUESTIONS:
            ask(vault, cache, question)
        return {file.name: file.read_bytes() for file in (index, wal)}


def flipped(data, place):
    """Return bytes with one bit turned over."""
    damaged = bytearray(data)
    damaged[place // 8] ^= 1 << place % 8
    return bytes(damaged)


def differing(one, other):
    """Return where two texts begin to differ, as they go on from there."""
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 20)
    return one[same - 20 : same + 40], other[same - 20 : same + 40]


def put(cache, vault, files):
    """Put files into the place of the index."""
    folder, *_ = files_of(cache, vault)
    shutil.rmtree(folder)
    folder.mkdir(mode=0o700)
    for name, data in files.items():
        (folder / name).write_bytes(data)


@pytest.mark.parametrize("state", ["settled", "interrupted"])
def test_after_verify_a_flipped_bit_never_gives_a_wrong_answer(tmp_path, capsys, state):
    chance = chance_of(state)
    vault, cache = make_vault(tmp_path / "vault", NOTES, chance), tmp_path / "cache"
    if state == "settled":
        files = settled(cache, vault)
    else:
        files = interrupted(cache, vault, chance)
        assert len(files["index.sqlite3-wal"]) > 4096
    right = right_answers(vault, QUESTIONS)
    tally = Counter()
    in_silence, wrong_after = [], []
    for number in range(FLIPS // 2):
        name = chance.choices(list(files), [len(data) for data in files.values()])[0]
        place = chance.randrange(8 * len(files[name]))
        damaged = {**files, name: flipped(files[name], place)}
        outcomes = []
        for question in QUESTIONS:
            put(cache, vault, damaged)
            code, out, told = ask(vault, cache, question)
            is_right = (code, out) == right[question]
            outcomes.append(("right" if is_right else "wrong") + (", and said" if told else ""))
            if outcomes[-1] == "wrong":
                in_silence.append((name, place, question, *differing(out, right[question][1])))
        tally[max(outcomes)] += 1  # the worst of them
        put(cache, vault, damaged)
        ask(vault, cache, ("verify",))
        for question in QUESTIONS:
            code, out, _ = ask(vault, cache, question)
            if (code, out) != right[question]:
                wrong_after.append((number, name, question, out[:200]))
    with capsys.disabled():
        rows = [f"{FLIPS // 2} flips, {state}: {dict(tally)}", *map(repr, in_silence)]
        sys.stdout.write("\n" + "\n".join(rows) + "\n")
    assert wrong_after == []
    assert tally["wrong, and said"] == 0
    assert tally["wrong"] <= FLIPS // 20
