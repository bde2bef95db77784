"""One name goes into a list of the configuration, and every other byte stays."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pnm.found.left_out import with_plugin

COMMENTED = """# mine
[plugins]
disabled = [
  "a", # slow
  'b',
]

[plugins.dates]   # mine, too
lead_days = 3
"""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '[plugins]\ndisabled = ["x"]\n'),
        ('[vault]\nme = "I"\n', '[vault]\nme = "I"\n\n[plugins]\ndisabled = ["x"]\n'),
        ('[plugins]\r\ndisabled = ["a"]\r\n', '[plugins]\r\ndisabled = ["a", "x"]\r\n'),
        ("plugins.disabled = []\n", 'plugins.disabled = ["x"]\n'),
        (COMMENTED, COMMENTED.replace("  'b',\n", "  'b',\n  \"x\",\n")),
        ('[plugins]\ndisabled = "a"\n', '[plugins]\ndisabled = ["a", "x"]\n'),
    ],
    ids=["nothing", "another table", "CRLF", "dotted", "comments", "one text"],
)
def test_a_plugin_is_left_out(before, after):
    assert with_plugin(before, "x", wanted=False) == after


@pytest.mark.parametrize("text", ["", '[plugins]\ndisabled = ["a"]\n', "[vault]\n"])
def test_a_plugin_that_nobody_left_out_needs_no_word(text):
    assert with_plugin(text, "x", wanted=True) == text


def test_a_plugin_is_asked_again():
    text = '[plugins]\ndisabled = ["a", "x"]\n'

    assert with_plugin(text, "x", wanted=True) == '[plugins]\ndisabled = ["a"]\n'


NAMES = st.lists(st.from_regex(r"[a-z]{1,3}", fullmatch=True), max_size=4, unique=True)


ENDS = st.sampled_from(["\n", "\r\n"])


@given(NAMES, st.sampled_from(["a", "b", "x"]), st.booleans(), ENDS)
def test_whatever_stood_there_the_name_is_where_it_shall_be(disabled, name, wanted, end):
    lines = ["# top", "[plugins]", f"disabled = {disabled}", "# between"]
    text = end.join([*lines, "[plugins.dates]", "lead_days = 3 # days", ""])

    after = with_plugin(text, name, wanted=wanted)

    table = tomllib.loads(after)["plugins"]
    assert (name in table["disabled"]) is not wanted
    assert table["dates"] == {"lead_days": 3}
    assert set(table["disabled"]) | {name} == set(disabled) | {name}
    assert all(line in after.split(end) for line in ("# top", "# between", "lead_days = 3 # days"))
    assert with_plugin(after, name, wanted=wanted) == after
