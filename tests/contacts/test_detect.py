"""What `pnm init` finds out about a vault, and the configuration that it proposes."""

import pytest

from pnm.config import read_config
from pnm.contacts.detect import config_text, detect
from pnm.contacts.profile import Profile
from pnm.notes import parse


def found(notes, **settings):
    names = {"daily": "daily-notes.json", "templates": "templates.json"}
    given = {names[key]: text for key, text in settings.items()}
    return detect([parse(text, path) for path, text in notes.items()], given, Profile())


def profile_of(notes, **settings):
    return read_config(config_text(found(notes, **settings), Profile())).profile


TELLING = "---\nbirthday: 1990-01-01\nemail: a@x.example\n---\n"


def test_people_are_counted_by_the_rule_that_found_them():
    detected = found(
        {
            "a.md": "---\ntype: person\n---\n",
            "b.md": "---\ntype: person\n---\n",
            "People/c.md": "",
            "d.md": "",
            "2026-03-01.md": "",
        }
    )

    assert (detected.notes, detected.people) == (5, 3)
    assert detected.rules == {"type: person": 2, "folder People": 1}
    assert detected.kinds == {"person": 3, "plain": 1, "daily": 1}


@pytest.mark.parametrize(
    ("people", "others", "proposed"),
    [(3, 0, True), (3, 2, True), (3, 3, False), (2, 0, False)],
    ids=["all", "most", "half", "too few"],
)
def test_a_folder_whose_notes_tell_of_people_is_proposed(people, others, proposed):
    notes = {f"Menschen/p{n}.md": TELLING for n in range(people)}
    notes |= {f"Menschen/o{n}.md": "Some text." for n in range(others)}

    assert (list(found(notes).folders) == ["Menschen"]) is proposed
    assert ("menschen" in profile_of(notes).person_folders) is proposed


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["29/09/1980"], "dmy"),
        (["09/29/1980", "03/11/1980"], "mdy"),
        (["03/11/1980"], None),
        (["29/09/1980", "09/29/1980"], None),
        (["1980-09-29"], None),
    ],
    ids=["day first", "month first", "unclear", "both", "ISO"],
)
def test_the_order_of_dates_is_found_where_all_agree(dates, order):
    notes = {f"{n}.md": f"---\nbirthday: {text}\n---\n" for n, text in enumerate(dates)}

    assert profile_of(notes).date_order == order


def test_obsidians_own_settings_are_believed():
    profile = profile_of(
        {"x.md": ""},
        daily='{"folder": "/Tage/", "format": "DD.MM.YYYY"}',
        templates='{"folder": "Meta/Vorlagen"}',
    )

    assert (profile.daily_folder, profile.daily_format) == ("Tage", "DD.MM.YYYY")
    assert "vorlagen" in profile.template_folders


def test_without_settings_daily_notes_lie_where_most_of_them_do():
    notes = {"Log/2026-03-01.md": "", "Log/2026-03-02.md": "", "Old/2020-01-01.md": ""}

    assert profile_of(notes).daily_folder == "Log"


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"folder": null}', "[" * 100_000])
def test_settings_that_cannot_be_read_are_no_settings(text):
    assert profile_of({"x.md": ""}, daily=text).daily_folder == ""


def test_the_owners_note_is_found():
    config = read_config(
        config_text(found({"People/Me.md": "---\ntype: person\nme: true\n---\n"}), Profile())
    )

    assert config.me == "People/Me"


@pytest.mark.parametrize("name", ['a"b', "a\\b", "a\x7fb", "a\tb", "ä😀", "a'b"])
def test_the_proposal_can_be_read_whatever_the_names(name):
    notes = {f"{name}/p{n}.md": TELLING for n in range(3)}
    notes[f"{name}/me.md"] = "---\ntype: person\nme: true\n---\n"

    config = read_config(config_text(found(notes), Profile()))

    assert config.me == f"{name}/me"


def test_the_proposal_can_be_read_whatever_the_folders_of_people():
    config = read_config(config_text(found({"1\nPeople/Ada.md": ""}), Profile()))

    assert config.written


def test_the_proposal_keeps_the_rules_that_found_somebody():
    profile = profile_of({"a.md": "---\ntype: contact\n---\n"})

    assert profile.person_keys == {("type", "contact")}
    assert profile.person_tags == Profile().person_tags
