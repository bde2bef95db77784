"""A generated note keeps what its reader did to it."""

from __future__ import annotations

import re
import time
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pnm.keep import ReviewItem, items, key_of, marker, merge, seal

ANA, BOB, CID, DAN = (key_of(name) for name in ("Ana", "Bob", "Cid", "Dan"))


def item(name, text, word="log", box="- [ ] "):
    return f"{box}[[{name}]] {text} {marker(word, key_of(name))}\n"


def body(text):
    """The note without its seal."""
    return re.sub(r"<!-- pnm:base.*-->\n?\Z", "", text)


def again(before, after, edit):
    """Generate `before`, let the reader edit it, generate `after`; give what is on disk then."""
    theirs = edit(seal(before))
    assert theirs != seal(before), "the edit changed nothing"
    merged = merge(theirs, seal(after))
    assert merge(merged, seal(after)) == merged
    return body(merged)


def swap(old, new):
    return lambda text: text.replace(old, new, 1)


REACH = "## Reach out\n\n" + item("Ana", "quiet 7 weeks") + item("Bob", "quiet 3 weeks")
DATES = "## Dates\n\n" + item("Cid", "turns 40", "see", "- ")
NOTE = f"# Week 47\n\n{REACH}\n{DATES}"
LATER = NOTE.replace("7 weeks", "8 weeks").replace("3 weeks", "4 weeks")


# what the reader did stays


def test_a_ticked_item_stays_as_it_is():
    ticked = item("Ana", "quiet 7 weeks", box="- [x] ")

    merged = again(NOTE, LATER, swap(item("Ana", "quiet 7 weeks"), ticked))

    assert merged == LATER.replace(item("Ana", "quiet 8 weeks"), ticked)


@pytest.mark.parametrize("sign", ["x", "X", "-", "/"])
def test_a_box_used_in_any_way_keeps_an_item_that_is_rendered_no_more(sign):
    used = item("Ana", "quiet 7 weeks", box=f"- [{sign}] ")

    merged = again(
        NOTE,
        NOTE.replace(item("Ana", "quiet 7 weeks"), ""),
        swap(item("Ana", "quiet 7 weeks"), used),
    )

    assert merged == NOTE.replace(item("Ana", "quiet 7 weeks"), used)


def test_a_changed_item_stays_and_does_not_come_twice():
    merged = again(NOTE, LATER, swap("quiet 7 weeks", "call about Lisbon"))

    assert merged.count(ANA) == 1
    assert "[[Ana]] call about Lisbon" in merged
    assert "quiet 4 weeks" in merged


def test_an_item_that_lost_its_marker_stays_as_text_and_does_not_come_back():
    merged = again(NOTE, LATER, swap(" " + marker("log", ANA), ""))

    assert "- [ ] [[Ana]] quiet 7 weeks\n" in merged
    assert ANA not in merged
    assert "8 weeks" not in merged


def test_text_after_the_marker_is_an_edit():
    merged = again(NOTE, LATER, swap(marker("log", ANA), marker("log", ANA) + " moved house"))

    assert f"- [ ] [[Ana]] quiet 7 weeks {marker('log', ANA)} moved house\n" in merged
    assert merged.count(ANA) == 1


def test_two_items_joined_on_one_line_do_not_come_twice():
    merged = again(NOTE, LATER, swap("-->\n- [ ] [[Bob]]", "--> and [[Bob]]"))

    assert merged.count(ANA) == merged.count(BOB) == 1
    assert "7 weeks" in merged


def test_a_copy_that_the_reader_made_of_an_item_stays():
    copy = item("Ana", "quiet 7 weeks", box="- [x] ")

    merged = again(NOTE, LATER, lambda text: text.replace("## Dates", f"{copy}\n## Dates"))

    assert copy in merged
    assert item("Ana", "quiet 8 weeks") in merged


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("  - she moved to Porto\n", id="bullet"),
        pytest.param("  she moved\n\n  to Porto\n", id="paragraphs"),
        pytest.param("\tshe moved\n", id="tab"),
        pytest.param("she moved to Porto\n", id="not indented"),
        pytest.param("  ```\n\n  code\n  ```\n", id="code"),
    ],
)
def test_what_is_typed_beneath_an_item_stays_beneath_it(typed):
    first = item("Ana", "quiet 7 weeks")

    merged = again(NOTE, LATER, swap(first, first + typed))

    assert item("Ana", "quiet 8 weeks") + typed + item("Bob", "quiet 4 weeks") in merged


def test_an_item_with_something_typed_beneath_stays_when_it_is_rendered_no_more():
    first = item("Ana", "quiet 7 weeks")

    merged = again(NOTE, NOTE.replace(first, ""), swap(first, first + "  - she moved\n"))

    assert first + "  - she moved\n" in merged


