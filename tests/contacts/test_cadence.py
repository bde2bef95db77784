"""How often to be in touch, as one note says it, and which of its words comes first."""

import pytest

from pnm.testing import network_of


def cadence(front, body=""):
    network = network_of({"Ada.md": f"---\ntype: person\n{front}\n---\n{body}"})
    found = network.cadence_of("Ada")
    return found and (found.every_days, found.longest_days, found.never, found.origin)


@pytest.mark.parametrize(
    ("front", "every", "longest"),
    [
        ("contact_every: 3 weeks", 21, None),
        ("contact_every: 3 weeks..6 weeks", 21, 42),
        ("cadence: monthly", 30, None),
        ("contactFrequency: 7", 7, None),
        ("prm-cadence: 45", 45, None),
        ("X-FRM-FREQUENCY: 2w", 14, None),
        ("contact_every: quarterly", 90, None),
    ],
)
def test_a_key_says_how_often(front, every, longest):
    assert cadence(front) == (every, longest, False, "note")


@pytest.mark.parametrize("word", ["never", "Never", "off", "none"])
def test_a_contact_may_be_never_due(word):
    assert cadence(f"contact_every: {word}") == (None, None, True, "note")


@pytest.mark.parametrize(
    ("front", "wish"),
    [
        ("prm-tier: inner", (14, None, False, "tier inner")),
        ("prm-tier: Close", (30, None, False, "tier Close")),
        ("prm-tier: casual", (90, None, False, "tier casual")),
        ("prm-tier: warm", (180, None, False, "tier warm")),
        ("prm-tier: dormant", (365, None, False, "tier dormant")),
        ("prm-tier: 60", (60, None, False, "tier 60")),
        ("tier: 1", None),
        ("tags: [alist]", (21, None, False, "tag alist")),
        ("tags: [blist]", (60, None, False, "tag blist")),
        ("tags: [clist]", (180, None, False, "tag clist")),
        ("tags: [DList]", (365, None, False, "tag DList")),
        ("tags: [elist]", None),
        ("tags: [flist]", (None, None, True, "tag flist")),
    ],
)
def test_tiers_and_lists_stand_for_days(front, wish):
    assert cadence(front) == wish


@pytest.mark.parametrize(
    ("task", "wish"),
    [
        ("- [ ] call 🔁 every 3 weeks when done", (21, None, False, "repeating task")),
        ("- [ ] call 🔁 every month when done 📅 2026-04-01", (30, None, False, "repeating task")),
        ("- [ ] call [repeat:: every 2 weeks when done]", (14, None, False, "repeating task")),
        ("- [ ] water the plants 🔁 every 3 weeks", None),
        ("- [x] call 🔁 every 3 weeks when done ✅ 2026-02-01", None),
    ],
    ids=["open", "with a due day", "in words", "not when done", "ticked"],
)
def test_a_repeating_task_in_the_contacts_note_is_a_cadence(task, wish):
    assert cadence("", task) == wish


def test_a_repeating_task_is_no_promise_and_its_ticks_are_contacts():
    body = (
        "- [ ] call 🔁 every 3 weeks when done\n"
        "- [x] call 🔁 every 3 weeks when done ✅ 2026-02-01\n"
    )
    network = network_of({"Ada.md": f"---\ntype: person\n---\n{body}"})

    assert network.promises == ()
    assert [row.rule for row in network.interactions] == ["ticked task"]


def test_a_repeating_task_in_another_note_is_no_cadence():
    network = network_of({"Plan.md": "- [ ] call [[ada]] 🔁 every week when done"}, ada="")

    assert network.cadence_of("ada") is None
    assert len(network.promises) == 1


@pytest.mark.parametrize(
    ("front", "origin"),
    [
        ("tags: [alist]\nprm-tier: warm\ncontact_every: 9 days", "note"),
        ("tags: [alist]\nprm-tier: warm", "tier warm"),
        ("tags: [alist]", "tag alist"),
        ("", "repeating task"),
    ],
    ids=["key", "tier", "list", "task"],
)
def test_the_clearest_word_of_a_note_comes_first(front, origin):
    assert cadence(front, "- [ ] call 🔁 every 3 weeks when done")[3] == origin


def test_a_cadence_has_its_line():
    network = network_of({"Ada.md": "---\ntype: person\ncontact_every: 9 days\n---\n"})

    assert str(network.cadence_of("Ada").source) == "Ada.md:3"


CIRCLES = """
[circles.friends]
every = "6 weeks"
longest = "4 months"
tags = ["buddy"]

[circles.family]
every = 14

[circles.choir]
birthday_lead = 3
"""


@pytest.mark.parametrize(
    ("front", "every", "longest", "origin"),
    [
        ("circle: friends", 42, 120, "circle friends"),
        ("circle: Friend", 42, 120, "circle friends"),
        ("groups: [friends, family]", 14, None, "circle family"),
        ("tags: [buddy]", 42, 120, "circle friends"),
        ("tags: [friend]", 42, 120, "circle friends"),
        ("tags: [Family]", 14, None, "circle family"),
        ("categories: ['[[Friends]]']", 42, 120, "circle friends"),
        ("relationship: friend", 42, 120, "circle friends"),
        ("circle: family\ncontact_every: 90", 90, None, "note"),
        ("circle: family\ntags: [dlist]", 365, None, "tag dlist"),
    ],
    ids=[
        "by name",
        "in the singular, with a capital",
        "the shortest of two",
        "by a tag of the circle",
        "by a tag of its name",
        "by a tag with a capital",
        "by a category",
        "by the relationship",
        "the note outdoes it",
        "a list in the note outdoes it",
    ],
)
def test_a_circle_gives_its_cadence(front, every, longest, origin):
    wish = network_of(config=CIRCLES, ada=front).cadence_of("ada")

    assert (wish.every_days, wish.longest_days, wish.origin) == (every, longest, origin)


def test_never_in_the_note_outdoes_a_circle():
    assert (
        network_of(config=CIRCLES, ada="circle: family\ncontact_every: never")
        .cadence_of("ada")
        .never
    )


@pytest.mark.parametrize("front", ["circle: choir", "circle: knitters", ""])
def test_a_circle_without_an_interval_gives_none(front):
    assert network_of(config=CIRCLES, ada=front).cadence_of("ada") is None


def test_a_cadence_out_of_a_circle_points_to_the_configuration():
    network = network_of(config=CIRCLES, ada="circle: family")

    assert str(network.cadence_of("ada").source) == ".pnm/config.toml:8"


def test_circles_are_told_by_the_names_of_the_configuration_else_as_written():
    network = network_of(config=CIRCLES, ada="circles: [Friend, Knitters]\ntags: [choir]")

    assert network.circles_of("ada") == ("Knitters", "choir", "friends")


def test_the_lead_time_of_birthdays_is_the_longest_of_the_circles():
    config = CIRCLES + '[circles.kin]\nbirthday_lead = "4 weeks"\n'
    network = network_of(config=config, ada="circles: [choir, kin]", bob="circle: friends")

    assert (network.lead_days_of("ada", 7), network.lead_days_of("bob", 7)) == (28, 7)
