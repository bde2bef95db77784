"""Whether one text speaks of what another does."""

import pytest

from pnm.likeness import alike, telling_words


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("somebody who paints", "painting lessons"),
        ("a guitar", "Guitars, second-hand"),
        ("a painter", "paintings"),
        ("a flat in Łódź with a balcony", "balconies"),
        ("a good photographer", "photography"),
        ("Ökologie", "okologie"),
    ],
    ids=[
        "what somebody does",
        "one and many",
        "who does it",
        "several words",
        "a long word",
        "without marks",
    ],
)
def test_texts_are_alike_that_share_a_telling_word(text, other):
    assert alike(text, [other, "a dog"]) == (other,)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("a place to live", "a place to work"),
        ("tea", "tea"),
        ("painting", "pottery"),
        ("", "painting"),
    ],
    ids=["words that tell nothing", "a short word", "other things", "nothing asked"],
)
def test_other_texts_are_not_alike(text, other):
    assert alike(text, [other]) == ()


def test_those_that_fit_keep_their_order():
    offers = ("sailing lessons", "books", "a sailing boat")

    assert alike("wants to learn sailing", offers) == ("sailing lessons", "a sailing boat")


def test_short_and_common_words_tell_nothing():
    assert telling_words("Something about the sea, with other people") == frozenset()
