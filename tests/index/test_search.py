"""The notes that match best, in an order that hangs on nothing but the notes."""

import random

import pytest

from pnm.contacts.profile import Profile
from pnm.folding import fold
from pnm.index import open_index, reconcile
from pnm.index.search import find, snippet
from pnm.vault import Vault


@pytest.fixture
def searched(tmp_path):
    """Return a function that writes notes and searches them."""
    root = tmp_path / "vault"
    root.mkdir()
    indexes = []

    def search(notes, words, limit=20):
        index = open_index(tmp_path / f"cache{len(indexes)}", "m")
        indexes.append(index)
        for name in notes:  # one by one, so that the rows lie in this order
            (root / name).write_text(notes[name], "utf-8")
            reconcile(index, Vault(root), Profile(), [name])
        return find(index, words, limit)

    yield search
    for index in indexes:
        index.close()


@pytest.mark.parametrize(
    ("text", "word", "lines"),
    [
        ("one\ntwo\nOne\nphone\none", "one", [1, 3, 4]),
        ("Łódź\nlodz?\n\nLÓDŹ", "lodz", [1, 2, 4]),
        ("why?\r\n— who? Ørsted\r\nØrsted", "orsted", [2, 3]),
        ("a one 📅\none", "one", [1, 2]),
        ("Москва", "moskva", [1]),
        ("end\none", "one", [2]),
    ],
    ids=["plain", "marks", "question marks", "signs", "another script", "no line end"],
)
def test_the_first_lines_with_a_word_are_shown(searched, text, word, lines):
    hits = searched({"a.md": text}, (word,))

    assert [hit.line for hit in hits] == lines


def test_lines_with_more_of_the_words_come_before_earlier_ones(searched):
    hits = searched({"a.md": "one\none\none\none two\ntwo one\ntwo"}, ("one", "two"))

    assert [hit.line for hit in hits] == [1, 4, 5]


def test_a_phrase_is_found_over_other_white_space(searched):
    hits = searched({"a.md": "two\nboth  two\twords"}, ("two words",))

    assert [hit.line for hit in hits] == [2]


def test_any_text_gives_the_lines_that_folding_each_would_give(searched):
    rng = random.Random(7)
    pieces = ["one", "Öne", "ØNE", "?", "—", "📅", " ", "x", "\n", "\n", "ß", "o\u0308ne", "ones"]
    texts = {f"{n}.md": "".join(rng.choices(pieces, k=30)) for n in range(60)}
    hits = searched(texts, ("one",), 100)

    for name, text in texts.items():
        lines = [n for n, line in enumerate(text.split("\n"), 1) if "one" in fold(line)]
        found = [hit.line for hit in hits if hit.path == name]
        assert not found or found == (lines[:3] or [1])
    assert len({hit.path for hit in hits}) > 40


@pytest.mark.parametrize("many", [30, 90], ids=["some", "more than are ranked at first"])
def test_notes_that_match_as_well_are_ordered_by_their_paths(searched, many):
    names = [f"{number:03}.md" for number in range(many)]
    shuffled = random.Random(1).sample(names, many)

    hits = searched(dict.fromkeys(shuffled, "the same word"), ("word",), 20)

    assert [hit.path for hit in hits] == names[:20]


def test_a_better_match_comes_before_an_earlier_path(searched):
    notes = {"a.md": "word " + "other " * 50, "b.md": "word word", "c.md": "nothing"}

    assert [hit.path for hit in searched(notes, ("word",), 20)] == ["b.md", "a.md"]
    assert [hit.path for hit in searched(notes, ("word",), 1)] == ["b.md"]


def test_a_long_line_is_cut_around_the_word():
    line = "before " * 60 + "word" + " after" * 60

    assert snippet(line, ["word"]).count("word") == 1
    assert len(snippet(line, ["word"])) < 170
