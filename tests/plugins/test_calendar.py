"""Reminders and days around people as iCalendar, read by two libraries and real programs."""

from __future__ import annotations

import shutil
import subprocess
import types
from datetime import date, timedelta

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis.strategies import text
from ical.calendar_stream import IcsCalendarStream

import pnm_calendar as plugin
import pnm_dates
import pnm_follow_ups
import pnm_keep_in_touch
from pnm.testing import ask, network_of

TODAY = date(2026, 11, 16)
ALL = (plugin, pnm_dates, pnm_follow_ups, pnm_keep_in_touch)


def person(text, name="Ada"):
    return f"---\ntype: person\nname: {name}\n{text}\n---\n"


@pytest.fixture
def printed(vault_of):
    """Print the calendar of a small vault."""

    def run(notes, *options, config=None, today=TODAY, plugins=ALL):
        notes = {"Ada.md": person(notes)} if isinstance(notes, str) else notes
        vault = vault_of(notes, config=config, plugins=plugins, today=today)
        done = vault.run("calendar", *options)
        assert (done.code, done.err) == (0, "")
        vault.untouched()
        return done.data

    return run


@pytest.fixture
def events(printed):
    """Return the events of a small vault's calendar, as one library reads them, by title."""

    def read(*given, **more):
        rows = icalendar.Calendar.from_ical(printed(*given, **more)).walk("VEVENT")
        return {str(row["SUMMARY"]): row for row in rows}

    return read


def days(data, first, last):
    """Return on which days what stands, as another library works it out."""
    calendar = IcsCalendarStream.calendar_from_ics(data.decode("utf-8"))
    return [(row.dtstart, row.summary) for row in calendar.timeline.overlapping(first, last)]


def day_of(event):
    return event["DTSTART"].dt


FULL = {
    "Ada.md": person("birthday: 1986-11-20\ncontact_every: 3 weeks\nanniversary: --06-15"),
    "Bob.md": person("birthday: --02-29\ndied: 2024-12-01", "Bob 🥖 O'Neil; Jr., \\n"),
    "Daily/2026-10-05.md": "- call with [[Ada]]\n- [ ] send [[Ada]] the deck 📅 2026-11-18\n",
}

# -- the file --------------------------------------------------------------------------------------


def test_two_libraries_read_the_same(printed):
    data = printed(FULL)
    first = icalendar.Calendar.from_ical(data)
    second = IcsCalendarStream.calendar_from_ics(data.decode("utf-8"))

    rows = {(str(e["UID"]), str(e["SUMMARY"]), day_of(e)) for e in first.walk("VEVENT")}

    assert len(rows) == 5
    assert rows == {(row.uid, row.summary, row.dtstart) for row in second.events}
    assert {str(e["SUMMARY"]) for e in first.walk("VEVENT")} == {
        "Ada's birthday",
        "Ada's anniversary",
        "Remembering Bob 🥖 O'Neil; Jr., \\n",
        "Get in touch with Ada",
        "Promised: send Ada the deck",
    }


def test_an_event_is_a_whole_day_that_takes_no_time(events):
    for event in events(FULL).values():
        assert type(day_of(event)) is date
        assert "DTEND" not in event
        assert "DURATION" not in event
        assert event["TRANSP"] == "TRANSPARENT"
        assert event["CLASS"] == "PRIVATE"


def test_an_event_says_of_which_kind_it_is(events):
    kinds = {title: str(row["CATEGORIES"].cats[0]) for title, row in events(FULL).items()}

    assert kinds["Ada's birthday"] == "Birthday"
    assert kinds["Get in touch with Ada"] == "Reach out"
    assert kinds["Promised: send Ada the deck"] == "Promise"


def test_the_calendar_has_a_name_and_is_fetched_again_each_day(printed):
    data = printed(FULL, config='[plugins.calendar]\nname = "Fri;ends,\\n x"\n')
    calendar = icalendar.Calendar.from_ical(data)

    assert b"\r\nNAME:Fri\\;ends\\, x\r\n" in data
    assert b"\r\nX-WR-CALNAME:Fri\\;ends\\, x\r\n" in data
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:P1D\r\n" in data
    assert calendar["PRODID"]
    assert calendar["VERSION"] == "2.0"


def test_the_same_notes_on_the_same_day_are_the_same_bytes(printed):
    assert printed(FULL) == printed(FULL)


