"""`pnm_tag_rules`: rules of the configuration to derived tags and diagnostics."""

from __future__ import annotations

import re
import tomllib
import types
from datetime import date
from pathlib import Path

import pytest

import pnm_tag_rules
from pnm.api import Severity
from pnm.testing import ask, network_of, wrong_settings
from pnm_tag_rules import rules

TODAY = date(2026, 11, 16)

PEOPLE = {
    "ada": "name: Ada\ncity: Lisbon\ncircle: climbing",
    "bob": "name: Bob\ncity: Lisbon\ntags: [person, Local]",
    "cy": "name: Cy\ncity: Porto\ntags_not: [portugal]",
}


def vault(config):
    """Return a network with this configuration."""
    return network_of(None, today=TODAY, config=config, **PEOPLE)


def tags(config):
    return ask(pnm_tag_rules, "pnm_tags", vault(config))


def problems(config):
    network = vault(config)
    return (*wrong_settings(pnm_tag_rules, network), *ask(pnm_tag_rules, "pnm_checks", network))


LISBON = """\
[[plugins.tag_rules.rules]]
when = "city:lisbon"
tags = ["#here", "south"]
why = "lives in Lisbon"
"""


def test_everybody_whom_a_rule_matches_gets_its_tags():
    assert [(t.contact_id, t.tag) for t in tags(LISBON)] == [
        ("ada", "here"),
        ("ada", "south"),
        ("bob", "here"),
        ("bob", "south"),
    ]


def test_a_tag_says_why_and_where_the_rule_stands():
    tag = tags(LISBON)[0]

    assert (tag.why, str(tag.source)) == ("lives in Lisbon", ".pnm/config.toml:2")


def test_without_a_why_the_query_is_the_reason():
    (tag,) = tags('[[plugins.tag_rules.rules]]\nwhen = "name:ada"\ntags = "host"\n')

    assert (tag.tag, tag.why) == ("host", "name:ada")


def test_a_rule_sees_the_tags_of_the_rules_before_it_only():
    first = '[[plugins.tag_rules.rules]]\nwhen = "name:ada"\ntags = "a"\n'
    second = '[[plugins.tag_rules.rules]]\nwhen = "tag:a"\ntags = "b"\n'

    assert [t.tag for t in tags(first + second)] == ["a", "b"]
    assert [t.tag for t in tags(second + first)] == ["a"]


def test_a_tag_that_the_note_refuses_is_not_given():
    given = tags(
        '[[plugins.tag_rules.rules]]\nwhen = "city:porto or name:ada"\ntags = "Portugal"\n'
    )

    assert [t.contact_id for t in given] == ["ada"]


def test_a_tag_that_the_note_has_is_not_derived():
    given = tags('[[plugins.tag_rules.rules]]\nwhen = "city:lisbon"\ntags = "local"\n')

    assert [t.contact_id for t in given] == ["ada"]


def test_the_first_of_two_rules_gives_the_reason():
    rule = '[[plugins.tag_rules.rules]]\nwhen = "name:ada"\ntags = "x"\nwhy = "{}"\n'

    (tag,) = tags(rule.format("one") + rule.format("two"))

    assert tag.why == "one"