def test_such_an_item_goes_once_nothing_is_beneath_it():
    first = item("Ana", "quiet 7 weeks")
    theirs = seal(NOTE).replace(first, first + "  - she moved\n")
    kept = merge(theirs, seal(NOTE.replace(first, "")))

    merged = merge(kept.replace("  - she moved\n", ""), seal(LATER.replace("8 weeks", "")))

    assert "7 weeks" not in merged


def test_an_untouched_item_goes_with_its_part_when_it_is_rendered_no_more():
    part = NOTE.replace("7 weeks " + marker("log", ANA), f"7 {marker('log', ANA)}\n  - last: tea")

    merged = again(
        part, REACH.replace(item("Ana", "quiet 7 weeks"), ""), swap("# Week", "# My week")
    )

    assert "[[Ana]]" not in merged
    assert "tea" not in merged


def test_a_ticked_item_keeps_what_was_generated_beneath_it():
    first, part = item("Ana", "quiet 7 weeks"), "  - last: tea\n"
    ticked = item("Ana", "quiet 7 weeks", box="- [x] ")
    before = NOTE.replace(first, first + part)

    merged = again(before, NOTE.replace(first, ""), swap(first, ticked))
    changed = again(before, before.replace("tea", "a walk"), swap(first, ticked))

    assert ticked + part in merged
    assert ticked + part in changed
    assert "walk" not in changed


def test_the_part_of_an_untouched_item_takes_its_new_text():
    first = item("Ana", "quiet 7 weeks")
    before = NOTE.replace(first, first + "  - last: tea\n")

    merged = again(before, before.replace("tea", "a walk"), swap("# Week", "# My week"))

    assert first + "  - last: a walk\n" in merged
    assert "tea" not in merged


@pytest.mark.parametrize(
    ("after", "typed"),
    [
        pytest.param("# Week 47\n", "\nA good week.\n", id="under the title"),
        pytest.param("## Reach out\n", "Only by phone.\n", id="directly under a heading"),
        pytest.param("## Reach out\n\n", "First:\n", id="directly above an item"),
        pytest.param(item("Bob", "quiet 3 weeks"), "\nAnd Eve?\n", id="at a section's end"),
        pytest.param(item("Bob", "quiet 3 weeks"), "\n## Mine\n\n- tea\n", id="a section"),
        pytest.param(item("Bob", "quiet 3 weeks"), "- [ ] tea\n", id="an own item"),
        pytest.param(item("Cid", "turns 40", "see", "- "), "\nThe end.\n", id="at the end"),
    ],
)
def test_own_text_between_sections_stays_where_it_is(after, typed):
    merged = again(NOTE, LATER, swap(after, after + typed))

    changed = after.replace("3 weeks", "4 weeks")
    assert merged == LATER.replace(changed, changed + typed)


def test_text_after_the_seal_stays_after_it():
    merged = merge(seal(NOTE) + "typed at the end", seal(LATER))

    assert merged == seal(LATER) + "typed at the end"


def test_an_item_that_the_reader_moved_takes_its_new_text_there():
    first = item("Ana", "quiet 7 weeks")

    def move(text):
        return text.replace(first, "").replace("## Dates", f"## Today\n\n{first}\n## Dates")

    merged = again(NOTE, LATER, move)

    assert f"## Today\n\n{item('Ana', 'quiet 8 weeks')}\n## Dates" in merged
    assert merged.count(ANA) == 1


def test_a_new_item_does_not_follow_an_item_that_the_reader_moved():
    first, bob = item("Ana", "quiet 7 weeks"), item("Bob", "quiet 3 weeks")
    new = NOTE.replace(first, first + item("Dan", "quiet 5 weeks"))

    merged = again(NOTE, new, lambda text: text.replace(first, "") + f"\n## Today\n\n{first}")

    assert f"## Reach out\n\n{item('Dan', 'quiet 5 weeks')}{bob}" in merged


# what the reader took out stays out


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(item("Ana", "quiet 7 weeks"), id="item"),
        pytest.param("## Reach out\n", id="heading"),
        pytest.param("# Week 47\n", id="title"),
    ],
)
def test_a_line_taken_out_does_not_come_back(line):
    merged = again(NOTE, LATER.replace("47", "48"), swap(line, ""))

    assert merged == LATER.replace("47", "48").replace(
        line.replace("7 weeks", "8 weeks").replace("47", "48"), ""
    )


@pytest.mark.parametrize("line", [item("Ana", "quiet 7 weeks"), "## Reach out\n"])
def test_a_line_taken_out_stays_out_after_a_week_without_it(line):
    without = merge(seal(NOTE).replace(line, ""), seal("# Week 47\n\n" + DATES))

    merged = merge(without, seal(LATER.replace("8 weeks", "9 weeks")))

    assert "quiet 4 weeks" in merged
    assert line[:10] not in merged


def test_a_line_put_back_by_the_reader_lives_again():
    first = item("Ana", "quiet 7 weeks")
    without = merge(seal(NOTE).replace(first, ""), seal(LATER))
    back = without.replace("## Reach out\n\n", "## Reach out\n\n" + item("Ana", "quiet 8 weeks"))

    assert body(merge(back, seal(NOTE))) == NOTE


