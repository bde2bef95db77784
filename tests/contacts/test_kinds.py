"""Which notes are people, and which are not although they look like it."""

import pytest

from pnm.config import read_config
from pnm.contacts.extract import extract
from pnm.testing import TODAY, network_of


def kind_of(path, text="", config=None):
    facts = extract(path, text, read_config(config).profile, TODAY)
    return facts.kind, facts.rule


@pytest.mark.parametrize(
    ("path", "text", "rule"),
    [
        ("Ada.md", "---\ntype: person\n---\n", "type: person"),
        ("Ada.md", "---\ntype: contact\n---\n", "type: contact"),
        ("Ada.md", "---\nType: [Person]\n---\n", "type: person"),
        ("Ada.md", "---\nnote_type: person\n---\n", "notetype: person"),
        ("Ada.md", "---\nkind: individual\n---\n", "kind: individual"),
        ("Ada.md", "---\nfileClass: person\n---\n", "fileclass: person"),
        ("Ada.md", "---\ntags: [friend, person]\n---\n", "tag person"),
        ("Ada.md", "---\ntags: Person\n---\n", "tag person"),
        ("Ada.md", "---\ntags: people, friend\n---\n", "tag people"),
        ("Ada.md", "#contact\n", "tag contact"),
        ("Ada.md", "#people/ada\n", "tag people"),
        ("Ada.md", '---\ncategories: ["[[People]]"]\n---\n', "categories: [[people]]"),
        ("People/Ada.md", "", "folder People"),
        ("Contacts/Ada.md", "", "folder Contacts"),
        ("Extras/People/Ada.md", "", "folder Extras/People"),
        ("01 - Community/People/Ada.md", "", "folder 01 - Community/People"),
        ("👥 People/Friends/Ada.md", "", "folder 👥 People"),
        ("@Ada Lovelace.md", "", "file name starts with @"),
        ("People/Ada/Ada.md", "---\ntype: person\n---\n", "type: person"),
        ("People/Shinichi Mochizuki.md", "", "folder People"),
        ("People/Mochi.md", "---\ntags: [mochizuki]\n---\n", "folder People"),
        ("type.md", "+++\ntype = 'person'\n+++\n", "type: person"),
        ("Ada.md", "type:: person\n", "type: person"),
    ],
    ids=[
        "type person",
        "type contact",
        "a list, with capitals",
        "note_type",
        "kind of a vCard",
        "fileClass",
        "tag among tags",
        "tag with a capital",
        "tags in one text",
        "tag in the body",
        "nested tag in the body",
        "link in a key",
        "folder People",
        "folder Contacts",
        "folder below another",
        "folder below a numbered one",
        "folder with an emoji, and one below",
        "file-name mark",
        "a folder of one's own",
        "a name with moc in it",
        "a tag with moc in it",
        "TOML",
        "Dataview field",
    ],
)
def test_a_note_is_a_person_by_any_rule(path, text, rule):
    assert kind_of(path, text) == ("person", rule)


@pytest.mark.parametrize(
    ("path", "text", "kind"),
    [
        ("Templates/Ada.md", "---\ntype: person\n---\n", "template"),
        ("_templates/Ada.md", "---\ntype: person\n---\n", "template"),
        ("People/Ada.md", "---\ntype: person\nborn: '{{date}}'\n---\n", "template"),
        ("People/Ada.md", "# <% tp.file.title %>\n", "template"),
        ("People/All.md", "---\ntags: [MOC]\n---\n", "index"),
        ("People/People.md", "", "index"),
        ("People/🗂️ People.md", "---\ntags: [people]\n---\n", "index"),
        ("People/Friends MOC.md", "", "index"),
        ("People/Family/Family.md", "", "index"),
        ("People/Acme.md", "---\ntype: company\n---\n", "organization"),
        ("Acme.md", "---\ntags: [company]\n---\n", "organization"),
        ("People/2026-03-01.md", "", "daily"),
        ("2026-W09.md", "", "weekly"),
        ("Call.md", "---\ntype: call\npeople: [Ada]\n---\n", "interaction"),
        ("Lunch.md", "---\ndate: 2026-03-01\npeople: [Ada]\n---\n", "interaction"),
        ("People/Chess.md", "---\ntype: book\n---\n", "plain"),
        ("Personal.md", "---\ntags: [personal]\n---\n", "plain"),
        ("Ideas.md", "", "plain"),
    ],
    ids=[
        "folder of templates",
        "folder of templates with a mark",
        "placeholder in a key",
        "placeholder in the first line",
        "tagged as a map of content",
        "named like its folder",
        "named like its folder, though tagged",
        "named as a map of content",
        "named like a folder of people",
        "company in the folder of people",
        "company by tag",
        "daily note in the folder of people",
        "weekly note",
        "call",
        "date and people",
        "another thing in the folder of people",
        "a tag that begins like person",
        "nothing says so",
    ],
)
def test_a_note_is_no_person(path, text, kind):
    assert kind_of(path, text)[0] == kind


def test_a_folder_of_ones_own_marks_people():
    config = '[profile]\nperson_folders = ["Menschen"]'

    assert kind_of("Menschen/Ada.md", "", config) == ("person", "folder Menschen")
    assert kind_of("People/Ada.md", "", config)[0] == "plain"


def test_a_key_of_ones_own_marks_people():
    config = '[profile]\nperson_keys = ["art: mensch"]\nperson_tags = []'

    assert kind_of("Ada.md", "---\nart: Mensch\n---\n", config) == ("person", "art: mensch")
    assert kind_of("Ada.md", "---\ntype: person\n---\n", config)[0] == "plain"


def test_a_link_in_a_key_of_ones_own_marks_people():
    config = '[profile]\nperson_links = ["art: Menschen"]'

    assert kind_of("Ada.md", '---\nart: "[[Menschen]]"\n---\n', config)[0] == "person"


def test_a_note_with_broken_front_matter_is_still_a_person():
    network = network_of({"Ada.md": '---\ntype: person\nalias: @ada\nfriends: "[[Bob]\n---\n'})

    assert "Ada" in network


def test_nothing_of_a_template_is_a_contact_a_fact_or_a_fault():
    text = "---\ntype: person\nbirthday: never\nfriend: '[[Bob]]'\n---\n- [ ] call [[Bob]]\n"

    network = network_of({"Templates/Person.md": text})

    assert (len(network), network.promises, network.diagnostics) == (0, (), ())
