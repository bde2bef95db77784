"""Ties of work, school and daily life: known by their words, seen from both sides."""

from __future__ import annotations

import re

import pytest

import pnm_roles as plugin
from pnm.testing import ask, network_of

KINDS = ask(plugin, "pnm_relation_kinds")
WORDS = [
    (word, kind.name, kind.inverse or kind.name)
    for kind in KINDS
    for word in (kind.name, *kind.synonyms)
] + [
    (word, kind.inverse, kind.name)
    for kind in KINDS
    if kind.inverse
    for word in (kind.inverse, *kind.inverse_synonyms)
]


def built(notes=None, /, **more):
    return network_of(notes, plugins=(plugin,), **more)


def relations(network, contact):
    return [(row.kind, row.to, row.inferred) for row in network.relations_of(contact)]


def test_no_word_is_taken_by_anybody_else_or_twice():
    assert built().diagnostics == ()
    assert len({word for word, _, _ in WORDS}) == len(WORDS)


@pytest.mark.parametrize(("word", "kind", "other"), WORDS, ids=[word for word, _, _ in WORDS])
def test_every_word_is_read_as_its_kind_and_seen_from_the_other_side(word, kind, other):
    network = built(Ada=f'{word}: "[[Bob]]"', Bob="name: Bob")

    assert relations(network, "Ada") == [(kind, "Bob", False)]
    assert relations(network, "Bob") == [(other, "Ada", True)]


@pytest.mark.parametrize(
    "note",
    [
        'Clients: ["[[Bob]]"]',
        "---\ntype: person\n---\nclient:: [[Bob]]\n",
        "---\ntype: person\n---\n## Related\n- client [[Bob]]\n",
        "---\ntype: person\n---\n## Related\n- [[Bob]] - pays late #client\n",
        "---\ntype: person\n---\nRelated:\n- [[Bob]] (customer)\n",
        "---\ntype: person\nrelated:\n  client: '[[Bob]]'\n---\n",
        "---\r\ntype: person\r\nRELATED[client]: '[[Bob]]'\r\n---\r\n",
        "client: Bob",
    ],
    ids=["a key", "in the body", "a list", "a tag", "brackets", "nested", "a vCard's", "a name"],
)
def test_a_kind_is_written_like_any_of_pnms_own(note):
    assert relations(built(Ada=note, Bob="name: Bob"), "Bob") == [("supplier", "Ada", True)]


def test_both_notes_may_say_it():
    network = built(Ada='client: "[[Bob]]"', Bob='vendor: "[[Ada]]"')

    assert relations(network, "Ada") == [("client", "Bob", False)]
    assert relations(network, "Bob") == [("supplier", "Ada", False)]


def test_who_is_known_by_a_link_only_is_related_as_well():
    assert relations(built(Ada='landlord: "[[Eve]]"'), "link:Eve") == [("tenant", "Ada", True)]


@pytest.mark.parametrize(
    ("written", "text"),
    [('"[[Acme]]"', "Acme"), ("maths", "maths"), ('["[[Acme]]", maths]', "Acme, maths")],
    ids=["a company", "plain text", "both"],
)
def test_what_is_no_person_is_kept_as_text(written, text):
    network = built({"Acme.md": "---\ntype: company\n---\n"}, Ada=f"student: {written}")

    assert relations(network, "Ada") == []
    assert dict(network["Ada"].extra) == {"student": text}


def test_without_the_plugin_the_keys_are_the_users_own():
    network = network_of(Ada='client: "[[Bob]]"', Bob="name: Bob")

    assert relations(network, "Ada") == []
    assert dict(network["Ada"].extra) == {"client": "Bob"}


def test_queries_and_the_card_know_the_kinds(vault_of):
    vault = vault_of(
        {
            "People/Ada.md": '---\ntype: person\nclient: "[[Bob]]"\n---\n',
            "People/Bob.md": "---\ntype: person\n---\n",
        },
        plugins=(plugin,),
    )

    assert vault.run("list", "relation:customer").out.startswith("Ada")
    assert vault.run("list", "relation:supplier").out.startswith("Bob")
    assert "supplier: Ada  [People/Ada.md:3]" in vault.run("show", "Bob").out
    vault.untouched()


def test_the_page_has_every_kind_with_its_words(pytestconfig):
    page = (pytestconfig.rootpath / "docs" / "plugins" / "roles.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| `(\w+)` \| \w.+? \| ?(.*?) ?\|$", page, re.M)

    told = [
        (word, kind, other)
        for kind, other, words in rows
        for word in (kind, *re.findall(r"`(\w+)`", words))
    ]
    assert sorted(told) == sorted(WORDS)