def test_what_is_new_beneath_an_item_taken_out_stays_out():
    first = item("Ana", "quiet 7 weeks")
    new = NOTE.replace(first, first + "  - last: tea\n  " + item("Dan", "owes her"))

    merged = again(NOTE, new, swap(first, ""))

    assert merged == NOTE.replace(first, "")


def test_a_heading_with_a_count_stays_out_though_the_count_changes():
    counted = NOTE.replace("## Reach out", "## Reach out (2)")

    merged = again(counted, counted.replace("(2)", "(3)"), swap("## Reach out (2)\n", ""))

    assert "Reach out" not in merged


# what was not touched follows the rendering


def test_untouched_lines_take_their_new_text():
    merged = merge(seal(NOTE), seal(LATER.replace("Week 47", "Week 48")))

    assert merged == seal(LATER.replace("Week 47", "Week 48"))


def test_a_new_item_comes_at_its_place():
    first, bob = item("Ana", "quiet 7 weeks"), item("Bob", "quiet 3 weeks")
    dan = item("Dan", "quiet 5 weeks")
    typed = first + "  - she moved\n"

    for new, expected in [
        (first + dan + bob, typed + dan + bob),
        (dan + first + bob, dan + typed + bob),
        (first + bob + dan, typed + bob + dan),
    ]:
        merged = again(NOTE, NOTE.replace(first + bob, new), swap(first, typed))
        assert merged == NOTE.replace(first + bob, expected)


def test_a_new_item_comes_before_a_paragraph_of_its_section():
    bob, dan = item("Bob", "quiet 3 weeks"), item("Dan", "quiet 5 weeks")

    merged = again(NOTE, NOTE.replace(bob, bob + dan), swap(bob, bob + "\nAnd Eve?\n"))

    assert bob + dan + "\nAnd Eve?\n\n## Dates" in merged


@pytest.mark.parametrize(
    ("after", "typed"),
    [
        pytest.param(item("Bob", "quiet 3 weeks"), "\nAnd Eve?\n", id="paragraph"),
        pytest.param(item("Bob", "quiet 3 weeks"), "  - he said so\n", id="beneath an item"),
    ],
)
def test_a_new_section_comes_after_what_was_typed_in_the_one_before(after, typed):
    met = "## You met\n\n" + item("Dan", "on Tuesday", "see", "- ") + "\n"

    merged = again(NOTE, NOTE.replace("## Dates", met + "## Dates"), swap(after, after + typed))

    assert merged == NOTE.replace(after, after + typed).replace("## Dates", met + "## Dates")


def test_a_new_section_at_the_end_comes_before_what_the_reader_wrote_below():
    met = "\n## You met\n\n" + item("Dan", "on Tuesday", "see", "- ")

    merged = again(
        NOTE,
        NOTE + met,
        lambda text: text.replace("<!-- pnm:base", "\n## Mine\n\ntea\n<!-- pnm:base"),
    )

    assert merged == NOTE + met + "\n## Mine\n\ntea\n"


def test_a_new_item_of_a_section_without_its_heading_comes_next_to_the_others():
    bob, dan = item("Bob", "quiet 3 weeks"), item("Dan", "quiet 5 weeks")

    merged = again(NOTE, NOTE.replace(bob, bob + dan), swap("## Reach out\n\n", ""))

    assert bob + dan + "\n## Dates" in merged
    assert "Reach out" not in merged


def test_a_new_item_of_a_section_taken_out_comes_to_the_place_before():
    dan = item("Dan", "quiet 5 weeks")

    merged = again(NOTE, NOTE + dan, swap(DATES, ""))

    assert merged == f"# Week 47\n\n{REACH}\n" + dan


def test_a_new_item_finds_a_heading_with_other_words():
    dan = item("Dan", "quiet 5 weeks")
    gone = NOTE.replace(item("Ana", "quiet 7 weeks") + item("Bob", "quiet 3 weeks"), dan)

    merged = again(NOTE, gone, swap("## Reach out", "## Talk to"))

    assert merged == gone.replace("## Reach out", "## Talk to")


def test_a_heading_with_other_words_keeps_its_place_through_a_week_without_its_section():
    theirs = seal(NOTE).replace("## Reach out", "## Talk to")
    without = merge(theirs, seal(f"# Week 47\n\n{DATES}"))

    assert body(without) == f"# Week 47\n\n## Talk to\n\n{DATES}"
    assert body(merge(without, seal(LATER))) == LATER.replace("## Reach out", "## Talk to")


def test_a_ticked_item_that_the_reader_takes_out_later_stays_out():
    first, ticked = item("Ana", "quiet 7 weeks"), item("Ana", "quiet 7 weeks", box="- [x] ")
    kept = merge(seal(NOTE).replace(first, ticked), seal(NOTE.replace(first, "")))
    assert ticked in kept

    merged = merge(kept.replace(ticked, ""), seal(LATER))

    assert ANA not in body(merged)


