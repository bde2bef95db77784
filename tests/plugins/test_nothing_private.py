"""Nobody private is in what others may see: every report in every format, calendars, exports.

One vault tells of a private contact in all the ways in which notes tell of people. Each way has a
word of its own, so that a failure says which of them came through.
"""

from dataclasses import fields
from datetime import date
from importlib.metadata import entry_points

import pytest

from pnm.testing import ask, network_of, render

TODAY = date(2026, 3, 2)
FORMATS = ("markdown", "html", "terminal", "json")
PLUGINS = {
    row.name: row.load()
    for row in entry_points(group="pnm.plugins")
    if row.dist is not None and row.dist.name == "pnm"
}

NAMES = ("Zenobia", "Quill", "Nightjar", "Sandor", "Diary")
NOTES = {
    "People/Me.md": """\
---
type: person
name: Max Moor
me: true
city: Porto
spouse: "[[Zenobia Quill]]"
offers: [sailing lessons]
asks: [somebody who repairs harpsichords]
interests: [sailing]
---
""",
    "People/Zenobia Quill.md": """\
---
type: person
name: Zenobia Quill
aliases: [Nightjar]
private: true
birthday: 1980-03-05
anniversary: 2010-03-20
city: Lisbon
timezone: Europe/Lisbon
phone: "+351 5550001"
organization: Topaz Works
title: gemcutter
circle: coven
contact_every: 2 weeks
met: at the obelisk, 1999
interests: [sailing, falconry]
expertise: [harpsichords]
offers: [harpsichord repairs]
asks: [a mandolin]
spouse: "[[Ada Byrne]]"
child: "[[Cleo Frost]]"
friend: "[[Bob Hale]]"
gift_ideas: [an astrolabe]
last_contact: 2025-01-01
verified: 2020-01-01
children: a marmot
birthdate: nonsense-orchid
---
Keeps a lighthouse.

- 2025-03-03 dinner with [[Ada Byrne]]: turquoise walls
- 2026-02-20 call with [[Ada Byrne]] and [[Bob Hale]]: moonstone rings
- 2026-02-21 gave her an amethyst
- 2026-02-22 in person with [[Cleo Frost]]: jasmine tea; she is going to move
- 2026-02-27 call: Rita Lund was spoken of: vermilion paint
- 2026-03-12 planned walk with [[Ada Byrne]]: pergola
- [ ] bring [[Ada Byrne]] the lantern 📅 2026-03-04
- [ ] waiting for Bob Hale: the kayak 📅 2026-03-01
- [x] return the barometer to [[Ada Byrne]] ✅ 2026-02-23
""",
    "People/Ada Byrne.md": """\
---
type: person
name: Ada Byrne
birthday: 1985-03-04
anniversary: 2011-03-09
city: Lisbon
phone: "+351 5550001"
organization: Zenobia Quill and Sons
title: clerk of Nightjar's
circle: friends
contact_every: 2 weeks
met: through Zenobia Quill at the regatta, 2012
introduced_by: "[[Zenobia Quill]]"
spouse: "[[Zenobia Quill]]"
interests: [sailing, quilting with Nightjar]
expertise: [the peonies of Zenobia Quill]
offers: [a teepee of Nightjar's]
asks: [sailing lessons for Zenobia Quill]
gift_ideas: [a dulcimer from Nightjar, a kite]
neighbour: Zenobia Quill of the brewery
child: Zenobia Quill's tadpole
verified: 2020-01-01
---
Lives above Zenobia Quill, by the windmill.

- 2025-02-01 dinner: as always
- 2025-03-03 dinner with [[Zenobia Quill]]: gondola ride; she wants to go again
- 2025-06-01 call: on the way
- 2026-02-10 in person with [[Zenobia Quill]]: pomegranates
- 2026-02-11 call: Nightjar has a falcon; she hopes to train it
- 2026-02-12 gave her and [[Zenobia Quill]] a trombone
- 2026-02-13 gave her a flute from Nightjar
- 2026-02-14 helped [[Zenobia Quill]] with her origami
- 2026-03-11 lunch with [[Zenobia Quill]]: parasol
- [ ] ask [[Zenobia Quill]] about the sextant 📅 2026-03-03
- [ ] send Nightjar's tuba back 📅 2026-03-03
- [ ] @Zenobia Quill: the abacus 📅 2026-03-01
- [x] lend [[Zenobia Quill]] the stapler ✅ 2026-02-15
""",
    "People/Bob Hale.md": """\
---
type: person
name: Bob Hale
birthday: --03-10
city: Lisbon
circle: friends
contact_every: 1 month
former_spouse: "[[Nightjar]]"
---
- 2026-01-05 call: Zenobia Quill was in the observatory
- 2026-02-28 in person with [[Ada Byrne]]: as always
""",
    "People/Cleo Frost.md": """\
---
type: person
name: Cleo Frost
birthday: 1990-04-01
city: Lisbon
circle: friends
parent: "[[Zenobia Quill]]"
---
- 2022-03-04 in person: a walk with Zenobia Quill through the arboretum
- 2022-06-04 in person: a walk
- 2022-10-04 in person: another walk
- 2022-11-04 in person: one more
- 2022-12-04 in person: and again
- 2023-02-04 in person: and another
- 2023-03-02 in person with [[Nightjar]]: the aquarium
- 2023-04-02 in person with [[Ada Byrne]]: by the river
""",
    "People/Rita Lund.md": """\
---
type: person
name: Rita Lund
birthday: 1988-03-08
city: Lisbon
circle: friends
asks: [a cello for Nightjar]
interests: [sailing]
---
- 2022-03-04 in person: a walk with Zenobia Quill by the waterfall
- 2022-05-04 in person: a walk
- 2022-08-04 in person: another walk
- 2022-11-04 in person: one more
- 2023-03-02 call: of Nightjar and her bagpipes
- 2023-05-02 in person with [[Zenobia Quill]]: the greenhouse
- [ ] lend Rita the drum 📅 2026-03-20
""",
    "People/Dora Finch.md": """\
---
type: person
name: Dora Finch
aliases: [the cousin of Nightjar]
email: nightjar.quill@acorn.example
circle: close friends
contact_every: 2 weeks
introduced_by: "[[Zenobia Quill]]"
asks: [a loom for Nightjar]
interests: [weaving with Zenobia Quill, walnuts]
offers: [a yurt of Zenobia Quill's]
---
- 2025-10-03 in person: by the river
- 2025-10-13 in person: by the sea
- 2025-11-03 call: Nightjar has a unicycle
- 2025-12-01 in person with [[Nightjar]]: the pagoda
""",
    "People/Nina New.md": """\
---
type: person
name: Nina New
created: 2026-02-27
met: at Zenobia Quill's vineyard
---
- 2026-02-27 in person: met by way of Nightjar, in the canteen
""",
    "People/Sandor Hill.md": """\
---
type: person
name: Sandor Hill
private: true
died: 2024-03-06
spouse: "[[Gina Ray]]"
---
- 2024-01-01 in person: the sauna
""",
    "People/Gina Ray.md": """\
---
type: person
name: Gina Ray
birthday: 1950-03-17
anniversary: 1975-03-14
spouse: "[[Sandor Hill]]"
---
- 2026-02-01 in person: spoke of Sandor Hill and the caravan
""",
    "People/Tom Old.md": """\
---
type: person
name: Tom Old
birthday: 1930-05-01
died: 2026-01-20
anniversary: 1960-03-15
spouse: "[[Zenobia Quill]]"
---
- 2025-12-01 in person: spoke of Zenobia Quill and the zeppelin
- 2026-01-10 in person: as always
""",
    "Daily/2026-02-25.md": """\
- dinner with [[Ada Byrne]] and [[Zenobia Quill]]: xylophone
- call with [[Bob Hale]]: told me of Zenobia Quill's glacier
- call with [[Bob Hale]]: [[Zenobia Quill|my old friend]] has a gramophone
- [x] return [[Zenobia Quill|her]] the accordion ✅ 2026-02-25
- [ ] with [[Bob Hale]], call [[Nightjar]] about the catapult 📅 2026-03-05

A word on [[Tom Old]] and Zenobia Quill, the juggler.
""",
    "Notes/Diary of February.md": """\
---
private: true
date: 2026-02-26
---
- call with [[Bob Hale]]: volcano
- [ ] ask [[Bob Hale]] about the trapeze 📅 2026-03-04

[[Tom Old]] and the carousel.

## Ideas

- [[Gina Ray]] might like the rollercoaster
""",
    "People/Otto Pine.md": "---\ntype: person\nname: Otto Pine\ncity: Graz\n---\n",
    "Notes/Diary of old.md": """\
---
private: true
date: 2019-05-01
---
- call with [[Otto Pine]]
""",
    "Daily/2026-03-08.md": "- dinner with [[Ada Byrne]] and [[Zenobia Quill]]: hammock\n",
    "Meetings/2026-02-24 Choir.md": """\
---
type: meeting
date: 2026-02-24
attendees: ["[[Ada Byrne]]", "[[Zenobia Quill]]"]
---
Sang the madrigal.
""",
}
ABOUT = tuple(
    "topaz gemcutter coven obelisk falconry mandolin astrolabe marmot orchid lighthouse turquoise "
    "moonstone amethyst jasmine vermilion pergola lantern kayak barometer clerk regatta quilting "
    "peonies teepee dulcimer brewery tadpole windmill gondola pomegranates falcon trombone flute "
    "origami parasol sextant tuba abacus stapler observatory arboretum aquarium zeppelin "
    "xylophone glacier gramophone accordion catapult juggler volcano trapeze carousel hammock "
    "acorn loom weaving yurt unicycle pagoda vineyard canteen sauna caravan rollercoaster "
    "waterfall greenhouse bagpipes cello".split()
)
HIDDEN = tuple(word.casefold() for word in (*NAMES, *ABOUT))

