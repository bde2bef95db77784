"""A week of an invented person: the sections of its review, and the means to render them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pnm.diagnostics import Source
from pnm.model import Chart, Contact, Line, Report, Section
from pnm.reports.folders import TemplateFolders
from pnm.reports.render import render

WEEKLY = Path(__file__).parents[2] / "plugins" / "pnm_weekly_review" / "templates"

TODAY = date(2026, 11, 16)

REVIEW = Report(
    "weekly-review", "Weekly review", "weekly-review", "Reviews/{week}.md", "What to do this week."
)
MONTHLY = Report("monthly", "The month", "monthly")

PEOPLE = (
    Contact("People/Ana Silva", "Ana Silva", "People/Ana Silva.md", city="Lisbon"),
    Contact(
        "People/Łukasz Wójtowicz", "Łukasz Wójtowicz", "People/Łukasz Wójtowicz.md", city="Kraków"
    ),
    Contact("People/Zoë van der Meulen", "Zoë van der Meulen", "People/Zoë van der Meulen.md"),
    Contact("People/李伟", "李伟", "People/李伟.md"),
    Contact("People/Family/Nives Babić", "Nives Babić", "People/Family/Nives Babić.md"),
    Contact("People/C# & friends", "Carla C#", "People/C# & friends.md"),
    Contact("link:Goran", "Goran"),
)


def line(
    text, person=None, *, box=False, logs=False, key="", why="", at=(), details=(), values=None
):
    """A line; `at` are places such as `People/Ada.md:3`."""
    places = (place.rpartition(":") for place in at)
    return Line(
        text,
        person,
        box,
        logs,
        tuple(details),
        why,
        tuple(Source(path, int(number)) for path, _, number in places),
        key,
        values or {},
    )


ANA = line(
    "quiet for 7 weeks",
    "People/Ana Silva",
    box=True,
    logs=True,
    key="reach_out:People/Ana Silva:2026-09-28",
    why="You wish to be in touch every 3 weeks, and the last time was 7 weeks ago.",
    at=("People/Ana Silva.md:24", ".pnm/config.toml:12"),
    details=("last: call on 3 Nov: her new job", "the flat in Porto; jazz on Thursdays", "Lisbon"),
    values={"ratio": 2.33, "days": 49},
)

SECTIONS = (
    Section(
        "dates",
        "This week",
        20,
        (
            line(
                "turns 40 on Wednesday 18 Nov",
                "People/Łukasz Wójtowicz",
                box=True,
                logs=True,
                key="birthday:lukasz:2026",
                why="The birthday is written in the note.",
                at=("People/Łukasz Wójtowicz.md:4",),
                details=("last year: a book on bridges", "Kraków"),
            ),
            line(
                "married 11 years on Sunday 22 Nov",
                "People/Zoë van der Meulen",
                box=True,
                key="anniversary:zoe:2026",
                at=("People/Zoë van der Meulen.md:9",),
            ),
        ),
        tally="2 dates",
        minutes=4,
    ),
    Section(
        "promises",
        "Promises",
        30,
        (
            line(
                "send the deck to Bob and the boundary file to the printers, before it is too late",
                "People/Ana Silva",
                box=True,
                key="3f9a2c1b",
                why="An open task of yours, due 20 Nov.",
                at=("Daily/2026/2026-10-05.md:14",),
                details=("promised 6 weeks ago", "due Fri 20 Nov"),
            ),
            line(
                "owes you: the recipe for the plum cake",
                "link:Goran",
                box=True,
                why="An open task of theirs.",
                at=("People/Family/Nives Babić.md:41",),
                details=("since 2 Aug",),
            ),
        ),
        intro="Two open loops, one of them yours.",
        tally="2 promises",
        minutes=10,
    ),
    Section(
        "reach_out",
        "Reach out",
        40,
        (
            ANA,
            line(
                "quiet for 5 months; you used to talk every 5 weeks",
                "People/李伟",
                box=True,
                logs=True,
                key="drift:liwei",
                why="No cadence is wished. The usual gap is 5 weeks, the present one 5 months.",
                at=("Meetings/2026-06-11 Harbour.md:3",),
                details=(
                    "last: dinner on 11 Jun: the harbour project",
                    "his daughter starts school",
                ),
            ),
            line(
                "has never been contacted since you made the note",
                "People/C# & friends",
                box=True,
                logs=True,
                key="never:carla",
                why="The note is from 2 Jul; the wish is every 2 months.",
                at=("People/C# & friends.md:1",),
            ),
        ),
        tally="3 people to reach out to",
        minutes=18,
    ),
    Section(
        "met",
        "You met",
        50,
        (
            line(
                "dinner on Sat 14 Nov: the olive harvest, at last",
                "People/Family/Nives Babić",
                key="m1",
                at=("Daily/2026-11-14.md:5",),
            ),
            line(
                "call on Tue 10 Nov",
                "People/Zoë van der Meulen",
                key="m2",
                at=("Daily/2026-11-10.md:8",),
            ),
        ),
    ),
    Section("empty", "Nothing here", 55),
    Section(
        "past",
        "From the past",
        70,
        (
            line(
                "On 17 Nov 2024 you walked the closed path above the doline together.",
                "People/Łukasz Wójtowicz",
                key="p1",
                at=("Daily/2024/2024-11-17.md:11",),
            ),
            line(
                "The first evening of the choir: seven people, one table, no photographs.",
                key="p2",
            ),
        ),
    ),
    Section(
        "housekeeping",
        "Housekeeping",
        80,
        (
            line(
                "has no circle and no cadence",
                "People/李伟",
                box=True,
                key="h1",
                at=("People/李伟.md:1",),
            ),
            line(
                "birthday '10 Dec' has no year that anybody knows; write --12-10",
                "People/Zoë van der Meulen",
                box=True,
                key="h2",
                why="PNM102",
                at=("People/Zoë van der Meulen.md:4",),
            ),
        ),
        folded=True,
        tally="2 small repairs",
        minutes=3,
    ),
    Section(
        "numbers",
        "Numbers",
        90,
        (line("In touch with 9 people in 7 days, 21 in 30, 38 in 90.", key="n1"),),
        folded=True,
        chart=Chart(
            "Times in touch by month and circle",
            ("Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov"),
            (
                ("family", (8, 5, 6, 7, 4, 5, 9, 6, 12, 5, 6, 4)),
                ("friends", (6, 4, 3, 5, 8, 7, 5, 9, 4, 6, 5, 3)),
                ("clients", (2, 5, 6, 4, 3, 6, 7, 2, 0, 5, 6, 5)),
                ("choir", (3, 2, 2, 3, 2, 4, 1, 0, 0, 3, 3, 2)),
                ("without a circle", (1, 0, 2, 1, 1, 0, 0, 3, 1, 0, 1, 0)),
            ),
        ),
    ),
    Section("free", "Free space", 99, intro="Anyone on your mind?", free=True),
)


class Desk:
    """Renders reports of one vault, with templates that a test writes."""

    def __init__(self, folder):
        self.folders = TemplateFolders(
            folder / "vault", folder / "user", (folder / "plugin", WEEKLY)
        )
        for place in (*self.folders.edited, folder / "plugin"):
            place.mkdir()
        self.plugin = folder / "plugin"
        # Of a network, rendering asks `get` and nothing else.
        self.network = {contact.id: contact for contact in PEOPLE}
        self.today = TODAY
        self.review = REVIEW
        self.monthly = MONTHLY
        self.sections = SECTIONS

    def write(self, name, text, *, folder=None):
        """Write a template, into the folder of plugins unless another is named."""
        ((folder or self.plugin) / name).write_text(text, "utf-8")

    def render(self, fmt, sections=None, *, report=None, filters=None, **looks):
        """Render the sample week, or other sections."""
        return render(
            report or self.review,
            self.sections if sections is None else sections,
            self.network,
            TODAY,
            fmt,
            self.folders,
            filters or {},
            **looks,
        )

    def shown(self, template, fmt="markdown", *, sections=None, **rest):
        """Render one line of template that a plugin ships, without the line end."""
        suffix = {"markdown": "md", "html": "html"}[fmt]
        self.write(f"probe.{suffix}.j2", template)
        report = Report("probe", "Probe", "probe")
        return self.render(fmt, sections, report=report, **rest).rstrip("\n")

    def with_line(self, *args, **kwargs):
        """Return a section of one line."""
        return (Section("one", "One", 1, (line(*args, **kwargs),)),)


@pytest.fixture
def desk(tmp_path):
    """A place to render reports at; nobody wrote templates of their own."""
    return Desk(tmp_path)