def test_a_part_left_behind_by_an_item_taken_out_is_no_text_of_the_reader():
    first, bob = item("Ana", "quiet 7 weeks"), item("Bob", "quiet 3 weeks")
    before = NOTE.replace(bob, bob + "  - last: tea\n")

    merged = again(before, NOTE.replace(first + bob, ""), swap(bob, ""))

    assert "tea" not in merged
    assert "Ana" not in merged


def test_a_fence_of_the_reader_is_not_taken_for_a_generated_one():
    chart = "\n```mermaid\npie\n```\n"
    code = "\n```\ncode\n```\n"

    merged = again(NOTE + chart, NOTE, swap("\n## Dates", code + "\n## Dates"))

    assert merged == NOTE.replace("\n## Dates", code + "\n## Dates")


def test_an_item_inside_broken_front_matter_does_not_come_again_in_the_body():
    broken = f"---\nweek: 47\n{NOTE}---\n"

    merged = merge(broken, seal(f"---\nweek: 47\n---\n{LATER}"))

    assert merged.startswith(broken)
    assert body(merged).count(ANA) == 1


def test_a_section_goes_when_it_is_empty():
    merged = again(NOTE, f"# Week 47\n\n{DATES}", swap("turns 40", "turns 41"))

    assert merged == f"# Week 47\n\n{DATES}".replace("40", "41")


@pytest.mark.parametrize(
    "typed", ["And Eve?\n\n", "- [x] tea\n\n", "### Mine\n\n"], ids=["text", "item", "heading"]
)
def test_a_heading_stays_while_something_of_the_reader_is_under_it(typed):
    merged = again(NOTE, f"# Week 47\n\n{DATES}", swap("## Dates", typed + "## Dates"))

    assert merged == f"# Week 47\n\n## Reach out\n\n{typed}{DATES}"


def test_an_item_that_the_rendering_moves_goes_to_its_new_section():
    bob = item("Bob", "quiet 3 weeks")

    merged = again(NOTE, NOTE.replace(bob, "") + bob, swap("turns 40", "turns 41"))

    assert merged == NOTE.replace(bob, "").replace("40", "41") + bob


def test_an_item_with_something_beneath_stays_where_the_rendering_moves_it_from():
    bob = item("Bob", "quiet 3 weeks")

    merged = again(NOTE, NOTE.replace(bob, "") + bob, swap(bob, bob + "  - he said so\n"))

    assert merged == NOTE.replace(bob, bob + "  - he said so\n")


def test_a_new_item_does_not_land_in_a_code_block():
    bob, dan = item("Bob", "quiet 3 weeks"), item("Dan", "quiet 5 weeks")
    code = "```\nfirst\n\n# second\n```\n"

    merged = again(NOTE, NOTE.replace(bob, bob + dan), swap(bob, bob + code))

    assert bob + code + dan + "\n## Dates" in merged


def test_a_line_that_comes_back_while_its_old_text_stayed_comes_once():
    first = item("Ana", "quiet 7 weeks")
    theirs = seal(NOTE).replace(first, first + "  - she moved\n")
    kept = merge(theirs, seal(f"# Week 47\n\n{DATES}"))

    assert body(merge(kept, seal(LATER))) == LATER.replace(
        item("Ana", "quiet 8 weeks"), item("Ana", "quiet 8 weeks") + "  - she moved\n"
    )


# bytes


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda text: text, id="nothing"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(lambda text: "\ufeff" + text, id="BOM"),
        pytest.param(lambda text: text.rstrip("\n"), id="no final newline"),
        pytest.param(lambda text: text + "\n\n \n", id="blank lines at the end"),
        pytest.param(lambda text: text.replace("week: 47", "week: 47\nmood: 'ok'"), id="front"),
        pytest.param(lambda text: text.replace(item("Ana", "quiet 7 weeks"), ""), id="item out"),
        pytest.param(lambda text: text.replace("## Dates\n\n", "## Dates\n"), id="blank line out"),
        pytest.param(lambda text: text.replace("\n", "\n\n"), id="blank lines between"),
        pytest.param(lambda text: text.replace("\n<!-- pnm:base", " <!-- pnm:base"), id="joined"),
        pytest.param(lambda text: text + "x", id="text after the seal"),
    ],
)
def test_nothing_changes_when_the_rendering_does_not(edit):
    fresh = seal(f"---\nweek: 47\n---\n{NOTE}")

    assert merge(edit(fresh), fresh) == edit(fresh)


def test_the_line_ends_of_the_note_are_used():
    theirs = "\ufeff" + seal(NOTE).replace("\n", "\r\n").removesuffix("\r\n")
    new = NOTE + item("Dan", "turns 50", "see", "- ")

    assert merge(theirs, seal(new)) == "\ufeff" + seal(new).replace("\n", "\r\n").removesuffix(
        "\r\n"
    )