ASKED = {
    "brief": [{"who": "Ada Byrne"}, {"who": ("Ada Byrne", "Bob Hale")}],
    "city-visit": [{"city": "Lisbon", "from": "2026-03-02", "until": "2026-03-12"}],
    "year-in-people": [{}, {"year": "2025"}],
}


def network(config=None):
    return network_of(NOTES, today=TODAY, config=config, plugins=PLUGINS)


def answering(hook):
    return [(name, plugin) for name, plugin in PLUGINS.items() if hasattr(plugin, hook)]


def everybody():
    """Return a configuration in which each plugin that can do so shows private contacts."""
    tables = []
    for name, plugin in answering("pnm_settings"):
        for options in ask(plugin, "pnm_settings", network_of()):
            if "include_private" in {field.name for field in fields(options)}:
                tables.append(f"[plugins.{name}]\ninclude_private = true\n")
    return "\n".join(tables)


def asked():
    """Return all reports that there are, each with what it is asked for, in words and as values."""
    found = []
    for _, plugin in answering("pnm_reports"):
        for report in ask(plugin, "pnm_reports", network_of()):
            for given in ASKED.get(report.name, [{}]):
                words = " ".join(str(value) for value in given.values())
                found.append(pytest.param(report.name, given, id=f"{report.name} {words}".strip()))
    return found


