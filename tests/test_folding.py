"""Names in any spelling are one."""

from unicodedata import normalize

import pytest
from anyascii import anyascii
from hypothesis import given
from hypothesis import strategies as st

from pnm.folding import fold, fold_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łukasz Wójtowicz", "lukasz wojtowicz"),
        ("Đorđe", "dorde"),
        ("Søren", "soren"),
        ("ZOË", "zoe"),
        ("  Ana \t Silva ", "ana silva"),
        ("李伟", "liwei"),
        ("Straße", "strasse"),
        ("", ""),
    ],
)
def test_a_name_is_folded(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    "name", ["Zoë", "Jörg", "Nguyễn", "Škabar", "H̱an", "x̃", "か゚が", "Андрей", "한국"]
)
def test_a_name_of_a_mac_is_the_same_name(name):
    assert fold(normalize("NFD", name)) == fold(normalize("NFC", name))


def test_marks_that_no_letter_has_do_not_make_another_name():
    assert fold("H̱ana x̃") == "hana x"


@pytest.mark.parametrize("key", ["E-mail", "e_mail", "EMAIL", "e mail", "email"])
def test_keys_are_compared_without_case_and_joints(key):
    assert fold_key(key) == "email"


@given(st.text("aZ 1-łŁëçĐß李伟жщñ", max_size=40))
def test_folding_in_pieces_is_folding_as_a_whole(text):
    assert fold(text) == " ".join(anyascii(text).casefold().split())


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)