def test_blank_lines_of_the_reader_stay():
    merged = again(NOTE, LATER, swap("## Dates\n\n", "\n\n## Dates\n \n"))

    assert merged == LATER.replace("## Dates\n\n", "\n\n## Dates\n \n")


def test_an_emptied_file_is_generated_anew():
    assert merge("", seal(NOTE)) == seal(NOTE)
    assert merge("\ufeff\n\n", seal(NOTE)) == "\ufeff" + seal(NOTE)


def test_a_note_of_which_only_the_seal_is_left_stays_empty():
    left = seal(NOTE).removeprefix(NOTE)

    assert body(merge(left, seal(LATER))) == ""
    assert body(merge(left, seal(LATER + item("Dan", "turns 50")))) == item("Dan", "turns 50")


# front matter


FRONT = "---\ntype: review\nweek: 47\ntags:\n  - review\n---\n"


@pytest.mark.parametrize(
    ("edit", "new", "expected"),
    [
        pytest.param(
            swap("week: 47", "week: 47\nmood: good"),
            FRONT.replace("week: 47", "week: 48"),
            FRONT.replace("week: 47", "week: 48\nmood: good"),
            id="own key",
        ),
        pytest.param(
            swap("week: 47", "week: the first"),
            FRONT.replace("week: 47", "week: 48\npeople: 3"),
            FRONT.replace("week: 47", "week: the first\npeople: 3"),
            id="own value",
        ),
        pytest.param(
            swap("week: 47\n", ""),
            FRONT.replace("week: 47", "week: 48"),
            FRONT.replace("week: 47\n", ""),
            id="key taken out",
        ),
        pytest.param(
            swap("  - review\n", "  - review\n  - mine\n"),
            FRONT.replace("tags:\n  - review", "tags: [review, week]"),
            FRONT.replace("  - review\n", "  - review\n  - mine\n"),
            id="list with an own entry",
        ),
        pytest.param(
            swap("tags:\n  - review", "tags: [mine]"),
            FRONT.replace("  - review\n", "  - review\n  - week\n"),
            FRONT.replace("tags:\n  - review", "tags: [mine]"),
            id="list written otherwise",
        ),
        pytest.param(
            swap("week: 47\n", "week: 47\npeople: 2\n"),
            FRONT.replace("week: 47\n", "week: 47\npeople: 3\n"),
            FRONT.replace("week: 47\n", "week: 47\npeople: 2\n"),
            id="key of both",
        ),
        pytest.param(
            swap("week: 47\n", "week: 47\nmood: good\n"),
            FRONT.replace("week: 47\n", ""),
            FRONT.replace("week: 47\n", "mood: good\n"),
            id="key that goes before an own one",
        ),
        pytest.param(
            swap("week: 47\n", "week: 47\nmood: good\n"),
            "",
            "---\nmood: good\n---\n",
            id="front matter that goes",
        ),
        pytest.param(swap(FRONT, ""), FRONT.replace("47", "48"), "", id="taken out"),
        pytest.param(
            swap("  - review\n---", "  - review\n"),
            FRONT.replace("47", "48"),
            FRONT.replace("  - review\n---", "  - review\n"),
            id="left open",
        ),
    ],
)
def test_front_matter_is_merged_by_its_keys(edit, new, expected):
    merged = again(FRONT + NOTE, new + NOTE, edit)

    assert merged == expected + NOTE


def test_front_matter_comes_into_a_note_without():
    assert merge(seal(NOTE), seal(FRONT + NOTE)) == seal(FRONT + NOTE)


# seals


DAMAGE = [
    pytest.param(body, id="gone"),
    pytest.param(lambda text: re.sub(r"(pnm:base v1 \w{6} .{40}).*", r"\1", text), id="cut"),
    pytest.param(lambda text: text.replace("pnm:base v1 ", "pnm:base v1 . "), id="word put in"),
    pytest.param(lambda text: text.replace("pnm:base v1", "pnm:base v9"), id="other version"),
    pytest.param(lambda text: re.sub(r"(pnm:base v1 \w{6}).*-->", r"\1 -->", text), id="emptied"),
]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_seal_is_mended_and_nothing_else_changes(damage):
    theirs = damage(seal(NOTE.replace("## Dates", "And Eve?\n\n## Dates")))

    merged = merge(theirs, seal(NOTE))

    assert body(merged) == NOTE.replace("## Dates", "And Eve?\n\n## Dates")
    assert merged.endswith(seal(NOTE).removeprefix(NOTE))