def test_the_stamp_is_the_day_and_no_clock(events):
    for event in events(FULL).values():
        assert event["DTSTAMP"].to_ical() == b"20261116T000000Z"


def test_lines_are_folded_at_75_bytes_and_never_inside_a_letter(printed):
    data = printed({"Ada.md": person("birthday: --11-20", "🥖é" * 40)})

    assert data.endswith(b"END:VCALENDAR\r\n")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        assert line.decode("utf-8").isprintable()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("'Ada; Bob, \\ Cy: \"x\"'", 'Ada; Bob, \\ Cy: "x"'),
        ('"A\\nEND:VEVENT\\nBEGIN:VEVENT\\nSUMMARY:x"', "A END:VEVENT BEGIN:VEVENT SUMMARY:x"),
        ('"A\\r\\nX-EVIL:1"', "A X-EVIL:1"),
        ('"A\\u2028B\\u0085C\\x0bD"', "A B C D"),
        ('"\\e[31mA\\x00B\\u202eC"', "[31mABC"),
        ("'BEGIN:VCALENDAR'", "BEGIN:VCALENDAR"),
        ("'{} {0} %s %(x)s'", "{} {0} %s %(x)s"),
        ("'https://x.example/?a=1&b=2#c'", "https://x.example/?a=1&b=2#c"),
    ],
    ids=["marks", "an event", "a line", "odd ends", "controls", "a calendar", "formats", "a link"],
)
def test_a_hostile_name_is_a_name(printed, name, shown):
    data = printed({"Ada.md": person("birthday: 1990-11-20\ncontact_every: 3 weeks", name)})
    first = icalendar.Calendar.from_ical(data)
    second = IcsCalendarStream.calendar_from_ics(data.decode("utf-8"))

    titles = [f"Get in touch with {shown}", f"{shown}'s birthday"]
    assert [str(event["SUMMARY"]) for event in first.walk("VEVENT")] == titles
    assert [event.summary for event in second.events] == titles
    assert len(first.walk("VCALENDAR")) == 1
    assert b"X-EVIL:1\r\n" not in data.replace(b" X-EVIL", b"")


@settings(max_examples=150, deadline=None, derandomize=True)
@given(text(max_size=120), text(max_size=120))
def test_any_text_is_read_back_as_one_line_of_text(title, about):
    from pnm_calendar.event import Event, plain
    from pnm_calendar.ics import calendar
    from pnm_calendar.options import Options

    wanted = (plain(title), plain(about))
    event = Event("1", TODAY, "birthday", ("Ada",), *wanted, "yearly", (timedelta(hours=9),))

    data = calendar([event], TODAY, Options())

    (first,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    (second,) = IcsCalendarStream.calendar_from_ics(data.decode("utf-8")).events
    assert (str(first["SUMMARY"]), str(first.get("DESCRIPTION", ""))) == wanted
    assert (second.summary, second.description or "") == wanted
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


# -- identities ------------------------------------------------------------------------------------


def uids(events):
    return {title: str(row["UID"]) for title, row in events.items()}


def test_an_event_keeps_its_identity_from_day_to_day_and_on_another_machine(events):
    before = uids(events(FULL, today=date(2026, 11, 16)))
    after = uids(events(FULL, today=date(2026, 11, 17)))

    assert before == after
    assert len(set(before.values())) == len(before)


def test_a_birthday_is_the_same_event_in_another_year(events):
    before = uids(events("birthday: 1986-11-20", today=date(2026, 11, 16)))
    after = uids(events("birthday: 1986-11-20", today=date(2031, 1, 1)))

    assert before == after


def test_the_identity_of_a_contact_outlives_a_renamed_note(events):
    text = person("uid: urn:uuid:1\nbirthday: 1986-11-20\ncontact_every: 3 weeks")

    assert uids(events({"People/Ada.md": text})) == uids(events({"Old/A L.md": text}))


def test_two_notes_with_one_uid_are_two_events(printed):
    copy = person("uid: 1\nbirthday: --11-20")
    data = printed({"Ada.md": copy, "Ada (copy).md": copy})

    found = {str(row["UID"]) for row in icalendar.Calendar.from_ical(data).walk("VEVENT")}
    assert len(found) == 2


def test_two_vaults_in_one_calendar_are_told_apart_by_their_names(events):
    one = uids(events(FULL))
    other = uids(events(FULL, config='[plugins.calendar]\nname = "Work"\n'))

    assert one.keys() == other.keys()
    assert not set(one.values()) & set(other.values())


# -- days around people ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("birthday", "leap_day", "expected"),
    [
        ("2000-02-29", "feb28", ["2026-02-28", "2027-02-28", "2028-02-29", "2029-02-28"]),
        ("--02-29", "feb28", ["2026-02-28", "2027-02-28", "2028-02-29", "2029-02-28"]),
        ("2000-02-29", "mar1", ["2026-03-01", "2027-03-01", "2028-02-29", "2029-03-01"]),
        ("--02-29", "mar1", ["2026-03-01", "2027-03-01", "2028-02-29", "2029-03-01"]),
        ("2000-02-28", "feb28", ["2026-02-28", "2027-02-28", "2028-02-28", "2029-02-28"]),
        ("--03-01", "mar1", ["2026-03-01", "2027-03-01", "2028-03-01", "2029-03-01"]),
        ("--12-31", "feb28", ["2026-12-31", "2027-12-31", "2028-12-31", "2029-12-31"]),
    ],
    ids=["28th", "28th, no year", "1st", "1st, no year", "the 28th", "the 1st", "the last day"],
)
def test_a_day_comes_round_by_the_rule_of_the_vault(printed, birthday, leap_day, expected):
    data = printed(f"birthday: {birthday}", config=f'[vault]\nleap_day = "{leap_day}"\n')

    found = [day.isoformat() for day, _ in days(data, date(2026, 1, 1), date(2030, 1, 1))]

    assert found == expected


