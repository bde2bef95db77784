"""What a dated line says: its day, its channel, a favour, and the text that is remembered."""

from datetime import date

import pytest

from pnm.testing import network_of

DAY = date(2025, 11, 3)


def told(line, config=None, path="People/Ada.md"):
    network = network_of({path: f"---\ntype: person\n---\n{line}"}, config=config)
    (row,) = network.interactions_of("People/Ada")
    return row


@pytest.mark.parametrize(
    "written",
    [
        "2025-11-03",
        "2025/11/03",
        "20251103",
        "3 Nov 2025",
        "Nov 3, 2025",
        "[[2025-11-03]]",
        "**2025-11-03**",
        "2025-11-03:",
        "2025-11-03 14:30",
        "2025-11-03T14:30",
        "Monday, 3 November 2025",
    ],
)
def test_a_line_starts_with_a_date_in_any_form(written):
    row = told(f"- {written} call about Lisbon")

    assert (row.day, row.channel) == (DAY, "call")


def test_a_date_in_numbers_is_read_only_in_the_order_of_the_vault():
    text = {"Ada.md": "---\ntype: person\n---\n- 03/11/2025 call"}

    unsaid = network_of(text)
    said = network_of(text, config='[vault]\ndate_order = "dmy"')

    assert unsaid.interactions == ()
    assert [d.source.line for d in unsaid.diagnostics] == [4]
    assert [row.day for row in said.interactions] == [DAY]


@pytest.mark.parametrize(
    ("line", "channel", "text"),
    [
        ("call: her new job", "call", "her new job"),
        ("(coffee) talked about Lisbon", "in person", "talked about Lisbon"),
        ("coffee: talked about Lisbon", "in person", "talked about Lisbon"),
        ("call about Lisbon", "call", "call about Lisbon"),
        ("Lunch at Zé's", "in person", "Lunch at Zé's"),
        ("in person: at the market", "in person", "at the market"),
        ("(video call) with her team", "video", "with her team"),
        ("e-mail: the contract", "mail", "the contract"),
        ("call – her new job", "call", "her new job"),
        ("call:", "call", "call:"),
        ("(signal)", "message", "(signal)"),
        ("her new job: a call centre", "", "her new job: a call centre"),
        ("moved: to Lisbon", "", "moved: to Lisbon"),
        ("", "", ""),
    ],
    ids=[
        "channel and colon",
        "channel in brackets",
        "word of a channel and colon",
        "first word, which stays",
        "capital first word",
        "channel of two words",
        "two words in brackets",
        "word with a dash",
        "dash for a colon",
        "nothing after the colon",
        "nothing after the brackets",
        "a channel word later is none",
        "colon after another word",
        "only a date",
    ],
)
def test_the_channel_and_the_text_of_a_line(line, channel, text):
    row = told(f"- 2025-11-03 {line}")

    assert (row.channel, row.text) == (channel, text)


@pytest.mark.parametrize(
    ("word", "channel"),
    [
        *((word, "in person") for word in "met visit lunch dinner coffee walk".split()),
        *((word, "call") for word in ("call", "phone")),
        *((word, "video") for word in ("video", "zoom")),
        *((word, "mail") for word in "mail email wrote".split()),
        *((word, "message") for word in "message text chat sms whatsapp signal".split()),
        *((word, "letter") for word in ("letter", "card")),
    ],
)
def test_every_word_of_the_format_names_its_channel(word, channel):
    assert told(f"- 2025-11-03 {word}: Lisbon").channel == channel


def test_the_words_of_channels_can_be_extended():
    row = told("- 2025-11-03 sauna: Lisbon", '[channels]\n"in person" = ["sauna"]')

    assert (row.channel, row.text) == ("in person", "Lisbon")


def test_a_new_channel_is_its_own_word():
    row = told("- 2025-11-03 pigeon: Lisbon", '[channels]\npigeon = ["dove"]')

    assert row.channel == "pigeon"


@pytest.mark.parametrize(
    ("line", "favour"),
    [
        ("gave her the atlas", "given"),
        ("helped with the move", "given"),
        ("introduced her to [[Bob]]", "given"),
        ("got the keys", "received"),
        ("received a letter", "received"),
        ("asked for a reference", "received"),
        ("gave me the atlas", "received"),
        ("helped us move", "received"),
        ("call: gave her a tip", "given"),
        ("(coffee) asked for a tip", "received"),
        ("call about what she gave", ""),
    ],
)
def test_a_favour_is_known_by_the_first_word_of_what_is_told(line, favour):
    assert told(f"- 2025-11-03 {line}").favour == favour


def test_what_is_nested_under_a_line_belongs_to_it():
    row = told("- 2025-11-03 call\n  - her new job at [[Acme]]\n    - starts in May\n  more")

    assert row.text == "call / her new job at Acme / starts in May / more"


def test_a_dated_line_nested_under_another_is_a_time_of_its_own():
    text = "- 2025-11-03 call\n  - 2025-11-05 she wrote back"

    network = network_of({"Ada.md": f"---\ntype: person\n---\n{text}"})

    assert [row.day.day for row in network.interactions] == [3, 5]


def test_paragraphs_under_a_heading_with_a_date_are_one_time():
    row = told("### 2025-11-03 call\nHer new job.\n\nLisbon.\n\n- in May\n")

    assert (row.channel, row.text) == ("call", "Her new job. / Lisbon. / in May")


def test_a_heading_ends_what_the_heading_before_it_dates():
    text = "---\ntype: person\n---\n## 2025-11-03\nA call.\n## Ideas\nAsk [[bob]] about it.\n"

    network = network_of({"Ada.md": text}, bob="name: Bob")

    assert [row.text for row in network.interactions] == ["A call."]
    assert network.interactions_of("bob") == ()


def test_quoted_words_under_a_line_are_not_its_text():
    row = told("- 2025-11-03 call\n\n  > she said\n")

    assert row.text == "call"


def test_the_text_comes_without_link_syntax():
    row = told("- 2025-11-03 call: [[People/Bob|Bob]] and [Acme](https://acme.example)")

    assert row.text == "Bob and Acme"


def test_a_very_long_line_is_cut():
    row = told("- 2025-11-03 call: " + "word " * 1000)

    assert len(row.text) <= 300


def test_a_channel_in_a_daily_note_may_stand_anywhere_near_the_start():
    network = network_of(
        {"2026-03-01.md": "After lunch a long phone call with [[ada]]."}, ada="name: Ada"
    )

    assert network.last_contact("ada").channel == "in person"
