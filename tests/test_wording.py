"""Small English for messages."""

import pytest

from pnm.wording import counted, known_are, listed, sentence, shortened


@pytest.mark.parametrize(
    ("number", "nouns", "said"),
    [
        (1, ("day",), "1 day"),
        (2, ("day",), "2 days"),
        (0, ("person", "people"), "0 people"),
        (1, ("person", "people"), "1 person"),
    ],
)
def test_a_number_stands_with_its_noun(number, nouns, said):
    assert counted(number, *nouns) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("one  two\nthree", "one two three"),
        ("one, two, three four", "one, two…"),
        ("onetwothreefourfive", "onetwothreefo…"),
    ],
    ids=["on one line", "cut between words", "cut where there are none"],
)
def test_a_long_text_is_cut(text, said):
    assert shortened(text, 13) == said


@pytest.mark.parametrize(
    ("asked", "known", "said"),
    [
        ("ask", ("asks", "close"), "did you mean asks? known are: asks, close"),
        ("zebra", ("asks", "close"), "known are: asks, close"),
        ("ask", (), "known are: none"),
    ],
    ids=["a near miss", "nothing near", "nothing known"],
)
def test_a_word_that_means_nothing_gets_a_suggestion(asked, known, said):
    assert known_are(asked, known) == said


@pytest.mark.parametrize(
    ("names", "how", "said"),
    [
        ((), {}, ""),
        (("Ada",), {}, "Ada"),
        (("Ada", "Bob"), {}, "Ada and Bob"),
        (("Ada", "Bob", "Eve"), {}, "Ada, Bob and Eve"),
        (("Ada", "Bob", "Eve", "Zoe"), {"most": 3}, "Ada, Bob and 2 others"),
        (("Ada", "Bob", "Eve"), {"most": 3}, "Ada, Bob and Eve"),
        (("Ada", "Bob"), {"others": 1}, "Ada, Bob and 1 other"),
        (("Ada", "Bob", "Eve"), {"most": 2, "others": 4}, "Ada and 6 others"),
        (("Ada", "Bob"), {"most": 1}, "2 others"),
    ],
    ids=[
        "nobody",
        "one",
        "two",
        "three",
        "more than are named",
        "just as many",
        "others not named",
        "both",
        "nobody named",
    ],
)
def test_names_are_listed_as_a_person_does(names, how, said):
    assert listed(names, **how) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [("last in touch", "Last in touch"), ("iPhone of Ada", "IPhone of Ada"), ("", "")],
)
def test_a_sentence_begins_with_a_capital(text, said):
    assert sentence(text) == said