def test_no_rule_is_one_that_calendars_skip_in_other_years(events):
    rules = [
        events("birthday: 2000-02-29", config=f'[vault]\nleap_day = "{rule}"\n')
        for rule in ("feb28", "mar1")
    ]

    for found in rules:
        for event in found.values():
            assert "RRULE" not in event or event["RRULE"]["BYMONTHDAY"] == [-1]


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("birthday: --11-25", "Ada's birthday"),
        ("birthday: 1986-11-25", "Ada's birthday"),
        ("anniversary: 1981-11-28", "Ada's anniversary"),
        ("died: 2024-11-22", "Remembering Ada"),
    ],
)
def test_what_repeats_claims_no_age_and_begins_in_no_year_of_birth(events, key, title):
    found = events(key)

    assert set(found) == {title}
    assert day_of(found[title]).year == TODAY.year


def test_a_year_that_is_not_known_is_nowhere(printed):
    data = printed("birthday: --11-25", config="[plugins.calendar]\nages = true\n")

    assert b"DESCRIPTION:born" not in data
    assert b"turns" not in data
    assert b"1604" not in data


@pytest.mark.parametrize("birthday", ["1986-11", "1986", "--11"])
def test_a_date_without_a_day_is_no_event(events, birthday):
    assert events(f"birthday: {birthday}") == {}


def test_a_known_year_is_said_where_it_is_no_title(events):
    event = events("birthday: 1986-11-25")["Ada's birthday"]

    assert event["DESCRIPTION"] == "born 1986-11-25"


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("birthday: 1986-11-25", ["2026-11-25 Ada turns 40", "2027-11-25 Ada turns 41"]),
        ("birthday: 2026-11-25", ["2027-11-25 Ada turns 1", "2028-11-25 Ada turns 2"]),
        (
            "anniversary: 2025-06-15",
            ["2026-06-15 Ada's anniversary, 1 year", "2027-06-15 Ada's anniversary, 2 years"],
        ),
        (
            "died: 2026-11-01",
            ["2027-11-01 Remembering Ada, 1 year", "2028-11-01 Remembering Ada, 2 years"],
        ),
    ],
    ids=["birthday", "newborn", "anniversary", "remembrance"],
)
def test_with_ages_there_is_one_event_a_year_that_says_it(events, key, expected):
    found = events(key, config="[plugins.calendar]\nages = true\nyears = 2\n")

    assert [f"{day_of(row)} {title}" for title, row in found.items()] == expected
    assert all("RRULE" not in row for row in found.values())


def test_each_of_the_events_a_year_keeps_its_identity(events):
    config = "[plugins.calendar]\nages = true\n"
    before = uids(events("birthday: 1986-11-25", config=config))
    after = uids(events("birthday: 1986-11-25", config=config, today=date(2027, 1, 1)))

    assert len(before.keys() & after.keys()) == 4
    assert all(before[title] == after[title] for title in before.keys() & after.keys())


