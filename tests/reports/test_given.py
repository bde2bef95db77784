"""What is typed behind a report's name becomes the values of its parameters."""

from datetime import date

import pytest

from pnm.errors import AmbiguousError, NotFoundError, ParameterError
from pnm.model import Parameter, Report
from pnm.reports.given import typed_as, usage, with_given

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
