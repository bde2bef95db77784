"""Relations as a person's note writes them: by keys, by vCard's RELATED, in lists of the body."""

import pytest

from pnm.testing import network_of

OTHERS = {
    "bob": "name: Bob Stone\nuid: urn:uuid:6f1c\nslug: bob-s\nemail: bob@home.example",
    "eve": "name: Eve\naliases: [Evie]\nuid: 77",
    "sue": "name: Sue",
}


def relations(front="", body=""):
    text = f"---\ntype: person\n{front}\n---\n{body}"
    network = network_of({"ada.md": text}, **OTHERS)
    return [(r.kind, r.to, r.label, r.text) for r in network.relations_of("ada") if not r.inferred]


@pytest.mark.parametrize(
    ("front", "found"),
    [
        ('spouse: "[[bob]]"', [("spouse", "bob", "")]),
        ('friend: ["[[eve]]", "[[bob]]"]', [("friend", "bob", ""), ("friend", "eve", "")]),
        ('friends: "[[eve]] [[bob]]"', [("friend", "bob", ""), ("friend", "eve", "")]),
        ("friends: [[eve]] [[bob]]", [("friend", "bob", ""), ("friend", "eve", "")]),
        ("friend: [[eve]]", [("friend", "eve", "")]),
        ('children: ["[[sue]]"]', [("child", "sue", "")]),
        ('parents: "[[eve]]"', [("parent", "eve", "")]),
        ('siblings: "[[eve]]"', [("sibling", "eve", "")]),
        ('colleagues: "[[eve]]"', [("colleague", "eve", "")]),
        ('knows: "[[eve]]"', [("acquaintance", "eve", "")]),
        ('family: "[[eve]]"', [("kin", "eve", "")]),
        ('mother: "[[eve]]"', [("parent", "eve", "mother")]),
        ('Father: "[[bob]]"', [("parent", "bob", "father")]),
        ('introduced_by: "[[eve]]"', [("introduced_by", "eve", "")]),
        ('reports_to: "[[eve]]"', [("manager", "eve", "")]),
        ('friend: "[Bob](bob.md)"', [("friend", "bob", "")]),
        ('friend: "[[bob|Robert]]"', [("friend", "bob", "")]),
        ('friend: "[[bob#Log]]"', [("friend", "bob", "")]),
        ("friend: urn:uuid:6f1c", [("friend", "bob", "")]),
        ("friend: bob-s", [("friend", "bob", "")]),
        ("friend: Bob Stone", [("friend", "bob", "")]),
        ("friends: Evie, Sue", [("friend", "eve", ""), ("friend", "sue", "")]),
        ('"RELATED[1:friend]": urn:uuid:6f1c', [("friend", "bob", "")]),
        ('"RELATED[friend]": "urn:uuid:6F1C"', [("friend", "bob", "")]),
        ('"RELATED[spouse]": "uid:77"', [("spouse", "eve", "")]),
        ('"RELATED[1:sibling]": "name:Sue"', [("sibling", "sue", "")]),
        ('"RELATED[godmother]": "[[eve]]"', [("godparent", "eve", "godmother")]),
        ('"RELATED[muse]": "[[eve]]"', [("kin", "eve", "muse")]),
        ('related: "[[eve]]"', [("acquaintance", "eve", "")]),
        ('related:\n  - mother: "[[eve]]"\n  - friend: "[[bob]]"', [
            ("friend", "bob", ""),
            ("parent", "eve", "mother"),
        ]),
        ('friend: "[[ada]]"', []),
        ("friend:", []),
        ("friend: '-'", []),
    ],
)  # fmt: skip
def test_a_key_names_relations(front, found):
    assert [row[:3] for row in relations(front)] == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("## Related\n- friend [[bob]]", [("friend", "bob", "", "")]),
        ("## Related\n- mother: [[eve]]", [("parent", "eve", "mother", "")]),
        ("## Related\n- **mother**: [[eve]]", [("parent", "eve", "mother", "")]),
        (
            "## People\n- [[bob]] - met at work #friend #very-strong",
            [("friend", "bob", "", "met at work")],
        ),
        ("## Relations\n- [[bob]] (sister)", [("sibling", "bob", "sister", "sister")]),
        ("## People\n- [[bob]]", [("acquaintance", "bob", "", "")]),
        ("## 👪 Family:\n- [[eve]]", [("kin", "eve", "", "")]),
        ("## Related\n### Friends\n- [[eve]]", [("friend", "eve", "", "")]),
        ("Related:\n- mother: [[eve]]", [("parent", "eve", "mother", "")]),
        ("Related:\n\n- friend: [[eve]]\n- sister: [[sue]]", [
            ("friend", "eve", "", ""),
            ("sibling", "sue", "sister", ""),
        ]),
        ("friend:: [[eve]]", [("friend", "eve", "", "")]),
        ("She is a [sister:: [[sue]]] of mine.", [("sibling", "sue", "sister", "")]),
        ("## Notes\n- friend [[bob]]", []),
        ("Related:\n- [[bob]]\n\nLater:\n- [[eve]]", [("acquaintance", "bob", "", "")]),
        ("Related:\n- [[bob]]\n## Notes\n- [[eve]]", [("acquaintance", "bob", "", "")]),
        ("## Related\n> - friend [[bob]]", []),
        ("## Related\n- 2026-02-01 met [[bob]]", []),
    ],
    ids=[
        "kind before the link",
        "kind and colon",
        "bold kind",
        "remark and tag",
        "kind in brackets",
        "no kind",
        "kind of the heading",
        "kind of a heading below",
        "list under a line",
        "list after a blank line",
        "Dataview field",
        "Dataview field in a sentence",
        "another heading",
        "another list",
        "a list under the next heading",
        "quoted list",
        "dated line",
    ],
)  # fmt: skip
def test_a_list_in_the_body_names_relations(body, found):
    assert relations(body=body) == found


def test_a_relation_has_the_line_it_is_written_on():
    network = network_of(
        {"ada.md": '---\ntype: person\nfriend:\n  - "[[bob]]"\n  - "[[eve]]"\n---\n'}, **OTHERS
    )

    assert [str(r.source) for r in network.relations_of("ada")] == ["ada.md:4", "ada.md:5"]


def test_a_relation_written_twice_is_one_with_all_that_is_said():
    found = relations(
        'friend: "[[bob]]"', "## People\n- [[People/../bob]] - from the choir #friend"
    )

    assert found == [("friend", "bob", "", "from the choir")]


def test_a_bare_entry_in_a_list_adds_nothing_to_a_relation_that_has_a_kind():
    assert relations('spouse: "[[bob]]"', "## People\n- [[bob]]") == [("spouse", "bob", "", "")]


def test_two_kinds_between_the_same_two_stay_two():
    found = relations('friend: "[[bob]]"\nco_worker: "[[bob]]"')

    assert [row[0] for row in found] == ["co_worker", "friend"]


def test_lines_of_the_note_keep_their_relation_out_of_the_contacts():
    text = "---\ntype: person\n---\n## People\n- [[bob]] - met at work #friend\n"

    network = network_of({"ada.md": text}, **OTHERS)

    assert network.interactions == ()
