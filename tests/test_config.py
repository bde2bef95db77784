"""The configuration: what it gives, and what is said of a wrong one."""

import pytest

from pnm.config import read_config
from pnm.errors import ConfigError


def test_no_file_means_the_defaults():
    config = read_config(None)

    assert (config.written, config.asks, config.review) == (False, 7, "weekly-review")
    assert ("type", "person") in config.profile.person_keys


def test_a_circle_has_a_cadence_with_its_line():
    config = read_config('[circles.Friends]\n# often\nevery = "3 weeks"\nlongest = "6 weeks"\n')

    circle = config.circles["friend"]
    assert (circle.every_days, circle.longest_days) == (21, 42)
    assert str(circle.source) == ".pnm/config.toml:3"


def test_the_profile_is_folded_as_the_notes_are():
    config = read_config('[profile]\nperson_keys = ["Note Type: Person"]\nperson_tags = ["#VIP"]\n')

    assert config.profile.person_keys == frozenset({("notetype", "person")})
    assert config.profile.person_tags == frozenset({"vip"})


def test_rules_of_a_table_array_have_lines():
    config = read_config(
        '[[plugins.tag_rules.rules]]\nwhen = "a"\n[[plugins.tag_rules.rules]]\nwhen = "b"\n'
    )

    assert str(config.source("plugins.tag_rules.rules.1.when")) == ".pnm/config.toml:4"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("[vault\n", 1, "cannot be read"),
        ("[vualt]\n", 1, "did you mean vault?"),
        ('[vault]\ndate_ordr = "dmy"\n', 2, "did you mean date_order?"),
        ('[vault]\ndate_order = "ymd"\n', 2, "write one of: dmy, mdy"),
        ("[vault]\nme = 3\n", 2, "vault.me is not a text"),
        ('[circles.friends]\nevery = "soon"\n', 2, "not an interval"),
        ('[circles.friends]\nevery = "6 weeks"\nlongest = "3 weeks"\n', 3, "shorter than every"),
        ('[circles.friends]\nevrey = "6 weeks"\n', 2, "did you mean every?"),
        ('circles = "friends"\n', 1, "circles is not a table"),
        ("plugins = 3\n", 1, "plugins is not a table"),
        ("channels = 3\n", 1, "channels is not a table"),
        ('[profile]\nperson_keys = ["person"]\n', 1, "not a key with a value"),
        ("[profile]\nperson_tags = [1]\n", 2, "not a list of texts"),
        ('[plugins]\ndates = "no"\n', 2, "plugins.dates is not a table"),
        ("[reports]\nasks = -1\n", 2, "not a number"),
        ("a = " + "[" * 5000, 0, "cannot be read"),
    ],
)
def test_a_fault_says_where_and_how_to_mend_it(text, line, said):
    with pytest.raises(ConfigError) as caught:
        read_config(text)

    assert caught.value.exit_code == 2
    assert said in str(caught.value)
    assert caught.value.source.line == line