@pytest.mark.parametrize("damage", DAMAGE)
def test_without_a_whole_seal_nothing_of_the_reader_is_lost_and_no_key_comes_twice(damage):
    ticked = (
        seal(NOTE).replace("[ ] [[Ana]]", "[x] [[Ana]]").replace("## Dates", "Eve?\n\n## Dates")
    )
    bob, dan = item("Bob", "quiet 4 weeks"), item("Dan", "quiet 5 weeks")

    merged = merge(damage(ticked), seal(LATER.replace(bob, bob + dan)))

    assert body(merged) == body(ticked).replace(
        item("Bob", "quiet 3 weeks"), item("Bob", "quiet 3 weeks") + dan
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("<!-- pnm:base", "tea <!-- pnm:base", id="before"),
        pytest.param(" -->\n", " --> tea\n", id="after"),
        pytest.param("base v1 ", "base v1 tea ", id="inside"),
        pytest.param(" -->\n", " tea", id="instead of its end"),
    ],
)
def test_what_is_typed_on_the_line_of_the_seal_stays(old, new):
    start, end = seal(NOTE).split("<!-- pnm:base")

    merged = merge(start + ("<!-- pnm:base" + end).replace(old, new), seal(LATER))

    assert re.search(r"^ ?tea ?$", merged, re.MULTILINE)
    assert merged.count("pnm:base") == 1
    assert merged.count(ANA + " -->") == 1


def test_a_seal_that_an_editor_wrapped_is_whole():
    start, end = seal(NOTE).split("<!-- pnm:base")
    wrapped = start + "<!-- pnm:base" + end.replace(" . ", "\n.\n")

    assert merge(wrapped, seal(NOTE)) == wrapped
    assert merge(wrapped.replace(DATES, ""), seal(LATER)) == merge(
        seal(NOTE).replace(DATES, ""), seal(LATER)
    )


def test_the_last_of_two_whole_seals_counts():
    theirs = seal(NOTE) + seal(LATER).replace(DATES, "")

    merged = merge(theirs, seal(LATER + item("Dan", "turns 50")))

    assert merged.count("pnm:base") == 1
    assert merged.count("# Week 47") == 2


def test_sealing_again_changes_nothing():
    assert seal(seal(NOTE)) == seal(NOTE)


def test_a_note_without_a_final_newline_is_sealed_on_a_line_of_its_own():
    assert seal(NOTE.rstrip()).startswith(NOTE.rstrip() + "\n<!-- pnm:base v1 ")


# keys and markers


def test_keys_tell_the_same_text_in_other_parts_apart():
    keys = [key_of("ab", "c"), key_of("a", "bc"), key_of("abc"), key_of("abc", ""), key_of()]

    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch(r"[0-9a-f]{8}", key) for key in keys)
    assert key_of("ab", "c") == keys[0]


@pytest.mark.parametrize(
    ("word", "key"), [("call", ANA), ("log", "Ana"), ("log", ANA + "0"), ("log", ANA.upper() + "G")]
)
def test_a_marker_that_could_not_be_read_is_refused(word, key):
    with pytest.raises(ValueError, match="8 hex digits"):
        marker(word, key)


# items


@pytest.mark.parametrize(
    ("line", "state", "text"),
    [
        pytest.param("- [ ] call {}", " ", "call", id="open"),
        pytest.param("- [x] call {}", "x", "call", id="ticked"),
        pytest.param("* [X] call {}", "x", "call", id="capital"),
        pytest.param("+ [-] call {}", "-", "call", id="dismissed"),
        pytest.param("- [/] call {}", " ", "call", id="other sign"),
        pytest.param("1. [x] call {}", "x", "call", id="numbered"),
        pytest.param("- call {}", "", "call", id="no box"),
        pytest.param("call {}", "", "call", id="no bullet"),
        pytest.param("> - [x] call {}", "x", "call", id="quoted"),
        pytest.param("- [x] call {} late", "x", "call late", id="text after"),
        pytest.param("- [x] {}", "x", "", id="nothing else"),
        pytest.param("\t- [x] [[Ana]](x) {}  ", "x", "[[Ana]](x)", id="indented"),
        pytest.param("- [[Ana]] call {}", "", "[[Ana]] call", id="link first"),
        pytest.param("\ufeff- [x] call {}", "x", "call", id="BOM"),
    ],
)
def test_an_item_is_read(line, state, text):
    assert items(line.format(marker("do", ANA))) == (ReviewItem(1, "do", ANA, state, text),)


@pytest.mark.parametrize(
    ("stamp", "done"),
    [
        ("\u2705 2026-11-18", date(2026, 11, 18)),
        ("\u2705\ufe0f2026-11-18", date(2026, 11, 18)),
        ("[completion:: 2026-11-18]", date(2026, 11, 18)),
        ("(completion:: 2026-11-18)", date(2026, 11, 18)),
        ("\u2705 2026-02-30", None),
        ("\u2705 soon", None),
        ("2026-11-18", None),
    ],
)
@pytest.mark.parametrize("line", ["- [x] call {1} {0}", "- [x] call {0} {1}"])
def test_the_day_on_a_line_is_read(line, stamp, done):
    (found,) = items(line.format(marker("log", ANA), stamp))

    assert found.done == done


