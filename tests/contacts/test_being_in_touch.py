"""What counts as being in touch with Ada, what does not, and the word that `pnm why` says of it."""

from datetime import date

import pytest

from pnm.testing import network_of

SUNDAY = date(2026, 3, 1)


def vault(text, path="Daily/2026-03-01.md", own="", **people):
    notes = {path: text} if text else {}
    ada = f"---\ntype: person\nname: Ada Lovelace\n---\n{own}"
    return network_of({"People/Ada.md": ada, **notes}, **people)


def counted(network, who="People/Ada"):
    return [(row.day, row.rule) for row in network.interactions_of(who)]


def reasons(network, who="People/Ada"):
    return [row.reason for row in network.rejected_of(who)]


# -- what counts -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "## Log\n- 2026-03-01 call: her new job",
        "- 2026-03-01 call: her new job",
        "2026-03-01 call: her new job",
        "## Family\n\n* **2026-03-01** call: her new job",
        "1. [[2026-03-01]] call: her new job",
        "### 2026-03-01\nA call about her new job.",
        "## 2026\n### 2026-03-01 call\nHer new job.",
        "- 2026-03-01\n  - call: her new job",
    ],
    ids=[
        "under a log heading",
        "anywhere in a list",
        "a paragraph",
        "bold, under any heading",
        "a linked date",
        "under a heading that is a date",
        "under a heading with a date and a channel",
        "nested under a date",
    ],
)
def test_a_dated_line_in_the_contacts_own_note_counts_once(line):
    network = vault("", own=line)

    assert counted(network) == [(SUNDAY, "dated line in the contact's own note")]


@pytest.mark.parametrize(
    ("path", "text", "rule"),
    [
        ("2026-03-01.md", "Lunch with [[Ada]].", "linked in a dated note"),
        ("2026-03-01.md", "## Lunch with [[Ada]]\nShe moves.", "linked in a dated note"),
        ("2026-03-01.md", "| who |\n|---|\n| [[Ada]] |", "linked in a dated note"),
        ("Daily/1 Mar 2026.md", "[Ada](../People/Ada.md) called", "linked in a dated note"),
        ("Meetings/Plan.md", "---\ndate: 2026-03-01\n---\nwith [[Ada]]", "linked in a dated note"),
        ("Journal.md", "## 2026-03-01\n- tea with [[Ada]]", "linked in a dated line"),
        ("Journal.md", "- 2026-03-01 tea with [[Ada]]", "linked in a dated line"),
        ("Journal.md", "- 2026-03-01\n  - tea with [[Ada]]", "linked in a dated line"),
        (
            "Meetings/Plan.md",
            '---\ntype: meeting\ndate: 2026-03-01\npeople: ["[[Ada]]"]\n---\n',
            "in the people list of a dated note",
        ),
    ],
    ids=[
        "text of a daily note",
        "heading of a daily note",
        "table of a daily note",
        "Markdown link",
        "note with a date key",
        "under a dated heading",
        "in a dated item",
        "nested under a dated item",
        "people list of a meeting",
    ],
)
def test_a_link_in_a_dated_note_counts_on_its_day(path, text, rule):
    assert counted(vault(text, path)) == [(SUNDAY, rule)]


def test_a_ticked_task_counts_on_the_day_it_was_ticked():
    network = vault("- [x] write to [[Ada]] ✅ 2026-03-01", "2026-02-20.md")

    assert counted(network) == [(SUNDAY, "ticked task")]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("2026-03-01.md", "- [x] write to [[Ada]]"),
        ("2026-03-01.md", "- [X] write to [[Ada]]"),
        ("Plan.md", "- 2026-03-01 spring cleaning\n  - [x] write to [[Ada]]"),
        ("Plan.md", "## 2026-03-01\n- [x] write to [[Ada]]"),
        ("Plan.md", "- [x] 2026-03-01 write to [[Ada]]"),
    ],
    ids=["daily note", "capital X", "under a dated line", "under a dated heading", "own date"],
)
def test_a_ticked_task_without_a_tick_date_counts_on_the_day_of_its_place(path, text):
    assert counted(vault(text, path)) == [(SUNDAY, "ticked task")]