def test_the_dead_are_remembered_and_not_congratulated(events):
    found = events("birthday: 1986-11-25\nanniversary: 2010-11-26\ndied: 2024-11-22")

    assert set(found) == {"Remembering Ada"}


def test_an_anniversary_whose_partner_died_is_remembered_quietly(events):
    notes = {
        "Ada.md": person('anniversary: 2010-11-26\nspouse: "[[Bob]]"'),
        "Bob.md": person("died: 2024", "Bob"),
    }

    event = events(notes)["Ada's anniversary, remembering Bob"]

    assert str(event["CATEGORIES"].cats[0]) == "Remembrance"


def test_somebody_private_who_died_is_not_named(events):
    notes = {
        "Ada.md": person('anniversary: 2010-11-26\nspouse: "[[Bob]]"'),
        "Bob.md": person("died: 2024\nprivate: true", "Bob"),
    }

    assert set(events(notes)) == {"Ada's anniversary, remembering somebody dear"}


@pytest.mark.parametrize("key", ["paused: true", "private: true", "me: true"])
def test_some_have_no_days(events, key):
    assert events(f"birthday: 1986-11-25\ncontact_every: 3 weeks\n{key}") == {}


def test_a_snooze_silences_no_birthday_and_puts_off_the_rest(events):
    found = events("birthday: 1986-11-25\ncontact_every: 3 weeks\nsnooze_until: 2026-12-01")

    assert day_of(found["Ada's birthday"]) == date(2026, 11, 25)
    assert day_of(found["Get in touch with Ada"]) == date(2026, 12, 1)


def test_the_days_around_people_stand_in_it_once(printed):
    data = printed("birthday: 1986-11-25\nanniversary: --12-01")

    found = days(data, date(2026, 11, 1), date(2026, 12, 31))
    assert [title for _, title in found] == ["Ada's birthday", "Ada's anniversary"]


# -- reminders -------------------------------------------------------------------------------------


def stranger(*rows):
    """Return a plugin that reminds of some things."""
    from pnm.api import Reminder, hookimpl

    module = types.ModuleType("stranger")
    module.pnm_reminders = hookimpl(lambda: [Reminder(*row[:4], **row[4]) for row in rows])
    return module


def test_what_any_plugin_reminds_of_stands_on_its_day(events):
    row = (date(2026, 12, 8), "Ada", "name day on Tue 8 Dec", "name_day", {"why": "Saint Ada"})
    found = events("city: Porto", plugins=(plugin, stranger(row)))

    (event,) = found.values()
    assert found.keys() == {"Ada: name day on Tue 8 Dec"}
    assert day_of(event) == date(2026, 12, 8)
    assert event["DESCRIPTION"] == "Saint Ada"
    assert str(event["CATEGORIES"].cats[0]) == "Name day"


def test_a_birthday_of_somebody_else_in_the_note_stands_beside_the_own(events):
    row = (date(2026, 12, 8), "Ada", "Ada's daughter turns 3", "birthday", {})
    found = events("birthday: 1986-11-25", plugins=(plugin, stranger(row)))

    assert set(found) == {"Ada's birthday", "Ada: Ada's daughter turns 3"}


def test_things_without_a_key_are_told_apart_and_known_again(events):
    rows = [(date(2026, 12, day), "Ada", f"thing {day}", "thing", {}) for day in (1, 2)]
    later = [(date(2026, 12, day), "Ada", f"thing {day}, soon", "thing", {}) for day in (1, 2)]
    before = [e["UID"] for e in events("city: x", plugins=(plugin, stranger(*rows))).values()]
    after = [e["UID"] for e in events("city: x", plugins=(plugin, stranger(*later))).values()]

    assert len(set(before)) == 2
    assert before == after


def test_a_promise_that_several_share_is_one_event(events):
    notes = {
        "Ada.md": person(""),
        "Bob.md": person("", "Bob"),
        "Daily/2026-11-01.md": "- [ ] introduce [[Ada]] and [[Bob]] 📅 2026-11-20\n",
    }

    assert set(events(notes)) == {"Promised: introduce Ada and Bob"}


