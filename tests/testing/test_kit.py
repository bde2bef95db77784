"""The kit without a disk: networks out of text, one hook asked, a report rendered."""

from __future__ import annotations

import types
from dataclasses import dataclass
from datetime import date

import pytest

import pnm_dates
import pnm_weekly_review
from pnm.api import (
    DerivedTag,
    Fact,
    Field,
    Parameter,
    PnmError,
    RelationKind,
    Reminder,
    Report,
    Section,
    WrittenNote,
    flag,
    hookimpl,
    interval,
)
from pnm.testing import TODAY, PluginError, ask, network_of, render, wrong_settings


def plugin(name="pnm_lunch", **hooks):
    module = types.ModuleType(name)
    for title, function in hooks.items():
        function.__name__ = title
        setattr(module, title, hookimpl(function))
    return module


@dataclass(frozen=True, slots=True)
class Options:
    every: int = interval("3 weeks")
    loud: bool = flag()


def declared():
    yield Options


# -- a network -----------------------------------------------------------------------------------


def test_people_are_notes_with_a_type():
    network = network_of({"Daily/2026-02-20.md": "dinner with [[ada]]"}, ada="city: Lisbon")

    assert network["ada"].city == "Lisbon"
    assert [row.day for row in network.interactions_of("ada")] == [date(2026, 2, 20)]
    assert network.today == TODAY


def test_a_network_has_the_fields_kinds_and_facts_of_the_plugins_under_test():
    def facts(note):
        return [Fact("gift", line.line, line.text) for line in note.lines if "gift" in line.text]

    module = plugin(
        pnm_fields=lambda: [Field("gift_ideas", "what to give", "list")],
        pnm_relation_kinds=lambda: [RelationKind("client", "whom I work for", "supplier")],
        pnm_facts=facts,
    )
    ada = "---\ntype: person\ngift_ideas: [a book]\nclient: '[[bob]]'\n---\n- gift: tea\n"

    network = network_of(plugins=[module], ada=ada, bob="name: Bob")

    assert network.field("ada", "gift_ideas") == ("a book",)
    assert [row.kind for row in network.relations_of("bob")] == ["supplier"]
    assert [(row.plugin, str(row.source)) for row in network.facts_of("ada")] == [
        ("lunch", "ada.md:6")
    ]


def test_a_plugin_that_cannot_read_a_note_fails_the_test():
    def facts(note):
        raise ValueError("no lines")

    with pytest.raises(PluginError, match=r"lunch failed: .*ValueError: no lines"):
        network_of(plugins=[plugin(pnm_facts=facts)], ada="name: Ada")


# -- one hook ------------------------------------------------------------------------------------


def test_a_hook_gets_what_it_names_and_no_more():
    def tags(network, today):
        yield DerivedTag("ada", f"on-{today}", "because")

    (tag,) = ask(plugin(pnm_tags=tags), "pnm_tags", network_of(ada="name: Ada"))

    assert tag.tag == "on-2026-03-02"


def test_the_day_can_be_another():
    def tags(today):
        yield DerivedTag("ada", f"on-{today}", "because")

    (tag,) = ask(plugin(pnm_tags=tags), "pnm_tags", network_of(), today=date(2026, 4, 1))

    assert tag.tag == "on-2026-04-01"


@pytest.mark.parametrize(
    ("config", "more", "every"),
    [
        (None, {}, 21),
        ('[plugins.lunch]\nevery = "5 days"\n', {}, 5),
        ('[plugins.lunch]\nevery = "5 days"\n', {"settings": {"every": "6 days"}}, 6),
        ('[plugins.tea]\nevery = "5 days"\n', {"name": "tea"}, 5),
    ],
    ids=["the defaults", "of the configuration", "of the test", "under another name"],
)
def test_settings_are_those_of_the_network_or_of_the_test(config, more, every):
    def tags(settings):
        yield DerivedTag("ada", f"every-{settings.every}", "because")

    module = plugin(pnm_settings=declared, pnm_tags=tags)

    (tag,) = ask(module, "pnm_tags", network_of(config=config), **more)

    assert tag.tag == f"every-{every}"


