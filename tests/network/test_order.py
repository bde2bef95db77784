"""The same files give the same network, whatever the order in which they are read."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pnm.testing import network_of

NOTES = {
    "People/Ada.md": '---\ntype: person\nfriend: ["[[Bob]]", "[[Zoe]]", Kim]\n---\n'
    "- 2026-02-01 call: [[bob]]\n- [ ] intro to [[Bob]]\n",
    "People/Bob.md": '---\ntype: person\nname: Bob\nfriend: "[[ada]]"\nspouse: "[[zoé]]"\n---\n',
    "Old/Bob.md": "---\ntype: person\nname: Bob\nuid: 1\n---\n",
    "Work/Kim.md": "---\ntype: person\naliases: [K]\ncreated: 2026-02-10\n---\n",
    "Work/Kim Lee.md": "---\ntype: person\naliases: [K, Kim]\nuid: 1\n---\n",
    "A 2026-01-01 Tea.md": '---\npeople: ["[[ZOE]]", K, "[[Ada]]"]\n---\n> [[Bob]]\n',
    "2026-02-01.md": "Lunch with [[zoe]] and [[Bob]].\n- [ ] @kim: pay [[Ada]]\n",
    "2026-05-01.md": "Lunch with [[Ada]].\n",
    "Ideas.md": "Ask [[Bob]], [[K]] and [[Zoe]].\n- [x] write to [[Ada]]\n",
}


def told(notes, today=None):
    network = network_of(dict(notes))
    return (
        tuple(network),
        network.relations,
        network.interactions,
        network.plans,
        network.promises,
        network.ties,
        network.diagnostics,
        [(network.mentions_of(c.id), network.rejected_of(c.id)) for c in network],
        [network.resolver.called(name) for name in ("bob", "kim", "zoe", "ada")],
    )


EXPECTED = told(NOTES.items())


@settings(max_examples=60, deadline=None)
@given(notes=st.permutations(list(NOTES.items())))
def test_the_order_of_files_does_not_matter(notes):
    assert told(notes) == EXPECTED


def test_the_vault_of_this_page_has_something_of_everything():
    contacts, relations, interactions, plans, promises, ties, faults, said, called = EXPECTED

    assert all((contacts, relations, interactions, plans, promises, ties, faults, said, called))


@settings(max_examples=60, deadline=None)
@given(left_out=st.sets(st.sampled_from(sorted(NOTES))))
def test_every_answer_has_its_source_in_a_note_that_is_there(left_out):
    notes = {path: text for path, text in NOTES.items() if path not in left_out}

    _, relations, interactions, plans, promises, ties, faults, said, _ = told(notes.items())

    sources = [row.source for rows in (relations, interactions, plans, promises) for row in rows]
    sources += [source for tie in ties for _, source in tie.why]
    sources += [fault.source for fault in faults]
    sources += [row.source for pair in said for rows in pair for row in rows]
    assert {source.path for source in sources} <= notes.keys()
    assert all(1 <= s.line <= notes[s.path].count("\n") + 1 for s in sources)
