"""Other formats: whoever is there is left alone, nothing is lost, a broken plugin is named."""

import types

import pytest

from pnm.api import Exporter, Importer, NewNote, hookimpl
from pnm.errors import NotFoundError, PnmError, VaultError
from pnm.exchange import Formats, plan_import, usual_folder, write_notes
from pnm.host import Host
from pnm.testing import network_of
from pnm.vault import Vault


def note(name, front="", made_of=""):
    return NewNote(name, f"---\ntype: person\nname: {name}\n{front}\n---\n", made_of)


def plan(tmp_path, notes, into=None, **people):
    found = {
        f"People/{key}.md": f"---\ntype: person\n{text}\n---\n" for key, text in people.items()
    }
    return plan_import(notes, network_of(found), Vault(tmp_path), into)


def giving(hook, rows):
    def function():
        return rows

    function.__name__ = hook
    return function


def host_with(name, **hooks):
    module = types.ModuleType(name)
    for hook, rows in hooks.items():
        setattr(module, hook, hookimpl(giving(hook, rows)))
    host = Host()
    host.add(name, module)
    assert host.problems == []
    return host


# -- importing -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("there", "front", "why"),
    [
        ("uid: urn:1\nname: Countess", "uid: URN:1", "has the same uid"),
        ("email: ada@x.example", "email_work: ADA@x.example", "has the same e-mail address, ADA@x"),
        ("name: ADA  lovelace", "", "has the same name"),
        ("aliases: [Ada Lovelace]", "email: other@x.example", "has the same name"),
        ("me: true\nname: Ada Lovelace", "", "has the same name"),
    ],
    ids=["uid", "e-mail", "name in another spelling", "alias", "the owner"],
)
def test_who_seems_to_be_there_is_left_alone_with_the_reason(tmp_path, there, front, why):
    made = plan(tmp_path, [note("Ada Lovelace", front, "line 2")], old=there)

    assert made.notes == ()
    (left,) = made.left
    assert (left.name, left.path, left.made_of) == ("Ada Lovelace", "People/old.md", "line 2")
    assert left.why.startswith(why)


def test_who_is_known_only_by_links_gets_a_note(tmp_path):
    made = plan(tmp_path, [note("Carl")], ada="friend: '[[Carl]]'")

    assert [row.path for row in made.notes] == ["People/Carl.md"]


def test_two_of_one_name_in_a_file_are_two_people_unless_an_address_says_otherwise(tmp_path):
    rows = [note("Ada", "email: a@x.example"), note("Ada", "email: b@x.example")]
    made = plan(tmp_path, [*rows, note("Ada L.", "email: A@x.example")])

    assert [row.path for row in made.notes] == ["People/Ada.md", "People/Ada 2.md"]
    assert [(row.name, row.path) for row in made.left] == [("Ada L.", "the same file")]


def test_what_lies_in_the_folder_is_never_written_over(tmp_path):
    (tmp_path / "People").mkdir()
    (tmp_path / "People" / "ADA.md").write_text("a plan, and no person\n")

    (row,) = plan(tmp_path, [note("Ada")]).notes
    assert row.path == "People/Ada 2.md"


def test_a_note_that_pnm_would_not_read_as_a_contact_is_not_made(tmp_path):
    made = plan(tmp_path, [NewNote("Ada", "---\ntype: company\n---\n")], into="Elsewhere")

    assert [row.why for row in made.left] == ["would have a note that is not read as a contact's"]


@pytest.mark.parametrize(
    ("paths", "folder"),
    [
        ([], "People"),
        (["A/ada.md", "B/bob.md", "B/cy.md"], "B"),
        (["ada.md"], ""),
        (["B/ada.md", "A/bob.md"], "A"),
    ],
    ids=["nobody", "the fullest", "the top", "equally full"],
)
def test_new_notes_go_where_people_are(paths, folder):
    assert usual_folder(network_of(dict.fromkeys(paths, "---\ntype: person\n---\n"))) == folder