@pytest.mark.parametrize(
    ("rule", "code", "line", "message"),
    [
        ('tags = "x"', "PNM311", 1, "a rule has no query"),
        ('when = ""\ntags = "x"', "PNM311", 2, "a rule has no query"),
        ('when = 3\ntags = "x"', "PNM311", 2, "a rule has no query"),
        ('when = "city:x"', "PNM312", 1, "the rule 'city:x' has no tags"),
        ('when = "city:x"\ntags = []', "PNM312", 3, "the rule 'city:x' has no tags"),
        ('when = "city:x"\ntags = ["a", 1]', "PNM312", 3, "the rule 'city:x' has no tags"),
        ('when = "town:x"\ntags = "x"', "PNM313", 2, "unknown field 'town' in 'town:x'"),
        ('when = "quiet:soon"\ntags = "x"', "PNM313", 2, "quiet: cannot take 'soon'"),
        (
            'when = "due:<14d"\ntags = "x"',
            "PNM313",
            2,
            "due: cannot be asked here, because what is due may depend on the answer",
        ),
    ],
    ids=[
        "no query",
        "empty query",
        "query is a number",
        "no tags",
        "empty tags",
        "a tag is a number",
        "unknown field",
        "value does not fit",
        "due",
    ],
)
def test_a_wrong_rule_is_told_with_its_line_and_the_others_work(rule, code, line, message):
    config = f"[[plugins.tag_rules.rules]]\n{rule}\n{LISBON}"

    (problem,) = problems(config)

    assert (problem.code, str(problem.source), problem.message, problem.severity) == (
        code,
        f".pnm/config.toml:{line}",
        message,
        Severity.ERROR,
    )
    assert problem.mend
    assert len(tags(config)) == 4


def test_a_mistyped_key_is_told_with_a_suggestion():
    (problem,) = problems(LISBON.replace("why", "wyh"))

    assert (problem.code, problem.source.line) == ("PNM314", 4)
    assert problem.mend == "did you mean why? known are: when, tags, why"


def test_rules_that_are_no_list_of_tables_are_told():
    (number,) = problems("[plugins.tag_rules]\nrules = 3\n")
    (text,) = problems('[plugins.tag_rules]\nrules = ["city:x"]\n')

    assert (number.code, number.source.line) == ("PNM330", 2)
    assert (text.code, text.message) == ("PNM330", "rules of tag_rules is ['city:x']")
    assert text.mend == "write it as tables: [[plugins.tag_rules.rules]]"


def test_without_rules_there_are_neither_tags_nor_problems():
    assert tags("") == ()
    assert problems("") == ()


def test_asking_twice_gives_the_same_and_leaves_the_contacts_alone():
    network = vault(LISBON)
    before = [contact.tags for contact in network]

    first = ask(pnm_tag_rules, "pnm_tags", network)
    second = ask(pnm_tag_rules, "pnm_tags", network)

    assert first == second
    assert [contact.tags for contact in network] == before
    assert network.config.plugin("tag_rules") == tomllib.loads(LISBON)["plugins"]["tag_rules"]


# -- the page ------------------------------------------------------------------------------------

PAGE = (Path(__file__).parents[2] / "docs" / "plugins" / "tag_rules.md").read_text("utf-8")


def block(language):
    (code,) = re.findall(rf"^```{language}\n(.+?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return code


def test_the_rules_on_the_page_work():
    config = block("toml")
    net = network_of(
        None,
        today=TODAY,
        config=config,
        ada="name: Ada\ncircle: climbing\ncity: Trieste\nlast_contact: 2026-01-01",
        bob="name: Bob\ncircle: climbing\ncity: Trieste\nlast_contact: 2026-11-01",
    )

    assert ask(pnm_tag_rules, "pnm_checks", net) == ()
    assert [(t.contact_id, t.tag) for t in ask(pnm_tag_rules, "pnm_tags", net)] == [
        ("ada", "rope-nearby"),
        ("bob", "rope-nearby"),
        ("ada", "ask-for-thursday"),
    ]


def test_the_plugin_on_the_page_works():
    plugin = types.ModuleType("pnm_birthday_months")
    exec(compile(block("python"), "docs/plugins/tag_rules.md", "exec"), vars(plugin))
    net = network_of(
        None, today=TODAY, ada="name: Ada\nbirthday: --11-30", bob="name: Bob\nbirthday: 1990-12-01"
    )

    (tag,) = ask(plugin, "pnm_tags", net)

    assert (tag.contact_id, tag.tag, tag.why) == ("ada", "birthday-month", "born on --11-30")


def test_the_page_names_every_code():
    told = set(re.findall(r"^\| (PNM\d{3}) \|", PAGE, re.MULTILINE))

    assert told == {value for value in vars(rules).values() if str(value).startswith("PNM")}