def test_what_pnm_does_not_understand_of_the_settings_is_told():
    module = plugin(pnm_settings=declared)
    config = '[plugins.lunch]\nevery = "soon"\nlaud = true\n'

    problems = wrong_settings(module, network_of(config=config))

    assert [(row.code, row.source.line) for row in problems] == [("PNM330", 2), ("PNM331", 3)]


def test_facts_are_asked_of_a_note():
    def facts(note):
        yield Fact("name", 1, note.name)

    (fact,) = ask(
        plugin(pnm_facts=facts), "pnm_facts", note=WrittenNote("ada.md", "Ada", is_contact=True)
    )

    assert fact.text == "Ada"


def test_sections_get_what_the_plugin_itself_says():
    def reminders(today):
        yield Reminder(today, "ada", "have lunch", "lunch", "because")

    def sections(report, gathered):
        ((name, reminder),) = gathered.reminders
        yield Section(report.name, f"{name}: {reminder.text}", 50)

    module = plugin(pnm_reminders=reminders, pnm_sections=sections)
    report = Report("weekly-review", "Weekly review", "report")

    (section,) = ask(module, "pnm_sections", network_of(ada="name: Ada"), report=report)

    assert (section.id, section.title) == ("weekly-review", "lunch: have lunch")


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (lambda: 1 / 0, r"pnm_tags: ZeroDivisionError: division by zero \(test_kit.py:"),
        (lambda: ["near"], "pnm_tags: TypeError: gave a str, not a DerivedTag"),
    ],
    ids=["raises", "another type"],
)
def test_a_plugin_that_fails_fails_the_test_with_its_reason(answer, message):
    with pytest.raises(PluginError, match=message):
        ask(plugin(pnm_tags=answer), "pnm_tags", network_of())


@pytest.mark.parametrize(
    ("hooks", "asked", "message"),
    [
        ({"pnm_tag": lambda: []}, "pnm_tags", "unknown hook pnm_tag; did you mean pnm_tags"),
        ({"pnm_checks": lambda: []}, "pnm_tags", "lunch does not answer pnm_tags; known are"),
    ],
    ids=["misspelt", "not there"],
)
def test_a_hook_that_is_not_there_is_told(hooks, asked, message):
    with pytest.raises(PluginError, match=message):
        ask(plugin(**hooks), asked, network_of())


# -- a report ------------------------------------------------------------------------------------


def test_a_report_is_rendered_out_of_what_the_plugins_say():
    network = network_of(ada="name: Ada\nbirthday: 1990-03-05")
    plugins = [pnm_dates, pnm_weekly_review]

    text = render("weekly-review", network, plugins=plugins)
    page = render("weekly-review", network, "html", plugins=plugins)

    assert "- [ ] [[ada|Ada]] — turns 36 on Thu 5 Mar" in text
    assert "turns 36 on Thu 5 Mar" in page


def test_parameters_are_filled_in_as_they_would_be_typed():
    def sections(report):
        rows = ", ".join(f"{key}={'+'.join(value)}" for key, value in report.given.items())
        yield Section("given", rows, 50, free=True)

    who = Parameter("name", "whom", "contact", many=True)
    when = Parameter("on", "when", "day", default="today")
    report = Report("brief", "Brief", "report", parameters=(who, when))
    network = network_of(ada="name: Ada", bob="name: Bob")

    text = render(
        report, network, plugins=[plugin(pnm_sections=sections)], given={"name": ["Ada", "bob"]}
    )

    assert "## name=ada+bob, on=2026-03-02" in text


def test_a_value_that_is_missing_is_told():
    report = Report("brief", "Brief", "report", parameters=(Parameter("city", "where"),))

    with pytest.raises(PnmError, match="brief needs: where"):
        render(report, network_of())


def test_two_plugins_need_two_names():
    with pytest.raises(ValueError, match="two plugins are called lunch"):
        render("weekly-review", network_of(), plugins=[plugin(), plugin()])


def test_a_hook_that_prints_fails_the_test():
    def tags():
        print("soup")  # noqa: T201 - that is what is tried
        return []

    with pytest.raises(PluginError, match="printed 'soup'"):
        ask(plugin(pnm_tags=tags), "pnm_tags", network_of())