def came_through(text):
    return [word for word in HIDDEN if word in text.casefold()]


@pytest.mark.parametrize("fmt", FORMATS)
@pytest.mark.parametrize(("name", "given"), asked())
def test_no_report_tells_of_a_private_contact(name, given, fmt):
    document = render(name, network(), fmt, plugins=PLUGINS, given=given)

    assert came_through(document) == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("birthdays", "Ada Byrne"),
        ("brief", "you both: sailing"),
        ("city-visit", "Cleo Frost"),
        ("lost-touch", "Rita Lund"),
        ("weekly-review", "Dora Finch"),
        ("year-in-people", "Nina New"),
    ],
)
def test_a_report_tells_of_the_others(name, told):
    document = render(name, network(), plugins=PLUGINS, given=ASKED.get(name, [{}])[0])

    assert told in document


@pytest.mark.parametrize(("name", "given"), asked())
def test_a_report_tells_of_private_contacts_where_the_settings_say_so(name, given):
    document = render(name, network(everybody()), plugins=PLUGINS, given=given)

    assert "Zenobia Quill" in document


def test_a_brief_tells_of_a_private_contact_who_is_asked_for_by_name():
    given = {"who": "People/Zenobia Quill"}

    document = render("brief", network(), plugins=PLUGINS, given=given)

    assert [word for word in ("Zenobia Quill", "amethyst", "lantern") if word not in document] == []


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("calendar", "Ada Byrne"),
        ("calendar --json", "Ada Byrne"),
        ("export csv", "Rita Lund"),
        ("export ics", "Gina Ray"),
        ("notify --dry-run", "Rita Lund"),
    ],
)
def test_no_command_for_others_tells_of_a_private_contact(vault_of, command, told):
    vault = vault_of(NOTES, bundled=True, today=TODAY)

    done = vault.run(*command.split())

    assert done.code == 0
    assert told in done.out
    assert came_through(done.out) == []


OWN = """\
{#
title: All
people: -is:dead
#}
{% for row in sections[0].lines %}
- {{ row.person.name }}: {{ row.text }}, {{ row.values.talk }}
{% for key, value in row.values.fields.items() %}
    - {{ key }} is {{ value }}
{% endfor %}
{% endfor %}
"""


@pytest.mark.parametrize("fmt", FORMATS)
def test_no_report_of_ones_own_tells_of_a_private_contact(vault_of, fmt):
    own = {".pnm/templates/all.md.j2": OWN}
    vault = vault_of({**NOTES, **own}, bundled=True, today=TODAY)

    done = vault.run("report", "all", "--format", fmt)

    assert done.code == 0
    assert "in touch" in done.out
    assert came_through(done.out) == []
