"""One name goes into a list of the configuration, and every other byte stays."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pnm.found.lists import with_plugin

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
        ('[plugins]\nenabled = ["x"]\n', '[plugins]\nenabled = []\ndisabled = ["x"]\n'),
    ],
    ids=["nothing", "another table", "CRLF", "dotted", "comments", "enabled before"],
)
def test_a_plugin_is_left_out(before, after):
    assert with_plugin(before, "x", wanted=False) == after


@pytest.mark.parametrize("text", ["", '[plugins]\ndisabled = ["a"]\n', "[vault]\n"])
def test_a_plugin_that_nobody_left_out_needs_no_word(text):
    assert with_plugin(text, "x", wanted=True) == text


def test_a_plugin_is_asked_again():
    text = '[plugins]\ndisabled = ["a", "x"]\n'

    assert with_plugin(text, "x", wanted=True) == '[plugins]\ndisabled = ["a"]\n'


def test_against_the_users_own_list_it_is_named():
    assert with_plugin("", "x", wanted=True, against=True) == '[plugins]\nenabled = ["x"]\n'


NAMES = st.lists(st.from_regex(r"[a-z]{1,3}", fullmatch=True), max_size=4, unique=True)


@given(
    NAMES, NAMES, st.sampled_from(["a", "b", "x"]), st.booleans(), st.sampled_from(["\n", "\r\n"])
)
def test_whatever_stood_there_the_name_is_where_it_shall_be(disabled, enabled, name, wanted, end):
    lines = ["# top", "[plugins]", f"disabled = {disabled}", "# between", f"enabled = {enabled}"]
    text = end.join([*lines, "[plugins.dates]", "lead_days = 3 # days", ""])

    after = with_plugin(text, name, wanted=wanted, against=True)

    table = tomllib.loads(after)["plugins"]
    assert (name in table["disabled"], name in table["enabled"]) == (not wanted, wanted)
    assert table["dates"] == {"lead_days": 3}
    assert set(table["disabled"]) | {name} == set(disabled) | {name}
    assert set(table["enabled"]) | {name} == set(enabled) | {name}
    assert all(line in after.split(end) for line in ("# top", "# between", "lead_days = 3 # days"))
    assert with_plugin(after, name, wanted=wanted, against=True) == after
