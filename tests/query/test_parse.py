"""How a query is read: what binds to what, and what is said of one that cannot be read."""

import pytest

from pnm.errors import QueryError
from pnm.query import FIELDS, parse_query
from pnm.query.parse import COMPARED, MAX_LENGTH, All, AnyOf, Not, Text
from pnm.query.parse import Test as Field

A, B, C = (Field("tag", "", name) for name in "abc")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", All(())),
        ("   ", All(())),
        ("tag:a", A),
        ("tag:a tag:b", All((A, B))),
        ("tag:a and tag:b", All((A, B))),
        ("tag:a or tag:b", AnyOf((A, B))),
        ("tag:a or tag:b and tag:c", AnyOf((A, All((B, C))))),
        ("tag:a tag:b or tag:c", AnyOf((All((A, B)), C))),
        ("(tag:a or tag:b) tag:c", All((AnyOf((A, B)), C))),
        ("tag:a(tag:b)", All((A, B))),
        ("((tag:a))", A),
        ("not tag:a", Not(A)),
        ("-tag:a", Not(A)),
        ("not not tag:a", A),
        ("--tag:a", A),
        ("not -tag:a", A),
        ("not tag:a tag:b", All((Not(A), B))),
        ("not tag:a or tag:b", AnyOf((Not(A), B))),
        ("not (tag:a or tag:b)", Not(AnyOf((A, B)))),
        ("-(tag:a or tag:b)", Not(AnyOf((A, B)))),
        ('-"new job"', Not(Text(("new job",)))),
        ('-org:"acme corp"', Not(Field("org", "", "acme corp"))),
        ("NOT tag:a AND tag:b OR tag:c", AnyOf((All((Not(A), B)), C))),
        ("job", Text(("job",))),
        ("new job", All((Text(("new",)), Text(("job",))))),
        ('"new job"', Text(("new job",))),
        ("'new job'", Text(("new job",))),
        ('"and" "or" "not"', All((Text(("and",)), Text(("or",)), Text(("not",))))),
        ('"tag:a"', Text(("tag:a",))),
        ("jean-luc", Text(("jean-luc",))),
        ("o'brien", Text(("o'brien",))),
        ("'tis", Text(("'tis",))),
        ("12:30", Text(("12:30",))),
        ("https://a.example/b", Text(("https://a.example/b",))),
        ("伟", Text(("伟",))),
        ("TAG:a", A),
        ('tag:"a"', A),
        ("tag:'a'", A),
        ('name:"Ana Silva"', Field("name", "", "Ana Silva")),
        ("name:O'Brien", Field("name", "", "O'Brien")),
        ("tag:=a", Field("tag", "=", "a")),
        ("quiet:>60d", Field("quiet", ">", "60d")),
        ("quiet:<=2w", Field("quiet", "<=", "2w")),
        ('last:>="2026-01-01"', Field("last", ">=", "2026-01-01")),
        ("relation:spouse=Ana", Field("relation", "", "spouse=Ana")),
        ("path:a/b-c_d.md", Field("path", "", "a/b-c_d.md")),
    ],
)
def test_a_query_is_read(text, tree):
    assert parse_query(text) == tree


@pytest.mark.parametrize(
    ("text", "message", "mend"),
    [
        ("tga:a", "unknown field 'tga' in 'tga:a'", "did you mean tag:?"),
        ("citty:lisbon", "unknown field 'citty' in 'citty:lisbon'", "did you mean city:?"),
        ("größe:1", "unknown field 'größe' in 'größe:1'", "known are: born"),
        ("zzz:1", "unknown field 'zzz' in 'zzz:1'", "known are: born, cadence"),
        ("-tga:a", "unknown field 'tga' in '-tga:a'", "did you mean tag:?"),
        ("tag:", "tag: has no value", "tag: takes a tag"),
        ('tag:""', "tag: has no value", "tag: takes"),
        ("tag:' '", "tag: has no value", "tag: takes"),
        ("quiet:>", "quiet: has no value", "quiet: takes days"),
        ("name:<x", "name: cannot be compared with <", "name: takes part"),
        ("(tag:a", "'(tag:a': a ( is not closed", "balanced"),
        ("tag:a)", "'tag:a)': there is a ) without its (", "balanced"),
        (")", "')': something is missing before ')' at character 1", "write a word"),
        ("()", "'()': something is missing before ')' at character 2", "write a word"),
        ("tag:a or", "'tag:a or': something is missing at the end", "write a word"),
        ("or tag:a", "'or tag:a': something is missing before 'or' at character 2", "write a"),
        ("tag:a and", "'tag:a and': something is missing at the end", "write a word"),
        ("tag:a or or tag:b", "something is missing before 'or' at character 11", "write a"),
        ("not", "'not': something is missing at the end", "write a word"),
        ("(not) tag:a", "something is missing before ')' at character 5", "write a word"),
        ("not or tag:a", "something is missing before 'or'", "write a word"),
        ('"new job', "a quote at character 1 is not closed", 'close it with "'),
        ('tag:a "', "a quote at character 6 is not closed", 'close it with "'),
        ('name:"Ada', "a quote at character 6 is not closed", 'close it with "'),
        ('""', "there is nothing in the quotes", "write words"),
    ],
)
def test_a_query_that_cannot_be_read_says_where_and_what_to_write(text, message, mend):
    with pytest.raises(QueryError) as caught:
        parse_query(text)

    assert message in caught.value.message
    assert mend in caught.value.mend


@pytest.mark.parametrize("sign", ["<", "<=", ">", ">="])
@pytest.mark.parametrize("field", sorted(FIELDS.keys() - COMPARED))
def test_a_field_that_is_no_quantity_is_not_compared(field, sign):
    with pytest.raises(QueryError, match="cannot be compared"):
        parse_query(f"{field}:{sign}x")


@pytest.mark.parametrize(
    "text",
    [
        "(" * 10_000,
        "(" * 1_000 + "a" + ")" * 1_000,
        "-" * 10_000 + "a",
        "not " * 400,
        'a"' * 999,
        "a or " * 399,
        " " * 2_000 + "a",
        "(" * 1_999,
    ],
    ids=[
        "too long",
        "too deep",
        "too many signs",
        "nots without end",
        "an open quote",
        "ors without end",
        "blanks",
        "open brackets",
    ],
)
def test_a_hostile_query_is_an_error_and_no_crash(text):
    with pytest.raises(QueryError):
        parse_query(text)


@pytest.mark.parametrize(
    "text",
    [
        "not " * 400 + "a",
        "-" * 1_500 + "a",
        "a " * 900,
        "a or " * 300 + "a",
        "(" * 40 + "a" + ")" * 40,
        "tag:" * 500,
        "\0:" * 900,
    ],
    ids=["nots", "signs", "words", "ors", "brackets", "a field in a field", "no letters"],
)
def test_a_long_query_that_can_be_read_is_read(text):
    assert len(text) <= MAX_LENGTH
    assert parse_query(text) is not None
