"""`docs/queries.md` has every field of the language, and every query on it can be asked."""

import re
from datetime import date

import pytest

from pnm.query import FIELDS, Knowledge, parse_query, select
from pnm.query.evaluate import HAS, IS
from pnm.testing import network_of

CODE = re.compile("`([^`]+)`")
NETWORK = network_of(ada="name: Ada\ncity: Lisbon", ana="name: Ana Silva")


def rows(root, chapter):
    text = (root / "docs" / "queries.md").read_text("utf-8")
    part = text.split(f"\n## {chapter}\n", 1)[1].split("\n## ", 1)[0]
    table = [line for line in part.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table]


def asked(query):
    return select(parse_query(query), NETWORK, Knowledge(due={"ada": date(2026, 3, 2)}))


def test_the_page_has_every_field_of_the_code_in_its_order(root):
    assert [CODE.findall(row[0]) for row in rows(root, "Fields")] == [[name] for name in FIELDS]


def test_the_examples_of_a_field_are_about_it_and_can_be_asked(root):
    for field, _, examples in rows(root, "Fields"):
        queries = CODE.findall(examples)
        assert queries
        for query in queries:
            assert query.lstrip("-").startswith(field.strip("`") + ":")
            assert isinstance(asked(query), tuple)


@pytest.mark.parametrize(("field", "known"), [("has", HAS), ("is", IS)])
def test_the_page_lists_what_a_field_knows(root, field, known):
    (row,) = [row for row in rows(root, "Fields") if row[0] == f"`{field}`"]

    assert set(CODE.findall(row[1])) == known.keys()


@pytest.mark.parametrize("chapter", ["Putting queries together", "Some that are useful"])
def test_every_query_of_a_table_can_be_asked(root, chapter):
    queries = [query for row in rows(root, chapter) for query in CODE.findall(row[0])]

    assert len(queries) >= 7
    assert all(isinstance(asked(query), tuple) for query in queries)


def test_the_query_at_the_top_can_be_asked(root):
    text = (root / "docs" / "queries.md").read_text("utf-8")
    (query,) = re.findall(r"^```text\n(.+)\n```$", text, re.MULTILINE)

    assert {contact.name for contact in asked(query)} == set()
    assert {contact.name for contact in asked(query.replace("tag:climbing and ", ""))} == {
        "Ada",
        "Ana Silva",
    }


@pytest.mark.parametrize("field", FIELDS)
def test_the_help_on_a_field_has_an_example_that_can_be_asked(field):
    examples = re.findall(rf"\b{field}:[^\s,;]+", FIELDS[field])

    assert examples
    assert all(isinstance(asked(example), tuple) for example in examples)