def test_a_ticked_task_in_the_contacts_own_note_needs_no_link():
    network = vault("", own="- [x] send the book ✅ 2026-03-01")

    assert counted(network) == [(SUNDAY, "ticked task")]


def test_the_words_of_a_ticked_task_come_without_its_dates():
    network = vault("- [x] 2026-02-20 send [[Ada]] the book 📅 2026-02-25 ✅ 2026-03-01", "Plan.md")

    (row,) = network.interactions_of("People/Ada")

    assert row.text == "send Ada the book"


def test_an_explicit_last_contact_counts():
    network = network_of(ada="name: Ada\nlast_contact: 2026-03-01")

    assert counted(network, "ada") == [(SUNDAY, "last_contact key")]


def test_a_later_line_outdoes_an_explicit_last_contact():
    network = vault("tea with [[Eve]]", "2026-03-01.md", eve="last_contact: 2026-02-01")

    assert network.last_contact("eve").rule == "linked in a dated note"


def test_what_tells_of_a_talk_comes_before_a_bare_key_of_the_same_day():
    network = network_of(
        {"2026-03-01.md": "call with [[zoe]] about Lisbon"}, zoe="last_contact: 2026-03-01"
    )

    assert network.last_contact("zoe").channel == "call"


def test_a_log_line_is_a_time_with_everybody_whom_it_links():
    network = vault("", own="- 2026-03-01 call: [[bob]] joined", bob="name: Bob")

    (row,) = network.interactions_of("bob")

    assert row.people == ("People/Ada", "bob")


def test_each_contact_points_to_its_line():
    network = vault("# Sunday\n\nLunch with [[Ada]].")

    assert str(network.last_contact("People/Ada").source) == "Daily/2026-03-01.md:3"


# -- what does not, each with the failure it prevents --------------------------------------------


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- [ ] reach out to [[Ada]]", "an open task: it is a promise"),
        ("- [/] reach out to [[Ada]]", "an open task: it is a promise"),
        ("- [ ] 2026-03-01 call [[Ada]]", "an open task: it is a promise"),
        ("- [ ] reach out\n  - [[Ada]]", "an open task: it is a promise"),
        ("- [-] call [[Ada]]", "a cancelled task"),
        ("> [[Ada]] wrote this", "in a quote"),
        ("> [!note]\n> [[Ada]]", "in a quote"),
        ("- > [[Ada]] wrote this", "in a quote"),
        ("`[[Ada]]`", "in code"),
        ("```dataview\nLIST FROM [[Ada]]\n```", "in code"),
        ("<!-- [[Ada]] -->", "in a comment"),
        ("%% [[Ada]] %%", "in a comment"),
        ("![[Ada]]", "an embed"),
        ("## People\n- [[Ada]]", "under the heading “people”"),
        ("## Related\n- [[Ada]]", "under the heading “related”"),
        ("## 🎂 Birthdays:\n- [[Ada]]", "under the heading “birthdays”"),
        ("## Reach out\n- [[Ada]]", "under the heading “reach out”"),
        ("## Reach out\n### Friends\n- [[Ada]]", "under the heading “reach out”"),
        ("- Reach out:\n  - [[Ada]]", "under the heading “reach out”"),
        ("Birthdays: [[Ada]]", "under the heading “birthdays”"),
        ("## Table of contents\n- [[Ada]]", "under the heading “table of contents”"),
    ],
    ids=[
        "open task: it would silence the reminder that caused it",
        "task in progress",
        "open task that starts with its day",
        "item under an open task",
        "cancelled task",
        "quote",
        "callout",
        "quote in a list",
        "inline code",
        "dashboard",
        "HTML comment",
        "Obsidian comment",
        "embed",
        "list of people",
        "related notes",
        "birthday list",
        "reach-out block",
        "heading below a reach-out block",
        "reach-out list",
        "birthday line",
        "table of contents",
    ],
)
def test_a_link_in_a_daily_note_that_is_no_contact(text, reason):
    network = vault(text)

    assert (counted(network), reasons(network)) == ([], [reason])


def test_ticking_a_line_under_a_reach_out_heading_is_a_contact():
    assert counted(vault("## Reach out\n- [x] [[Ada]]")) == [(SUNDAY, "ticked task")]


