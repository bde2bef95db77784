"""What a person is called, and when a title is a role."""

import pytest

from pnm.testing import network_of


def person(path, front="", body=""):
    text = f"---\ntype: person\n{front}\n---\n{body}"
    (contact,) = network_of({path: text})
    return contact


@pytest.mark.parametrize(
    ("path", "front", "body", "name"),
    [
        ("People/Ada Lovelace.md", "", "", "Ada Lovelace"),
        ("@Ada Lovelace.md", "", "", "Ada Lovelace"),
        ("ada.md", "name: Ada Lovelace", "# Somebody", "Ada Lovelace"),
        ("ada.md", "FN: Ada Lovelace", "", "Ada Lovelace"),
        ("ada.md", "displayName: Ada Lovelace", "", "Ada Lovelace"),
        ("ada.md", "name:\n  first: Ada\n  last: Lovelace", "", "Ada Lovelace"),
        ("ada.md", "name:\n  given: Ada\n  family: Lovelace", "", "Ada Lovelace"),
        ("ada.md", "first_name: Ada\nlast_name: Lovelace", "", "Ada Lovelace"),
        ("ada.md", "First Name: Ada\nMiddle Name: K.\nLast Name: L.", "", "Ada K. L."),
        ("ada.md", "N.GN: Ada\nN.FN: Lovelace", "", "Ada Lovelace"),
        ("Ada.md", "first_name: Ada", "", "Ada"),
        ("ada.md", "name: Null", "", "Null"),
        ("ada-lovelace.md", "", "# Ada Lovelace\n", "Ada Lovelace"),
        ("p1757589567647.md", "", "# Ada Lovelace\n", "Ada Lovelace"),
        ("Ada Lovelace.md", "", "# Notes\n", "Ada Lovelace"),
        ("Ada Lovelace.md", "", "Text\n\n# Ada L.\n", "Ada Lovelace"),
        ("Ada.md", "name: ''", "", "Ada"),
    ],
    ids=[
        "file name",
        "file name without its mark",
        "name comes before a heading",
        "vCard's FN",
        "displayName",
        "nested parts",
        "nested parts in vCard's words",
        "snake parts",
        "spaced parts",
        "vCard's parts",
        "a given name alone is no name",
        "Null is a name",
        "first heading of a slug",
        "first heading of a number",
        "a heading about something else",
        "a heading that is not first",
        "an empty name",
    ],
)
def test_the_name_of_a_person(path, front, body, name):
    assert person(path, front, body).name == name


@pytest.mark.parametrize(
    ("path", "front", "body", "title"),
    [
        ("Ada.md", "title: Countess", "", "Countess"),
        ("Ada.md", "title: Ada", "", ""),
        ("Ada.md", "title: ada", "", ""),
        ("a1.md", "title: Ada Lovelace", "# Ada Lovelace", ""),
        ("Ada.md", "name: Ada Lovelace\ntitle: Ada Lovelace", "", ""),
        ("Ada.md", "title: Ada\nrole: Countess", "", "Countess"),
    ],
    ids=["role", "file name", "file name folded", "first heading", "name", "both"],
)
def test_a_title_that_is_the_notes_own_is_no_role(path, front, body, title):
    assert person(path, front, body).title == title
