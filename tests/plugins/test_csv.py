"""CSV: what other programs export becomes notes; what pnm exports is harmless and comes back."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pnm_csv
from pnm.api import Field, PnmError, hookimpl
from pnm.testing import ask, network_of

OPTIONS = pnm_csv.Options()


def notes_of(text, options=OPTIONS, encoding="utf-8"):
    (importer,) = ask(pnm_csv, "pnm_importers")
    data = text if isinstance(text, bytes) else text.encode(encoding)
    return tuple(importer.read(data, options))


def contacts_of(text, options=OPTIONS):
    """Return the contacts that pnm reads from what an import makes."""
    notes = notes_of(text, options)
    network = network_of({f"People/{i}.md": note.text for i, note in enumerate(notes)})
    assert [row for row in network.diagnostics if row.severity != "info"] == []
    return sorted(network.in_notes(), key=lambda contact: int(contact.id.removeprefix("People/")))


def exported(network, options=OPTIONS):
    (exporter,) = ask(pnm_csv, "pnm_exporters", network)
    return exporter.write(network, options)


def rows_of(network, options=OPTIONS):
    return list(csv.DictReader(io.StringIO(exported(network, options), newline="")))


# -- writing ---------------------------------------------------------------------------------------


def test_one_row_a_contact_under_the_documented_columns(root):
    (ada,) = rows_of(network_of(ada="name: Ada\nbirthday: --12-10\ncircle: [friends, work]"))
    page = (root / "docs" / "plugins" / "csv.md").read_text("utf-8")

    assert (ada["name"], ada["birthday"], ada["circle"]) == ("Ada", "--12-10", "friends ::: work")
    assert [column for column in ada if f"`{column}`" not in page] == []


def test_a_label_makes_a_column_of_its_own_beside_the_one_without():
    network = network_of(ada="email: a@home.example\nemail_work: a@work.example\nphone_mobile: 1")
    (row,) = rows_of(network)
    columns = list(row)

    assert (row["email"], row["email_work"]) == ("a@home.example", "a@work.example")
    assert columns[columns.index("email") + 1] == "email_work"
    assert (row["phone"], row["phone_mobile"]) == ("", "1")


def test_what_pnm_works_out_stands_in_the_table():
    (row,) = rows_of(
        network_of(ada="---\ntype: person\ncontact_every: 3 weeks\n---\n- 2026-02-01 call")
    )

    assert (row["contact_every"], row["last_contact"]) == ("21 days", "2026-02-01")


class Skates:
    """A plugin with fields."""

    @staticmethod
    @hookimpl
    def pnm_fields():
        yield Field("shoe_size", "For skates.", "number")
        yield Field("skates_with", "Whom.", "contact")


def test_what_plugins_read_has_columns_of_its_own():
    fields = "shoe_size: 37\nskates_with: ['[[bob]]', '[[Carl]]']"
    (row, _) = rows_of(network_of(plugins=[Skates()], ada=fields, bob="name: Bob"))

    assert list(row)[-2:] == ["shoe_size", "skates_with"]
    assert (row["shoe_size"], row["skates_with"]) == ("37", "Bob ::: Carl")


@pytest.mark.parametrize(
    ("include_private", "names"),
    [(False, ["Bob"]), (True, ["Ada", "Bob"])],
    ids=["out", "asked for"],
)
def test_private_contacts_stay_out_unless_asked_for(include_private, names):
    network = network_of(ada="name: Ada\nprivate: true", bob="name: Bob")

    rows = rows_of(network, replace(OPTIONS, include_private=include_private))

    assert [row["name"] for row in rows] == names


def test_people_without_a_note_stay_out():
    assert [row["name"] for row in rows_of(network_of(ada="friend: '[[Carl]]'"))] == ["ada"]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1"),
        ("@SUM(1)", "'@SUM(1)"),
        ("-2+cmd", "'-2+cmd"),
        ("+1(A1)x", "'+1(A1)x"),
        ("'=1+A1", "''=1+A1"),
        ("＝cmd", "'＝cmd"),
        ("+49 170 1234567", "+49 170 1234567"),
        ("-", ""),
        ("a=b", "a=b"),
        ("'t Hooft", "'t Hooft"),
    ],
    ids=[
        "equals",
        "at",
        "minus",
        "plus",
        "quoted already",
        "full width",
        "phone",
        "nothing",
        "inside",
        "name",
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_is_text(value, cell):
    text = value.replace("'", "''")
    (row,) = rows_of(network_of(ada=f"name: Ada\ntitle: '{text}'"))

    assert row["title"] == cell


# -- reading ---------------------------------------------------------------------------------------

GOOGLE = """\
First Name,Middle Name,Last Name,Nickname,Organization Name,Organization Title,Birthday,Notes,\
Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,\
Phone 1 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,\
Address 1 - Country,Relation 1 - Label,Relation 1 - Value,Website 1 - Label,Website 1 - Value,\
Custom Field 1 - Label,Custom Field 1 - Value
Ada,,Lovelace,Countess,Analytical Engines,Analyst,1815-12-10,"met at Babbage's
liked tea",https://photo.example/1,* myContacts ::: Friends,* Home,ada@home.example ::: \
a@l.example,Work,ada@work.example,Mobile,+44 20 7946 0000,Home,"12 St James's Sq
London",12 St James's Sq,London,UK,Spouse,William King,Profile,https://ada.example,Shoe size,37
"""
OUTLOOK = """\
Title,First Name,Last Name,Company,Job Title,Business Street,Business City,\
Business Country/Region,Business Phone,Home Phone,Mobile Phone,E-mail Address,\
E-mail 2 Address,Birthday,Private,Gender,Priority
Dr.,Ada,Lovelace,Engines Ltd,Analyst,1 Square,London,UK,+1,+2,+3,a@x.example,b@x.example,\
0/0/00,True,Unspecified,Normal
"""
LINKEDIN = """\
Notes:
"When exporting your connection data, you may notice that ""some"" addresses are missing.

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ada,Lovelace,https://www.linkedin.com/in/ada,,Engines,Analyst,05 Mar 2024
,,,,,,
Grace,Hopper,https://www.linkedin.com/in/grace,g@navy.example,Navy,Admiral,06 Mar 2024
"""


def test_googles_table():
    (ada,) = contacts_of(GOOGLE)
    (note,) = notes_of(GOOGLE)

    assert (ada.name, ada.given_name, ada.family_name) == ("Ada Lovelace", "Ada", "Lovelace")
    assert (ada.aliases, ada.circles) == (("Countess",), ("Friends",))
    assert [(row.value, row.label) for row in ada.emails] == [
        ("ada@home.example", "home"),
        ("a@l.example", "home"),
        ("ada@work.example", "work"),
    ]
    assert [(row.value, row.label) for row in ada.phones] == [("+44 20 7946 0000", "mobile")]
    assert [(row.value, row.label) for row in ada.addresses] == [
        ("12 St James's Sq, London", "home")
    ]
    assert (ada.city, ada.country) == ("London", "UK")
    assert (ada.organizations, ada.title) == (("Analytical Engines",), "Analyst")
    assert str(ada.birthday) == "1815-12-10"
    assert ada.extra["shoe_size"] == "37"
    assert "spouse: William King\n" in note.text
    assert note.text.endswith("## Notes\n\nmet at Babbage's\nliked tea\n")
    assert "photo" not in note.text


def test_outlooks_table():
    (ada,) = contacts_of(OUTLOOK)

    assert (ada.name, ada.title, ada.private, ada.birthday) == (
        "Ada Lovelace",
        "Analyst",
        True,
        None,
    )
    assert [(row.value, row.label) for row in ada.phones] == [
        ("+1", "work"),
        ("+2", "home"),
        ("+3", "mobile"),
    ]
    assert [row.value for row in ada.emails] == ["a@x.example", "b@x.example"]
    assert [row.value for row in ada.addresses] == ["1 Square, London, UK"]
    assert dict(ada.extra) == {}


def test_linkedins_table_begins_below_its_preamble():
    ada, grace = contacts_of(LINKEDIN)

    assert [(row.value, row.label) for row in ada.urls] == [
        ("https://www.linkedin.com/in/ada", "linkedin")
    ]
    assert (ada.organizations, ada.title, ada.extra["connected"]) == (
        ("Engines",),
        "Analyst",
        "2024-03-05",
    )
    assert grace.name == "Grace Hopper"
    assert [note.made_of for note in notes_of(LINKEDIN)] == ["line 5", "line 7"]


@pytest.mark.parametrize(
    "data",
    [
        "name,city\nZoë,Kraków\n".encode(),
        "name,city\r\nZoë,Kraków\r\n".encode("utf-8-sig"),
        "name;city\nZoë;Kraków\n".encode(),
        "name\tcity\nZoë\tKraków\n".encode("utf-16"),
        "\n\nName ,City\n\n Zoë , Kraków \n".encode(),
    ],
    ids=["plain", "byte order mark", "semicolons", "tabs in UTF-16", "blank lines"],
)
def test_a_table_is_read_however_it_is_written(data):
    (zoe,) = contacts_of(data)

    assert (zoe.name, zoe.city) == ("Zoë", "Kraków")


def test_letters_of_windows_are_read():
    (zoe,) = contacts_of("name,city\nZoë,Málaga\n".encode("cp1252"))

    assert (zoe.name, zoe.city) == ("Zoë", "Málaga")


def test_any_heading_that_pnm_reads_as_a_key_will_do():
    (ada,) = contacts_of("name,based_in,Can help with,contact_every\nAda,Lisbon,maths,3 weeks\n")

    assert (ada.city, ada.offers, ada.cadence.every_days) == ("Lisbon", ("maths",), 21)


@pytest.mark.parametrize(
    ("row", "name"),
    [
        (",,ada@home.example,", "ada@home.example"),
        (",Engines,,", "Engines"),
        (",,,+44", "+44"),
        ("'=cmd,,,", "=cmd"),
    ],
    ids=["e-mail", "organisation", "phone", "guarded"],
)
def test_somebody_without_a_name_is_called_by_what_there_is(row, name):
    (contact,) = contacts_of(f"name,company,email,phone\n{row}\n")

    assert contact.name == name


@pytest.mark.parametrize(
    ("order", "birthday"), [("as written", None), ("dmy", "1980-11-03"), ("mdy", "1980-03-11")]
)
def test_a_date_in_numbers_is_read_as_the_settings_say(order, birthday):
    notes = notes_of("name,birthday\nAda,03/11/1980\n", replace(OPTIONS, date_order=order))
    network = network_of({"People/0.md": notes[0].text})

    (ada,) = network.in_notes()
    assert ada.birthday == birthday or str(ada.birthday) == birthday
    assert [row.code for row in network.diagnostics] == (["PNM103"] if birthday is None else [])


def test_a_column_cannot_say_what_kind_of_note_it_is():
    (ada,) = contacts_of("name,email,Type,generated_by,template\nAda,a@x.example,daily,pnm,x\n")

    assert (ada.name, ada.extra["csv_Type"]) == ("Ada", "daily")


def test_a_very_long_cell_stands_in_the_text():
    (note,) = notes_of(f"name,motto\nAda,{'so ' * 1_000}\n")

    assert note.text.startswith("---\ntype: person\nname: Ada\n---\n")
    assert "motto: so so" in note.text


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"a,b\n1,2\n", b"\x00\x01", b"---\ntype: person\n---\n"]
)
def test_what_is_no_table_of_contacts_is_said(data):
    with pytest.raises(PnmError, match="no line of the file names columns") as caught:
        notes_of(data)
    assert "mend: export the contacts as CSV" in str(caught.value)


# -- faults of a file ------------------------------------------------------------------------------


def told(text, encoding="utf-8"):
    """Return who is read, and where there is a fault."""
    notes = notes_of(text, encoding=encoding)
    return [n.name for n in notes if not n.fault], [n.made_of for n in notes if n.fault]


@pytest.mark.parametrize(
    ("text", "names", "lines"),
    [
        ('name,note\nAda,"oh\nBob,x\nCy,y\n', ["Bob", "Cy"], ["line 2"]),
        ('name,note\nAda,x\nBob,"oh\n', ["Ada"], ["line 3"]),
        ('name,note\nAda,"oh\nBob,"x"\nCy,y\n', ["Bob", "Cy"], ["line 2"]),
        ('name,note\nAda,"\nBob,"\nCy,y\n', ["Cy"], ["lines 2 to 3"]),
        ('name,note\nAda,"x"y,"two\nlines"\nBob,x\n', ["Bob"], ["lines 2 to 3"]),
        ('name,note\n"Ada" L,x\nBob,"two\nlines"\n', ["Ada L", "Bob"], []),
        ("name,city\nAda,Lisbon,Rome\nBob,Porto\n", ["Bob"], ["line 2"]),
        ("name,city\nAda,Lisbon,, \nBob\n", ["Ada", "Bob"], []),
        ("name,city\nA\0da,Lisbon\nBob,Porto\n", ["Bob"], ["line 2"]),
        ("name,city\n,Lisbon\n,\nBob,Porto\n", ["Bob"], ["line 2"]),
        (f"name,city\n{'A' * 2_001},Lisbon\nBob,Porto\n", ["Bob"], ["line 2"]),
    ],
    ids=[
        "quotation mark to the end",
        "in the last line",
        "to the next quotation mark",
        "two that swallow each other",
        "the rest of a cell",
        "harmless quotation marks",
        "too many cells",
        "too many empty cells",
        "zeros",
        "nobody",
        "a name without end",
    ],
)
def test_a_bad_row_costs_itself_and_is_named_by_its_line(text, names, lines):
    assert told(text) == (names, lines)


def test_a_row_that_is_too_much_for_a_note_costs_itself():
    headings = ",".join(f"c{i}" for i in range(100))
    row = ",".join(["x" * 1_900] * 100)

    bad, good = notes_of(f"name,{headings}\nAda,{row}\nBob\n")

    assert (bad.name, bad.made_of) == ("Ada", "line 2")
    assert "front matter" in bad.fault
    assert (good.name, good.fault) == ("Bob", "")


@pytest.mark.parametrize("columns", [2, 1_100, 2_500])
@pytest.mark.parametrize("heading", ["", "x"], ids=["empty headings", "headings"])
def test_however_many_columns_a_table_has_its_people_are_read(columns, heading):
    more = f",{heading}" * columns

    assert told(f"name{more}\nAda{',' * columns}\nBob{',' * columns}\n") == (["Ada", "Bob"], [])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_a_mark(encoding):
    assert told("name,city\nZoë,Kraków\nBob,Porto\n", encoding) == (["Zoë", "Bob"], [])


def test_a_file_without_end_is_refused():
    with pytest.raises(PnmError, match="more than 200,000 lines"):
        notes_of("name\n" + "x\n" * 200_001)


def test_headings_that_cannot_be_read_are_a_fault_of_the_file():
    with pytest.raises(PnmError, match="line 1, the headings"):
        notes_of('name,"email\nAda,x\n')


# -- there and back --------------------------------------------------------------------------------

WORD = st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=8)
TEXT = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "=", "+", "-x", "@", "'", "'=", '"', "#", "*", "% "]),
    WORD,
    st.sampled_from(["", " b", ": c", ' "d"', " 'e'", "\\f", " #g", "=h", " & i", ".", "{j}", "!"]),
)
FIELDS = st.fixed_dictionaries(
    {"name": TEXT},
    optional={
        "city": WORD,
        "title": TEXT,
        "organization": TEXT,
        "aliases": st.lists(TEXT, min_size=1, max_size=3, unique=True),
        "email": st.lists(WORD.map("{}@x.example".format), min_size=1, max_size=3, unique=True),
        "phone_mobile": st.from_regex(r"\+[1-9][0-9]{3,9}", fullmatch=True),
        "birthday": st.sampled_from(["1990-02-03", "--02-29", "1990-02", "1990"]),
        "uid": WORD,
        "interest": st.lists(WORD, min_size=1, max_size=3, unique=True),
    },
)


def facts(contact):
    return replace(
        contact,
        id="",
        path=None,
        lines={},
        emails=bare(contact.emails),
        phones=bare(contact.phones),
    )


def bare(rows):
    return tuple(replace(row, line=0) for row in rows)


@given(people=st.lists(FIELDS, min_size=1, max_size=3))
def test_what_is_exported_comes_back_the_same(people):
    out = io.StringIO()
    table = csv.DictWriter(out, sorted({key for row in people for key in row}))
    table.writeheader()
    for row in people:
        table.writerow(
            {key: " ::: ".join(v) if isinstance(v, list) else v for key, v in row.items()}
        )
    notes = notes_of(out.getvalue())
    first = network_of({f"People/note {i}.md": note.text for i, note in enumerate(notes)})
    again = notes_of(exported(first))
    second = network_of({f"People/note {i}.md": note.text for i, note in enumerate(again)})

    assert len(notes) == len(people)
    assert sorted(map(str, map(facts, first.in_notes()))) == sorted(
        map(str, map(facts, second.in_notes()))
    )


@given(
    data=st.binary(max_size=300)
    | st.lists(st.sampled_from(["name", "email", ",", ";", '"', "\n", "\r", "\x00", "x", "\u2028"]))
    .map("".join)
    .map(str.encode)
)
def test_whatever_a_file_holds_it_is_read_or_its_fault_is_said(data):
    try:
        notes, mend = notes_of(data), "nothing"
    except PnmError as exc:
        notes, mend = (), exc.mend

    assert mend
    for note in notes:
        assert note.fault or (note.name and note.text.startswith("---\ntype: person\n"))
        assert note.made_of.startswith("line")


def test_the_same_file_gives_the_same_notes():
    assert notes_of(GOOGLE) == notes_of(GOOGLE)