@pytest.mark.parametrize(
    ("task", "found"),
    [
        ("- [ ] send the deck 📅 2026-11-20", {"Promised: send the deck (Ada)": "2026-11-20"}),
        ("- [ ] send the deck ⏳ 2026-11-19", {"Promised: send the deck (Ada)": "2026-11-19"}),
        ("- [ ] send the deck 📅 2026-11-01", {"Promised: send the deck (Ada)": "2026-11-16"}),
        ("- [ ] @ada: the contract 📅 2026-11-20", {"Waiting: the contract (Ada)": "2026-11-20"}),
        ("- [ ] send the deck", {}),
        ("- [ ] send the deck 📅 2027-02-01", {}),
        ("- [x] send the deck 📅 2026-11-20 ✅ 2026-11-10", {}),
    ],
    ids=["due", "planned", "late", "theirs", "no day", "far away", "done"],
)
def test_a_promise_stands_on_its_day(events, task, found):
    rows = events({"Ada.md": person("") + task + "\n"})

    assert {title: day_of(row).isoformat() for title, row in rows.items()} == found


@pytest.mark.parametrize("today", [date(9999, 12, 31), date(9999, 12, 30), date(1, 1, 1)], ids=str)
def test_the_calendar_ends_where_days_end(printed, today):
    notes = {
        f"P{n}.md": person(
            "birthday: --12-31\ncontact_every: 3 weeks\ncreated: 0001-01-01", f"P{n}"
        )
        for n in range(9)
    }

    data = printed(notes, "--days", "366", today=today, config="[plugins.calendar]\na_day = 1\n")

    assert data.startswith(b"BEGIN:VCALENDAR")
    assert data.count(b"'s birthday") >= 9


