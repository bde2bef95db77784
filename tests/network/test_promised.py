"""Promises in words."""

import pytest

from pnm.network import promise_text, who_promised
from pnm.testing import network_of

PEOPLE = {"jane": "name: Jane Hill\naliases: Jenny", "bob": "name: Bob Hale"}


def promise(task):
    network = network_of({"2026-02-01.md": f"- [ ] {task}\n"}, **PEOPLE)
    (found,) = network.promises
    return found, network


@pytest.mark.parametrize(
    ("task", "said"),
    [
        ("send the map to [[jane]]", "send the map to jane"),
        ("[[jane|Jane Hill]]: the contract", "the contract"),
        ("Waiting for [[jane|Jane Hill]]: the contract", "the contract"),
        ("waiting on [[jane|Jenny]]: the contract", "the contract"),
        ("[[jane]] said: the contract", "jane said: the contract"),
        ("[[jane|Jane Hill]]:", "Jane Hill:"),
    ],
    ids=["no name before it", "a name", "waiting", "an alias", "more than a name", "nothing else"],
)
def test_what_was_promised_is_said_without_the_name_before_it(task, said):
    assert promise_text(*promise(task)) == said


@pytest.mark.parametrize(
    ("task", "beside", "said"),
    [
        ("send the map to [[jane]]", "jane", "you promised"),
        ("@jane: send [[bob]] the map [[jane]]", "jane", "they promised"),
        ("@jane: send [[bob]] the map [[jane]]", "bob", "Jane Hill promised"),
    ],
    ids=["mine", "theirs", "another's"],
)
def test_who_promised_is_said_beside_a_name(task, beside, said):
    assert who_promised(*promise(task), beside) == said