@pytest.mark.parametrize(
    ("beneath", "typed"),
    [
        ("  - she moved\n    to Porto\n", "- she moved\n  to Porto"),
        ("\tshe moved\n\n\tto Porto\n", "she moved\n\nto Porto"),
        ("she moved\n", "she moved"),
        ("  she moved\n\nnot this\n", "she moved"),
        ("\nnot this\n", ""),
        ("- not this\n", ""),
        ("## not this\n  nor this\n", ""),
        ("</details>\n", ""),
        ("  first\n\n\n", "first"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_what_is_typed_beneath_is_read(beneath, typed, end):
    note = item("Ana", "call") + beneath + item("Bob", "call")

    first, second = items(note.replace("\n", end))

    assert (first.typed, second.typed) == (typed, "")


def test_what_is_generated_beneath_is_not_typed():
    note = seal(item("Ana", "call") + "  - last: tea\n" + item("Bob", "call"))
    theirs = note.replace("  - last: tea\n", "  - last: tea\n  - she moved\n")

    assert items(note)[0].typed == ""
    assert items(theirs)[0].typed == "- she moved"
    assert items(merge(theirs, seal("# Week 48\n")))[0].typed == "- she moved"


def test_what_is_beneath_a_nested_item_is_its_own():
    note = item("Ana", "call") + "  " + item("Bob", "call") + "    deep\n  - shallow\n"

    first, second = items(note)

    assert (first.typed, second.typed) == ("- shallow", "deep")


def test_lines_are_counted_as_an_editor_does():
    note = "one\u2028still one\r\ntwo\rthree\n\n" + item("Ana", "call")

    assert items(note)[0].line == 5


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("- [x] " * 20_000 + marker("log", ANA), id="bullets"),
        pytest.param(marker("log", ANA) * 10_000, id="markers on a line"),
        pytest.param((item("Ana", "call") + "  x\n") * 5_000, id="marked lines"),
        pytest.param("".join(" " * n + item("Ana", "call") for n in range(500)), id="nested"),
        pytest.param("<!-- pnm:base " * 20_000, id="open seals"),
        pytest.param("<!--" + " " * 200_000 + "pnm:log", id="spaces"),
        pytest.param("\u2705 2026-99-99 " * 10_000 + marker("log", ANA), id="days"),
        pytest.param("```\n" * 5_000 + "~~~\n%%\n$$\n<!--\n" * 2_000, id="blocks"),
        pytest.param("`````\n```x\n" * 5_000, id="open blocks"),
        pytest.param("\t" * 100_000 + "x\n" + item("Ana", "call"), id="tabs"),
        pytest.param("\ud800\x00" + item("Ana", "\udfff"), id="no text"),
    ],
)
def test_hostile_text_is_read_in_good_time(text):
    start = time.perf_counter()

    found = items(text)
    merged = merge(text, seal(NOTE))

    assert time.perf_counter() - start < 10
    assert len(found) <= len(text.splitlines())
    assert merge(merged, seal(NOTE)) == merged


# any rendering, any edits, any number of times


NAMES = tuple(f"p{n}" for n in range(8))
HEADINGS = ("# Week", "## Reach out (2)", "## Dates", "### Soon", "## Met")
OWN = ("text", "  deeper", "      deepest", "- bullet", "- [ ] task", "## heading")
MARKED = re.compile(r"<!-- pnm:\w+ ([0-9a-f]{8}) -->")
TOUCHED = re.compile(r"\bmine\d|\[x\]")


@st.composite
def renderings(draw):
    """A report of some sections, each with some of the people, in one place each."""
    homes = draw(st.lists(st.sampled_from((None, *HEADINGS[1:])), min_size=8, max_size=8))
    title = f"{HEADINGS[0]} {draw(st.integers(46, 48))}\n"
    front = draw(
        st.sampled_from(("", "---\nweek: 47\n---\n", "---\nweek: 48\ntags:\n  - a\n---\n"))
    )
    parts = [
        front + title,
        draw(st.sampled_from(("In touch with 3.\n", "In touch with 4.\n", "Rest.\n"))),
    ]
    for heading in HEADINGS[1:]:
        lines = [
            f"- [ ] {name} {draw(st.sampled_from(('a', 'b')))} {marker('log', key_of(name))}\n"
            + draw(st.sampled_from(("", "", "  - last: tea\n", "  - last: walk\n")))
            for name, home in zip(NAMES, homes, strict=True)
            if home == heading
        ]
        if lines:
            count = draw(st.integers(2, 3))
            parts.append(heading.replace("2", str(count)) + "\n")
            parts.append("".join(lines) if draw(st.booleans()) else "".join(reversed(lines)))
    return seal("\n".join(parts))


@st.composite
def edits(draw):
    """Changes to lines, by their place in the note."""
    return draw(
        st.lists(
            st.tuples(
                st.sampled_from(
                    ("tick", "tick", "write", "write", "write", "change", "out", "block")
                ),
                st.integers(0, 40),
                st.sampled_from(OWN),
                st.integers(1, 6),
            ),
            max_size=6,
        )
    )


def edited(text, changes, turn):
    """Do to a note what a reader may do."""
    start, _, end = text.partition("<!-- pnm:base")
    lines = start.splitlines(keepends=True)
    for number, (kind, at, own, count) in enumerate(changes):
        place = at % (len(lines) + 1)
        name = f"mine{turn}{number}"
        line = lines[place] if place < len(lines) else ""
        if kind == "write":
            lines.insert(place, f"{own} {name}\n" + "\n" * (count % 2))
        elif kind == "block":
            del lines[place : place + count]
        elif kind == "out":
            del lines[place : place + 1]
        elif kind == "tick" and MARKED.search(line):
            lines[place] = line.replace("[ ]", "[x]")
        elif kind == "change" and line.strip():
            lines[place] = f"{line.rstrip()} {name}\n" + "\n" * line.count("\n", 1)
        lines = "".join(lines).splitlines(keepends=True)
    return "".join(lines) + "<!-- pnm:base" + end


def touched(text):
    return [line for line in text.splitlines() if TOUCHED.search(line)]


def by_key(text):
    return {found[1]: line for line in text.splitlines() if (found := MARKED.search(line))}


def headings(text):
    """The heading above each line, without its numbers."""
    above, heading = {}, ""
    for line in text.splitlines():
        if re.match(r"#{1,6} ", line):
            heading = re.sub(r" \(\d\)| \d\d$", "", line)
        above[line] = heading
    return above


def typed(text):
    found = {item.key: re.findall(r"mine\d+", item.typed) for item in items(text)}
    return {key: lines for key, lines in found.items() if lines}


def titles(text):
    return {line for line in headings(text).values() if line and not TOUCHED.search(line)}


def check_merge(theirs, fresh, merged, gone):
    """Hold a merge against every rule."""
    assert touched(merged) == touched(theirs)
    keys = MARKED.findall(merged)
    assert len(keys) == len(set(keys))
    assert not gone & {*keys, *titles(merged)}
    ours, new, result = by_key(theirs), by_key(fresh), by_key(merged)
    assert set(new) - gone <= set(result)
    assert {key: typed(merged).get(key) for key in typed(theirs)} == typed(theirs)
    for key, line in ours.items():
        if not TOUCHED.search(line):
            assert result.get(key) == (new.get(key) or (line if key in typed(theirs) else None))
    above, above_new, above_result = headings(theirs), headings(fresh), headings(merged)
    for line in touched(theirs):
        assert above_result[line] == above[line]
    for key in set(new) & set(result) - set(ours):
        home = above_new[new[key]]
        assert above_result[result[key]] == home or home not in above_result.values()


@settings(max_examples=80, deadline=None, report_multiple_bugs=False)
@given(st.lists(st.tuples(edits(), renderings()), min_size=1, max_size=3), renderings())
def test_every_rule_holds_for_any_edits_and_renderings(turns, first):
    note, last, gone = first, first, set()
    for turn, (changes, fresh) in enumerate(turns):
        theirs = edited(note, changes, turn)
        before = {*by_key(note), *by_key(last), *titles(note), *titles(last)}
        gone |= before - {*by_key(theirs), *titles(theirs)}
        merged = merge(theirs, fresh)
        assert merge(theirs, last) == theirs
        assert merge(merged, fresh) == merged
        check_merge(theirs, fresh, merged, gone)
        if theirs.count("\n") > 1:
            assert merge(windows(theirs), fresh) == windows(merged)
        note, last = merged, fresh


def windows(text):
    return "\ufeff" + text.replace("\n", "\r\n").removesuffix("\r\n")


@settings(max_examples=60, deadline=None, report_multiple_bugs=False)
@given(edits(), renderings(), renderings(), st.sampled_from(("", "<!-- pnm:base v1 -->\n")))
def test_nothing_is_lost_without_a_seal(changes, first, fresh, seal_left):
    theirs = body(edited(first, changes, 0)) + seal_left

    merged = merge(theirs, fresh)

    left = iter(merged.splitlines())
    assert all(line in left for line in body(theirs).splitlines() if line.strip())
    assert len(MARKED.findall(merged)) == len(by_key(merged))
    assert set(by_key(fresh)) <= set(by_key(merged))
    assert merge(merged, fresh) == merged


@settings(max_examples=100, deadline=None)
@given(st.text(), st.text())
@example("---\n---", "---\nweek: 47\n---\n")
@example("\x85\u2028\x0c", "- \r\r\n")
def test_any_two_texts_can_be_merged(theirs, fresh):
    merged = merge(theirs, seal(fresh))

    left = iter(re.split(r"[\r\n]+", merged))
    assert all(
        line in left for line in re.split(r"[\r\n]+", theirs) if line.strip("\ufeff").strip()
    )
    assert merge(merged, seal(fresh)) == merged
    assert items(theirs) == ()
