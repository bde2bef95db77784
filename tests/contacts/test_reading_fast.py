"""The short ways through the commonest lines read what the closer look reads."""

from hypothesis import given
from hypothesis import strategies as st

from pnm.contacts.extract import extract
from pnm.contacts.profile import Profile
from pnm.contacts.words import said
from pnm.testing import TODAY

PIECES = st.sampled_from(
    [
        "call: ", "Call: ", "met ", "(coffee) ", "gave ", "helped: ", "me ", "us, ", "got: ", " - ",
        "[[Bob]] ", "[[Bob|B]] ", "![[Bob]] ", "`[[Bob]]` ", "[Bob](Bob.md) ", "Reach out: ",
        "TOC: ", "People: ", "14:30 ", "birthday: ", "(", ")", "#friend ",
        "<!-- [[Bob]] -->", "e-mail: ", "…", "Zo\u00eb ", "in person: ", "| ", "> ", "**x** ",
        "\u2014 ", "\u00a0", "\t", "letter – ",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=8).map("".join)
DAYS = st.sampled_from(["2026-02-01 ", "**2026-02-01** ", "[[2026-02-01]]: ", "3 Nov 2025 "])
PERSON = "---\ntype: person\n---\n"


def told_by_the_last_line(text):
    facts = extract("Ada.md", text, Profile(), TODAY)
    last = text.count("\n") + 1
    touches = [touch._replace(line=0) for touch in facts.touches if touch.line == last]
    return touches, [refusal._replace(line=0) for refusal in facts.refusals if refusal.line == last]


@given(day=DAYS, text=TEXTS)
def test_a_line_of_the_log_says_the_same_where_the_heading_above_has_a_day(day, text):
    line = f"- {day}{text}"

    told = told_by_the_last_line(f"{PERSON}## Log\n{line}")

    assert told == told_by_the_last_line(f"{PERSON}## 2020-01-01\n{line}")


@given(text=TEXTS)
def test_a_channel_before_a_colon_says_the_same_with_a_blank_between(text):
    assert said(f"call: {text}x", Profile()) == said(f"call : {text}x", Profile())


@given(text=TEXTS)
def test_a_channel_in_brackets_says_the_same_with_a_blank_in_them(text):
    assert said(f"(call) {text}x", Profile()) == said(f"(call ) {text}x", Profile())


def test_a_word_that_is_no_contact_is_none_as_a_channel_either():
    profile = Profile(channels={"party": frozenset({"birthday"})})

    facts = extract("Ada.md", f"{PERSON}## Log\n- 2026-02-01 birthday: hers", profile, TODAY)

    assert facts.touches == ()
