"""`docs/being-in-touch.md` has every rule of the code, in its words, and its examples are true."""

import re
from datetime import date

import pytest

from pnm.contacts import rules
from pnm.model import TICKED_IN_REVIEW
from pnm.testing import network_of

COUNTED = (
    rules.LOG_LINE,
    rules.LINKED_LOG,
    rules.PEOPLE_LIST,
    rules.DATED_NOTE,
    rules.TICKED,
    TICKED_IN_REVIEW,
    rules.EXPLICIT,
)
REFUSED = (
    rules.UNDATED,
    rules.OPEN_TASK,
    rules.CANCELLED,
    rules.NO_DAY,
    rules.RELATION,
    rules.UNDER,
    *rules.PLACES.values(),
    rules.UNTICKED,
    rules.IN_TEMPLATE,
    rules.IN_INDEX,
)
PERSON = "---\ntype: person\n---\n"
PATH = re.compile(r"`([^`]+\.md)`")


def page(root):
    return (root / "docs" / "being-in-touch.md").read_text("utf-8")


def examples(root):
    """Return for each chapter and heading of the page the path and text of its example."""
    found, chapter, heading, path, fence = {}, "", "", "", ""
    for line in page(root).splitlines():
        if fence:
            if line == fence:
                fence = ""
            else:
                found[chapter][heading][1].append(line)
        elif line.startswith("## "):
            chapter = line[3:]
            found[chapter] = {}
        elif line.startswith("### "):
            heading = line[4:]
            found[chapter][heading] = ("", [])
        elif whole := PATH.fullmatch(line):
            path = whole[1]
        elif line.endswith("markdown") and line.startswith("```"):
            fence = line.removesuffix("markdown")
            found[chapter][heading] = (path, [])
    return {
        chapter: {heading: (path, "\n".join(lines)) for heading, (path, lines) in rows.items()}
        for chapter, rows in found.items()
    }


def network_with(path, text):
    people = {"People/Ada.md": PERSON, "People/Bob.md": PERSON}
    return network_of({**people, path: text}, today=date(2026, 3, 2))


def test_the_page_has_each_rule_by_which_a_line_counts(root):
    assert tuple(examples(root)["What counts"]) == COUNTED


def test_the_page_has_each_reason_for_which_a_line_does_not_count(root):
    assert set(examples(root)["What does not count"]) == set(REFUSED)


@pytest.mark.parametrize("rule", COUNTED)
def test_the_example_of_a_rule_counts_by_it(root, rule):
    network = network_with(*examples(root)["What counts"][rule])

    assert [row.rule for row in network.interactions_of("People/Ada")] == [rule]


@pytest.mark.parametrize("reason", REFUSED)
def test_the_example_of_a_reason_does_not_count_for_it(root, reason):
    path, text = examples(root)["What does not count"][reason]
    network = network_with(path, text)

    (row,) = network.rejected_of("People/Ada")

    assert network.interactions_of("People/Ada") == ()
    assert (row.source.path, row.reason[: len(reason)]) == (path, reason)


def test_the_page_lists_the_headings_of_the_code(root):
    rows = re.findall(r"^\| (`.+`) \|", page(root), re.MULTILINE)

    assert [set(re.findall("`([^`]+)`", row)) for row in rows] == [
        rules.NO_CONTACT,
        rules.NOT_TALKED,
        rules.PARTICIPANTS,
    ]