def test_a_line_with_a_date_of_its_own_under_related_is_a_contact():
    network = vault("", own="## Related\n- 2026-03-01 met her parents")

    assert len(counted(network)) == 1


def test_an_undated_note_does_not_count():
    network = vault("I should talk to [[Ada]].", "Ideas.md")

    assert (counted(network), reasons(network)) == ([], ["in an undated note"])


def test_the_people_list_of_an_undated_meeting_does_not_count():
    network = vault('---\ntype: meeting\npeople: ["[[Ada]]"]\n---\n', "Meetings/Plan.md")

    assert (counted(network), reasons(network)) == ([], ["in an undated note"])


def test_an_undated_mention_in_anothers_note_does_not_count():
    network = vault("", bob="---\ntype: person\n---\nWorks with [[Ada]].")

    assert (counted(network), reasons(network)) == ([], ["in an undated note"])


def test_a_relation_in_anothers_note_does_not_count():
    text = "---\ntype: person\n---\n## People\n- [[Ada]] - met at work #friend\n\nfriend:: [[Ada]]"

    network = vault("", bob=text)

    assert (counted(network), set(reasons(network))) == ([], {"listed as a relation"})


def test_a_ticked_task_in_a_note_without_a_day_does_not_count_until_it_has_one():
    network = vault("- [x] write to [[Ada]]", "Plan.md")

    assert counted(network) == []
    assert reasons(network) == ["ticked, but on no known day (add ✅ YYYY-MM-DD)"]


@pytest.mark.parametrize(
    "heading", ["Life Events", "Milestones", "Important dates", "Observations", "Positions"]
)
def test_a_dated_fact_about_somebody_is_no_contact(heading):
    network = vault("", own=f"## {heading}\n- 2026-03-01: had a son")

    assert counted(network) == []
    assert reasons(network) == [f"under the heading “{heading.casefold()}”"]


def test_a_template_does_not_count():
    network = vault("Lunch with [[Ada]]", "Templates/2026-03-01.md")

    assert (counted(network), reasons(network)) == ([], ["in a template"])


def test_an_index_of_notes_does_not_count():
    network = vault("---\ntags: [MOC]\ndate: 2026-03-01\n---\n- [[Ada]]", "Friends.md")

    assert (counted(network), reasons(network)) == ([], ["in an index of notes"])


def test_a_book_with_a_date_is_no_day_with_its_people():
    text = '---\ntype: book\ndate: 2026-03-01\npeople: ["[[Ada]]"]\n---\nRecommended by [[Ada]].'

    assert counted(vault(text, "Books/Dune.md")) == []


def test_the_start_of_a_project_is_no_day_with_its_people():
    network = vault("---\nstart: 2026-02-01\n---\nWith [[Ada]].", "Projects/Boat.md")

    assert (counted(network), reasons(network)) == ([], ["in an undated note"])


def test_a_line_of_the_future_is_a_plan():
    network = vault("", own="- 2026-03-20 lunch")

    assert counted(network) == []
    assert [row.day for row in network.plans_of("People/Ada")] == [date(2026, 3, 20)]


def test_a_daily_note_of_the_future_is_a_plan():
    network = vault("dinner with [[Ada]]", "2026-03-20.md")

    assert counted(network) == []
    assert len(network.plans_of("People/Ada")) == 1


def test_a_contact_with_nothing_but_a_plan_is_a_contact():
    network = vault("", own="- 2026-03-20 lunch")

    assert network["People/Ada"].created == date(2026, 3, 2)


def test_a_weekly_note_counts_on_its_monday():
    assert counted(vault("Saw [[Ada]].", "2026-W09.md")) == [
        (date(2026, 2, 23), "linked in a dated note")
    ]


def test_every_rule_is_asked_of_the_line_and_not_of_the_note():
    text = "- [ ] call [[Ada]]\n- [x] write to [[Ada]]\n\n> [[Ada]]\n\nMet [[Ada]]."

    network = vault(text)

    assert counted(network) == [(SUNDAY, "ticked task"), (SUNDAY, "linked in a dated note")]
    assert reasons(network) == ["an open task: it is a promise", "in a quote"]