def test_few_people_to_reach_out_to_stand_on_one_day(events):
    notes = {
        f"P{n}.md": person("contact_every: 3 weeks\ncreated: 2026-01-01", f"P{n}") for n in range(7)
    }

    found = events(notes, config="[plugins.calendar]\na_day = 3\n")

    expected = [TODAY + timedelta(days=n // 3) for n in range(7)]
    assert [day_of(row) for row in found.values()] == expected


def test_who_is_longest_over_the_wish_comes_first(events):
    notes = {
        "Ada.md": person("contact_every: 1 year\ncreated: 2025-01-01"),
        "Bob.md": person("contact_every: 1 week\ncreated: 2026-01-01", "Bob"),
    }

    found = events(notes, config="[plugins.calendar]\na_day = 1\n")

    assert list(found) == ["Get in touch with Bob", "Get in touch with Ada"]


def test_what_finds_no_room_in_the_days_ahead_waits(events):
    notes = {
        f"P{n}.md": person("contact_every: 3 weeks\ncreated: 2026-01-01", f"P{n}") for n in range(9)
    }

    assert len(events(notes, "--days", "1", config="[plugins.calendar]\na_day = 2\n")) == 4


def test_a_title_says_nothing_that_is_wrong_tomorrow(events):
    notes = {"Ada.md": person("contact_every: 3 weeks") + "- 2026-11-10 call\n"}
    event = events(notes)["Get in touch with Ada"]

    assert day_of(event) == date(2026, 12, 1)
    assert "quiet" not in event["DESCRIPTION"]


@pytest.mark.parametrize(
    ("options", "config", "expected"),
    [
        (("--kind", "birthday"), None, {"Ada's birthday"}),
        (
            ("--kind", "birthday", "--kind", "promise"),
            None,
            {"Ada's birthday", "Promised: send Ada the deck"},
        ),
        ((), '[plugins.calendar]\nkinds = ["reach_out"]\n', {"Get in touch with Ada"}),
        (
            ("--kind", "remembrance"),
            '[plugins.calendar]\nkinds = ["reach_out"]\n',
            {"Remembering Bob 🥖 O'Neil; Jr., \\n"},
        ),
        (("--kind", "nothing"), None, set()),
    ],
    ids=["one", "two", "by the settings", "the line first", "unknown"],
)
def test_only_some_kinds_by_wish(events, options, config, expected):
    assert set(events(FULL, *options, config=config)) == expected


@pytest.mark.parametrize(
    "private",
    [
        {"Ada.md": person("private: true\nbirthday: 1986-11-25\ncontact_every: 3 weeks")},
        {
            "Ada.md": person(""),
            "Bob.md": person("private: true", "Bob"),
            "Daily/2026-11-01.md": "- [ ] introduce [[Ada]] and [[Bob]] 📅 2026-11-20\n",
        },
        {
            "Ada.md": person(""),
            "Daily/2026-11-01.md": "---\nprivate: true\n---\n- [ ] lend [[Ada]] it 📅 2026-11-20\n",
        },
        {
            "Ada.md": person(""),
            "Bob.md": person("private: true", "Bob") + "- [ ] ask [[Ada]] for it 📅 2026-11-20\n",
        },
    ],
    ids=["a contact", "one of two", "a note", "a private contact's note"],
)
def test_what_is_private_stays_out_unless_the_settings_say_otherwise(printed, private):
    data = printed(private)
    shown = printed(private, config="[plugins.calendar]\ninclude_private = true\n")

    assert b"VEVENT" not in data
    assert b"Ada" not in data
    assert b"VEVENT" in shown


# -- alarms ----------------------------------------------------------------------------------------


def alarms(event):
    return [row["TRIGGER"].dt for row in event.walk("VALARM")]


@pytest.mark.parametrize(
    ("notes", "config", "expected"),
    [
        ("birthday: --11-25", "", [timedelta(days=-14, hours=9), timedelta(hours=9)]),
        (
            "birthday: --11-25\ncircle: family",
            '[circles.family]\nbirthday_lead = "28 days"\n',
            [timedelta(days=-28, hours=9), timedelta(hours=9)],
        ),
        (
            "birthday: --11-25",
            "[plugins.calendar]\nlead_days = 2\nalarm_hour = 7\n",
            [timedelta(days=-2, hours=7), timedelta(hours=7)],
        ),
        ("birthday: --11-25", "[plugins.calendar]\nlead_days = 0\n", [timedelta(hours=9)]),
        ("birthday: --11-25", "[plugins.calendar]\nalarms = false\n", []),
        ("died: 2024-11-25", "", [timedelta(hours=9)]),
        ("contact_every: 3 weeks", "", []),
    ],
    ids=["birthday", "a circle's lead", "settings", "no lead", "off", "remembrance", "reach out"],
)
def test_an_event_rings_early_enough(events, notes, config, expected):
    (event,) = events(notes, config=config).values()

    assert alarms(event) == expected


def test_a_promise_rings_on_its_day_and_not_when_it_is_late(events):
    tasks = "- [ ] one 📅 2026-11-20\n- [ ] two 📅 2026-11-01\n"
    found = events({"Ada.md": person("") + tasks})

    assert alarms(found["Promised: one (Ada)"]) == [timedelta(hours=9)]
    assert alarms(found["Promised: two (Ada)"]) == []


def test_an_alarm_has_all_that_the_format_asks_for(events):
    for event in events(FULL).values():
        for row in event.walk("VALARM"):
            assert row["ACTION"] == "DISPLAY"
            assert row["DESCRIPTION"] == event["SUMMARY"]


def test_reasons_stay_out_by_wish(printed):
    data = printed(FULL, config="[plugins.calendar]\ndetails = false\nalarms = false\n")

    assert b"DESCRIPTION" not in data


# -- the command and the format --------------------------------------------------------------------


def test_json_says_the_same(vault_of):
    vault = vault_of(FULL, plugins=ALL, today=TODAY)

    rows = vault.run("calendar", "--json").json()

    assert [row["summary"] for row in rows][:2] == ["Ada's anniversary", "Get in touch with Ada"]
    assert rows[0] == {
        "uid": rows[0]["uid"],
        "day": "2026-06-15",
        "kind": "anniversary",
        "contacts": ["Ada"],
        "summary": "Ada's anniversary",
        "description": None,
        "repeats": "yearly",
        "alarms": [-327.0, 9.0],
    }


def test_the_format_of_export_has_the_days_around_people():
    network = network_of(today=TODAY, ada="birthday: 1986-11-25\ncontact_every: 3 weeks")
    (exporter,) = ask(plugin, "pnm_exporters", network)
    (options,) = ask(plugin, "pnm_settings", network)

    data = exporter.write(network, options())

    assert exporter.name == "ics"
    assert [str(row["SUMMARY"]) for row in icalendar.Calendar.from_ical(data).walk("VEVENT")] == [
        "ada's birthday"
    ]


def test_a_vault_of_nobody_has_a_calendar_of_nothing(printed):
    data = printed({})

    assert icalendar.Calendar.from_ical(data).walk("VEVENT") == []


def test_a_wrong_setting_is_told_and_its_default_counts(vault_of):
    config = "[plugins.calendar]\nalarm_hour = 24\nagez = true\n"
    vault = vault_of({"Ada.md": person("birthday: --11-25")}, config=config, plugins=ALL)

    told = vault.run("check", "--all").out
    rows = vault.run("calendar", "--json").json()

    assert "PNM330" in told
    assert "PNM331" in told
    assert rows[0]["alarms"] == [-327.0, 9.0]


def test_a_file_of_its_own_is_written_again(vault_of, tmp_path):
    vault = vault_of(FULL, plugins=ALL, today=TODAY)
    file = tmp_path / "pnm.ics"

    first = vault.run("calendar", "--output", str(file))
    before = file.read_bytes()
    second = vault.run("calendar", "-o", str(file), today=TODAY + timedelta(days=1))

    assert (first.code, second.code, first.out) == (0, 0, "")
    assert b"DTSTAMP:20261116" in before
    assert b"DTSTAMP:20261117" in file.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["pnm.ics"]
    vault.untouched()


def test_a_calendar_of_somebody_else_is_not_written_over(vault_of, tmp_path):
    vault = vault_of(FULL, plugins=ALL, today=TODAY)
    file = tmp_path / "mine.ics"
    file.write_text("BEGIN:VCALENDAR\r\nPRODID:-//mine//EN\r\nEND:VCALENDAR\r\n")
    before = file.read_bytes()

    done = vault.run("calendar", "--output", str(file))

    assert done.code == 1
    assert "is another file; nothing was written" in done.err
    assert file.read_bytes() == before


def test_a_folder_in_the_place_of_the_file_is_told(vault_of, tmp_path):
    vault = vault_of(FULL, plugins=ALL, today=TODAY)

    for place in (tmp_path, tmp_path / "nowhere" / "pnm.ics"):
        done = vault.run("calendar", "--output", str(place))
        assert done.code == 1
        assert f"{place} cannot be written" in done.err


# -- real programs ---------------------------------------------------------------------------------

PROGRAMS = {
    **FULL,
    "Cy.md": person("birthday: 2000-02-29", "Cy"),
    "Dee.md": person("birthday: --11-25", '"Dee; x,\\nBEGIN:VEVENT 🥖"'),
}
KHAL = """\
[calendars]
[[pnm]]
path = {folder}/pnm
[locale]
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
timeformat = %H:%M
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.db
"""


def run(folder, *words):
    environment = {"HOME": str(folder), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC"}
    return subprocess.run(
        words, capture_output=True, text=True, timeout=60, check=True, env=environment
    ).stdout


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("khal"), reason="khal is not installed")
def test_khal_shows_what_stands_on_a_day(printed, tmp_path):
    (tmp_path / "pnm.ics").write_bytes(printed(PROGRAMS))
    (tmp_path / "pnm").mkdir()
    (tmp_path / "conf").write_text(KHAL.format(folder=tmp_path))
    khal = ("/usr/bin/khal", "-c", str(tmp_path / "conf"))

    for _ in range(2):
        run(tmp_path, *khal, "import", "--batch", "-a", "pnm", str(tmp_path / "pnm.ics"))
    leap = [run(tmp_path, *khal, "list", f"{year}-02-27", "4d") for year in (2027, 2028)]
    birthday = run(tmp_path, *khal, "list", "2030-11-25", "1d")

    assert len(list((tmp_path / "pnm").iterdir())) == 7
    assert "2027-02-28\n Cy's birthday" in leap[0]
    assert "2028-02-29\n Cy's birthday" in leap[1]
    assert "Dee; x, BEGIN:VEVENT 🥖's birthday" in birthday


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("calcurse"), reason="calcurse is not installed")
def test_calcurse_shows_what_stands_on_a_day(printed, tmp_path):
    (tmp_path / "pnm.ics").write_bytes(printed(PROGRAMS))
    calcurse = ("calcurse", "-D", str(tmp_path), "-C", str(tmp_path))

    report = run(tmp_path, *calcurse, "-i", str(tmp_path / "pnm.ics"))
    leap = [
        run(tmp_path, *calcurse, "-Q", "--from", f"02/27/{y}", "--days", "4") for y in (2027, 2028)
    ]
    birthday = run(tmp_path, *calcurse, "-Q", "--from", "11/25/2030", "--days", "1")

    assert "7 events / 0 todos / 0 skipped" in report
    assert leap == ["02/28/27:\n * Cy's birthday\n", "02/29/28:\n * Cy's birthday\n"]
    assert birthday == "11/25/30:\n * Dee; x, BEGIN:VEVENT 🥖's birthday\n"