def test_a_folder_outside_the_vault_is_refused(tmp_path):
    with pytest.raises(VaultError, match=r"no notes may lie in '\.\./out'"):
        plan(tmp_path, [note("Ada")], into="../out")


def test_notes_are_written_as_planned_and_an_editor_that_was_quicker_wins(tmp_path):
    made = plan(tmp_path, [note("Ada"), note("Bob")], into="New")
    (tmp_path / "New").mkdir()
    (tmp_path / "New" / "Bob.md").write_text("mine")

    with pytest.raises(VaultError, match=r"Bob\.md was changed by somebody else"):
        list(write_notes(Vault(tmp_path), made.notes))
    assert (tmp_path / "New" / "Ada.md").read_text() == note("Ada").text
    assert (tmp_path / "New" / "Bob.md").read_text() == "mine"


# -- plugins ---------------------------------------------------------------------------------------


def failing(*given):
    raise ValueError("no more")


def leaving(*given):
    raise SystemExit(3)


def half(*given):
    yield note("Ada")
    raise ValueError("half-way")


@pytest.mark.parametrize(
    ("read", "said"),
    [
        (failing, "plugin shop: import x: ValueError: no more"),
        (leaving, "plugin shop: import x: SystemExit"),
        (half, "plugin shop: import x: ValueError: half-way"),
        (lambda data, settings: ["Ada"], "plugin shop: import x: TypeError"),
        (lambda data, settings: None, "plugin shop: import x: TypeError"),
        (lambda data, settings: [NewNote("Ada", 3)], "plugin shop: import x: TypeError"),
    ],
    ids=["raises", "exits", "raises half-way", "wrong type", "nothing", "wrong field"],
)
def test_an_importer_that_fails_is_named(read, said):
    formats = Formats(host_with("shop", pnm_importers=[Importer("x", "X.", (".x",), read)]))

    with pytest.raises(PnmError, match=said) as caught:
        formats.read("x", b"")
    assert "pnm plugins disable shop" in caught.value.mend


@pytest.mark.parametrize(
    ("write", "said"),
    [(failing, "ValueError: no more"), (lambda network, settings: 3, "gave int instead of text")],
    ids=["raises", "wrong type"],
)
def test_an_exporter_that_fails_is_named(write, said):
    formats = Formats(host_with("shop", pnm_exporters=[Exporter("x", "X.", write)]))

    with pytest.raises(PnmError, match=f"plugin shop: export x: .*{said}"):
        formats.export("x", network_of())


def test_what_a_plugin_says_of_the_file_is_the_message():
    def read(data, settings):
        raise PnmError("line 3 is torn", mend="export it again")

    formats = Formats(host_with("shop", pnm_importers=[Importer("x", "X.", (), read)]))

    with pytest.raises(PnmError, match=r"^line 3 is torn\n    mend: export it again$"):
        formats.read("x", b"")


def test_what_an_exporter_prints_does_not_get_among_what_it_writes(capsys):
    def write(network, settings):
        print("hello")  # noqa: T201
        return "text"

    formats = Formats(host_with("shop", pnm_exporters=[Exporter("x", "X.", write)]))

    assert formats.export("x", network_of()) == "text"
    assert capsys.readouterr().out == ""


def test_a_format_that_nobody_knows_names_those_that_are_known():
    formats = Formats(host_with("shop", pnm_exporters=[Exporter("vcard", "X.", failing)]))

    with pytest.raises(NotFoundError, match="no plugin can export 'vcrd'") as caught:
        formats.export("vcrd", network_of())
    assert "did you mean vcard?" in caught.value.mend


def test_of_two_formats_of_one_name_that_of_the_first_plugin_counts():
    host = host_with("b", pnm_exporters=[Exporter("x", "B.", failing)])
    first = types.ModuleType("a")
    first.pnm_exporters = hookimpl(giving("pnm_exporters", [Exporter("x", "A.", failing)]))
    host.add("a", first)

    assert Formats(host).exporters["x"][0] == "a"
