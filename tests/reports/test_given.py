"""What is typed behind a report's name becomes the values of its parameters."""

from dataclasses import replace
from datetime import date

import pytest

from pnm.errors import AmbiguousError, NotFoundError, ParameterError
from pnm.model import Parameter, Report
from pnm.reports.given import typed_as, usage, with_given, with_samples
from pnm.testing import network_of

TODAY = date(2026, 11, 16)

VISIT = Report(
    "city-visit",
    "City visit",
    "city-visit",
    parameters=(
        Parameter("city", "the city"),
        Parameter("from", "the first day", "day", default="today"),
        Parameter("note", "a word", default=""),
    ),
)
BRIEF = Report(
    "brief",
    "Before meeting",
    "brief",
    parameters=(
        Parameter("who", "whom you meet", "contact", many=True),
        Parameter("on", "the day", "day", default="today"),
    ),
)
PLAIN = Report("plain", "Plain", "plain")

COUNT = Report(
    "count",
    "A count",
    "count",
    parameters=(
        Parameter("days", "how many days: 30", "number", default="", least=1, most=330),
        Parameter("off", "how much earlier", "number", default=""),
        Parameter("quarter", "which quarter", "quarter", default=""),
        Parameter("from", "the first day", "day", default=""),
        Parameter("until", "the last day", "day", default="", not_before="from"),
    ),
)
EMPTY = {"days": (), "off": (), "quarter": (), "from": (), "until": ()}

PEOPLE = {"ana": "People/Ana Silva", "bob": "People/Bob"}


def whom(name):
    if name == "kranjc":
        raise AmbiguousError("'kranjc' may be 2 people", mend="type more of the name")
    if name.casefold() not in PEOPLE:
        raise NotFoundError(f"nobody is called {name!r}", mend="pnm list")
    return PEOPLE[name.casefold()]


def given(report, *words):
    return dict(with_given(report, words, whom, TODAY).given)


@pytest.mark.parametrize(
    ("report", "words", "expected"),
    [
        (VISIT, ["Lisbon"], {"city": ("Lisbon",), "from": ("2026-11-16",), "note": ()}),
        (
            VISIT,
            ["Lisbon", "next monday"],
            {"city": ("Lisbon",), "from": ("2026-11-23",), "note": ()},
        ),
        (
            VISIT,
            ["from=in 2 weeks", "Lisbon", "x"],
            {"city": ("Lisbon",), "from": ("2026-11-30",), "note": ("x",)},
        ),
        (VISIT, ["city= a=b "], {"city": ("a=b",), "from": ("2026-11-16",), "note": ()}),
        (VISIT, ["Novo\n  mesto"], {"city": ("Novo mesto",), "from": ("2026-11-16",), "note": ()}),
        (BRIEF, ["Ana", "bob"], {"who": ("People/Ana Silva", "People/Bob"), "on": ("2026-11-16",)}),
        (BRIEF, ["ana", "Ana"], {"who": ("People/Ana Silva",), "on": ("2026-11-16",)}),
        (
            BRIEF,
            ["who=ana", "who=bob", "on=tomorrow"],
            {"who": ("People/Ana Silva", "People/Bob"), "on": ("2026-11-17",)},
        ),
        (PLAIN, [], {}),
    ],
    ids=[
        "the first",
        "in order",
        "what has a key stands aside",
        "a sign of equality in a value",
        "spaces",
        "several for one that takes several",
        "the same person twice",
        "a key twice",
        "nothing wanted, nothing given",
    ],
)
def test_words_become_values(report, words, expected):
    assert given(report, *words) == expected


@pytest.mark.parametrize(
    ("report", "words", "message", "mend"),
    [
        (
            VISIT,
            [],
            "city-visit needs: the city",
            "pnm report city-visit CITY [from=2026-11-16] [note=VALUE]",
        ),
        (VISIT, ["city="], "city-visit needs: the city", "pnm report city-visit CITY"),
        (VISIT, ["  "], "city-visit needs: the city", "pnm report city-visit CITY"),
        (BRIEF, [], "brief needs: whom you meet", "pnm report brief WHO… [on=2026-11-16]"),
        (VISIT, ["town=Lisbon"], "city-visit has no parameter 'town'", "known are: city, from"),
        (VISIT, ["x", "fron=today"], "city-visit has no parameter 'fron'", "did you mean from?"),
        (
            VISIT,
            ["Novo", "mesto"],
            "'mesto' is not a day, for from of city-visit",
            "from=2026-11-16, from=tomorrow or",
        ),
        (VISIT, ["x", "today", "y", "z"], "'z' is too much for city-visit", "pnm report city-vis"),
        (
            VISIT,
            ["city=a", "city=b"],
            "city of city-visit takes one value, not 2",
            "pnm report city-visit CITY",
        ),
        (PLAIN, ["x"], "'x' is too much for plain", "pnm report plain"),
        (PLAIN, ["x=y"], "plain has no parameter 'x'", "pnm report plain"),
    ],
)
def test_what_does_not_fit_says_what_to_type(report, words, message, mend):
    with pytest.raises(ParameterError) as caught:
        given(report, *words)

    assert caught.value.message == message
    assert caught.value.mend.startswith(mend)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("word", "name", "value"),
    [
        ("days=1", "days", "1"),
        ("days= 330 ", "days", "330"),
        ("days=007", "days", "7"),
        ("off=-3", "off", "-3"),
        ("quarter=Q1", "quarter", "Q1"),
        ("quarter= 2027-Q1", "quarter", "2027-Q1"),
        ("quarter=next", "quarter", "next"),
        ("until=2026-01-01", "until", "2026-01-01"),
    ],
)
def test_numbers_and_quarters_are_read(word, name, value):
    assert given(COUNT, word) == {**EMPTY, name: (value,)}


