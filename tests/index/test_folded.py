"""A word is found by its folded form, whether the full text folds it by itself or not."""

import re
import sqlite3

import pytest

from pnm.folding import fold
from pnm.index.folded import folded


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("plain words", ""),
        ("Zoë Müller\nCafé — “quoted” … 📅 ✅ 5 €", ""),
        ("Łukasz came\nnobody else\nSøren", "lukasz came\nsoren"),
        ("\nМосква\r\n", "moskva"),
        ("straße", "strasse"),
    ],
    ids=["ascii", "marks and signs", "two lines", "another script", "no line end"],
)
def test_only_lines_with_odd_letters_are_held_twice(text, lines):
    assert folded(text) == lines


def test_every_letter_that_is_not_held_twice_is_found_by_its_folded_form():
    letters = [chr(n) for n in range(0x80, 0x20000) if re.match(r"\w", chr(n))]
    plain = [letter for letter in letters if not folded(letter)]
    table = sqlite3.connect(":memory:")
    table.execute("CREATE VIRTUAL TABLE t USING fts5 (a, tokenize='unicode61 remove_diacritics 2')")
    table.executemany("INSERT INTO t (rowid, a) VALUES (?, ?)", enumerate(plain))
    found = "SELECT 1 FROM t WHERE t MATCH ? AND rowid = ?"
    lost = [
        letter
        for number, letter in enumerate(plain)
        if not table.execute(found, (f'"{fold(letter)}"', number)).fetchone()
    ]
    table.close()

    assert len(plain) > 150
    assert lost == []
