"""`docs/format.md` says what the code reads: its tables are the code's tables."""

import re

import pytest

from pnm.contacts import cadences, kinds_of_relation, promises, related
from pnm.contacts.keys import ENCOUNTER_KEYS, PERSON_KEYS, SOCIAL
from pnm.contacts.own_fields import read_field
from pnm.contacts.profile import CHANNELS, FAVOURS, Profile, folder_word
from pnm.contacts.values import NO, YES
from pnm.contacts.vocabulary import KINDS
from pnm.dates import parse_partial, parse_span
from pnm.folding import fold, fold_key
from pnm.model import Field
from pnm.notes import Scalar, parse
from pnm.testing import network_of

CODE = re.compile("`([^`]+)`")


@pytest.fixture(scope="module")
def text(pytestconfig):
    return (pytestconfig.rootpath / "docs" / "format.md").read_text("utf-8")


def table(text, head):
    """Return the rows of the table with this first line."""
    lines = text.splitlines()
    start = lines.index(head) + 2
    end = next(n for n in range(start, len(lines) + 1) if not "".join(lines[n : n + 1]))
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[start:end]]


def words(text, before):
    """Return the words in code marks between a text and the end of its sentence."""
    return CODE.findall(text.split(before, 1)[1].split(".", 1)[0])


def test_the_keys_of_a_contact(text):
    rows = table(text, "| field | keys | value |")
    found = {fold_key(key): CODE.findall(row[0])[0] for row in rows for key in CODE.findall(row[1])}

    assert found == PERSON_KEYS
    assert all(row[2] for row in rows)


def test_the_kinds_of_the_fields_of_plugins(text):
    rows = {row[0]: row for row in table(text, "| kind | written | what else |")}
    flags = CODE.findall(rows["flag"][1])
    field = Field("x", "", "number")

    assert tuple(rows) == KINDS
    assert set(flags) == YES | NO
    for written in CODE.findall(rows["number"][1]):
        assert read_field(field, "x", Scalar(written, 1), 1, Profile()).rows
    for written in CODE.findall(rows["number"][2]):
        assert read_field(field, "x", Scalar(written, 1), 1, Profile()).fault


def test_the_keys_of_a_meeting(text):
    rows = table(text, "| field | keys |")
    found = {fold_key(key): CODE.findall(row[0])[0] for row in rows for key in CODE.findall(row[1])}

    assert found == ENCOUNTER_KEYS


def test_the_pages_and_handles(text):
    assert {fold_key(word) for word in words(text, "Pages and handles:")} == SOCIAL


def test_the_markers_of_a_person(text):
    keys, tags, links, folders, mark = (
        CODE.findall(row[1]) for row in table(text, "| marker | of these |")
    )
    profile = Profile()

    assert {_pair(word) for word in keys} == profile.person_keys
    assert set(tags) == profile.person_tags
    assert {_pair(word) for word in links} == profile.person_links
    assert {folder_word(word) for word in folders} == profile.person_folders
    assert mark == [profile.person_file_mark]
    assert {folder_word(w) for w in words(text, "templates (folders")[:3]} == (
        profile.template_folders
    )


def _pair(word):
    key, _, value = word.partition(":")
    return fold_key(key), fold(value.strip(' "[]'))


def test_tiers_and_lists(text):
    rows = {CODE.findall(row[0])[0]: row[1] for row in table(text, "| written | days |")}

    assert rows == {
        **{f"prm-tier: {tier}": str(days) for tier, days in cadences.TIERS.items()},
        **{f"tags: [{tag}]": str(days) for tag, days in cadences.LISTS.items()},
        f"tags: [{cadences.NEVER_LIST}]": "never",
    }


def test_the_kinds_of_relation(text):
    rows = table(text, "| kind | seen from the other side | also written | kept as a label |")
    found = [[CODE.findall(cell) for cell in row] for row in rows]

    assert {kind: other for (kind,), (other,), _, _ in found} == kinds_of_relation.INVERSE
    assert {k: same for (k,), _, same, _ in found} == {
        kind: line.split() for kind, line in kinds_of_relation.SAME.items()
    }
    assert {k: more for (k,), _, _, more in found if more} == {
        kind: line.split() for kind, line in kinds_of_relation.MORE.items()
    }


def test_the_headings(text):
    assert set(words(text, "The headings are")) == related.HEADINGS
    assert set(words(text, "under one of the headings")) == promises.THEIR_HEADINGS


def test_the_channels_and_favours(text):
    channels = {row[0]: set(CODE.findall(row[1])) for row in table(text, "| channel | words |")}
    rows = table(text, "| favour | first word |")
    favours = {w: row[0] for row in rows for w in CODE.findall(row[1].partition(";")[0])}

    assert channels == CHANNELS
    assert favours == FAVOURS


def test_the_dates(text):
    for written, read in table(text, "| written | read as |"):
        assert str(parse_partial(written.strip("`"))) == read


def test_the_intervals(text):
    for written, days in table(text, "| interval | days |"):
        every, longest = parse_span(written.strip("`"))
        assert (f"{every} to {longest}" if longest else str(every)) == days


def test_the_signs_of_tasks(text):
    for sign, written, meaning in table(text, "| sign | words | meaning |"):
        day = "every 2 weeks when done" if meaning == "repeat" else "2026-11-30"
        for form in (f"{sign.strip('`')} {day}", written.strip("`")):
            (block,) = parse(f"- [ ] call {form}", "x.md").blocks
            assert str(getattr(block.task, meaning)) == day.removesuffix(" when done")


def test_who_owes_a_task(text):
    for written, owner in table(text, "| written | who owes it |"):
        network = network_of({"Plan.md": written.strip("`")}, Jane="name: Jane")
        (promise,) = network.promises
        assert ("me" if promise.mine else "Jane") == owner


def test_the_contact_at_the_top_is_read_without_a_fault(text):
    (example,) = re.findall(r"^```markdown\n(---\n.+?)^```$", text, re.MULTILINE | re.DOTALL)
    network = network_of({"People/Jane.md": example}, **{"Ana Silva": "", "Bob": "", "Carol": ""})
    jane = network["People/Jane"]

    assert network.diagnostics == ()
    assert (jane.name, str(jane.birthday), jane.city) == ("Jane Q. Doe", "1990-02-03", "Lisbon")
    assert [email.label for email in jane.emails] == ["", "work"]
    assert sorted(r.kind for r in network.relations_of(jane.id)) == [
        "friend",
        "friend",
        "introduced_by",
        "spouse",
    ]
    assert [row.channel for row in network.interactions_of(jane.id)] == ["call"]
    assert [p.mine for p in network.promises_of(jane.id)] == [True, False]
    assert dict(jane.extra) == {}