def test_a_stretch_of_one_day_is_a_stretch():
    told = given(COUNT, "from=2026-11-18", "until=2026-11-18")

    assert told["from"] == told["until"] == ("2026-11-18",)


@pytest.mark.parametrize(
    ("words", "message", "mend"),
    [
        (
            ["days=abc"],
            "'abc' is not a whole number from 1 to 330, for days of count",
            "days=N: how",
        ),
        (["days=-1"], "'-1' is not a whole number from 1 to 330, for days of count", "days=N: how"),
        (["days=0"], "'0' is not a whole number from 1 to 330, for days of count", "days=N: how"),
        (["days=331"], "'331' is not a whole number from 1 to 330, for days of count", "days=N: "),
        (["days=3.5"], "'3.5' is not a whole number from 1 to 330, for days of count", "days=N: "),
        (["days=٣"], "'٣' is not a whole number from 1 to 330, for days of count", "days=N: how"),
        (["days=" + "9" * 20], f"'{'9' * 20}' is not a whole number from 1 to 330, for", "days=N"),
        (["off=x"], "'x' is not a whole number, for off of count", "off=N: how much earlier"),
        (["quarter=Q9"], "'Q9' names no quarter, for quarter of count", "quarter=Q1, quarter=2026"),
        (
            ["until=2026-01-01", "from=2027-01-01"],
            "until of count is 2026-01-01, and that is before from, 2027-01-01",
            "the other way round: from=2026-01-01 until=2027-01-01",
        ),
    ],
    ids=[
        "letters",
        "below nothing",
        "nothing",
        "too many",
        "a part",
        "digits of another script",
        "endless",
        "without bounds",
        "no quarter",
        "the wrong way round",
    ],
)
def test_a_value_that_is_not_what_is_wanted_says_what_is(words, message, mend):
    with pytest.raises(ParameterError) as caught:
        given(COUNT, *words)

    assert caught.value.message.startswith(message)
    assert caught.value.mend.startswith(mend)
    assert caught.value.exit_code == 2


def test_samples_are_what_the_report_would_take():
    needed = replace(COUNT, parameters=tuple(replace(p, default=None) for p in COUNT.parameters))
    filled = with_samples(needed, network_of(today=TODAY), TODAY)
    words = [f"{name}={value}" for name, values in filled.given.items() for value in values]

    assert given(needed, *words) == filled.given


@pytest.mark.parametrize(
    ("name", "kind", "code"), [("kranjc", AmbiguousError, 4), ("zzz", NotFoundError, 3)]
)
def test_a_name_that_is_not_one_persons_says_how_to_write_longer_ones(name, kind, code):
    with pytest.raises(kind) as caught:
        given(BRIEF, name)

    assert caught.value.exit_code == code
    assert caught.value.mend.endswith('; words that belong together stand in quotes: "Ana Silva"')


def test_a_report_that_was_asked_for_keeps_all_else():
    report = with_given(VISIT, ["Lisbon"], whom, TODAY)

    assert report.value("city") == "Lisbon"
    assert (report.name, report.parameters, VISIT.given) == ("city-visit", VISIT.parameters, {})


def test_what_to_type_is_told():
    assert typed_as(PLAIN) == "plain"
    assert typed_as(COUNT).startswith("count [days=N] [off=N] [quarter=Q1] [from=2026-11-16]")
    assert usage(BRIEF) == "pnm report brief WHO… [on=2026-11-16]"


VIEWED = BRIEF.__class__(
    "brief",
    "Before meeting",
    "probe",
    parameters=BRIEF.parameters,
    given={"who": ("People/Ana Silva", "link:nobody"), "on": ("2026-11-18",)},
)


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{{ report.title }}", "Before meeting: Ana Silva, link:nobody"),
        ("{{ report.given.who[0] | link }}", "[[People/Ana Silva|Ana Silva]]"),
        ("{{ report.given.on[0] | spoken }}", "Wed 18 Nov"),
    ],
    ids=["title", "person", "day"],
)
def test_a_template_knows_what_was_asked(desk, template, shown):
    desk.write("probe.md.j2", template)

    assert desk.render("markdown", (), report=VIEWED).rstrip() == shown


def test_what_nobody_typed_does_not_stand_in_the_title(desk):
    quarter = Report(
        "quarter",
        "The quarter",
        "probe",
        parameters=(Parameter("of", "the quarter", default="this"),),
        given={"of": ("this",)},
    )
    desk.write("probe.md.j2", "{{ report.title }}")

    assert desk.render("markdown", (), report=quarter) == "The quarter\n"
