"""Each plugin is asked alone: a broken one loses only its answer."""

import sys
from datetime import date
from types import ModuleType

import pytest

from pnm.api import Reminder, hookimpl
from pnm.host import Host
from pnm.testing import network_of

NETWORK = network_of(ada="name: Ada")
TODAY = date(2026, 3, 2)


def plugin(name, **functions):
    module = ModuleType(f"pnm_{name}")
    for hook, function in functions.items():
        function.__name__ = hook
        setattr(module, hook, hookimpl(function))
    return module


def reminder(text):
    return Reminder(TODAY, "ada", text, "lunch")


def ask(*plugins, settings=None):
    host = Host(settings)
    for name, module in plugins:
        host.add(name, module)
    return host, host.ask("pnm_reminders", Reminder, network=NETWORK, today=TODAY)


GOOD = ("good", plugin("good", pnm_reminders=lambda network, today: [reminder("good")]))


def half_way(network):
    yield reminder("half")
    raise ValueError("no more")


def leaves():
    sys.exit(3)


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (half_way, "ValueError: no more"),
        (leaves, "SystemExit: 3"),
        (lambda: [1], "gave a int, not a Reminder"),
        (lambda: 5, "TypeError"),
        (lambda network: network["nobody"], "KeyError"),
    ],
    ids=["half-way", "exits", "wrong type", "not a list", "raises"],
)
def test_a_failing_plugin_is_named_and_the_others_answer(function, said):
    host, answers = ask(("bad", plugin("bad", pnm_reminders=function)), GOOD)

    assert [(name, row.text) for name, row in answers.given] == [("good", "good")]
    (problem,) = answers.problems
    assert str(problem.source) == "plugin bad"
    assert said in problem.message
    assert said in host.plugins["bad"].fault


def test_the_order_is_by_name_and_not_by_loading():
    rows = [(n, plugin(n, pnm_reminders=lambda n=n: [reminder(n)])) for n in ("zoe", "ann", "max")]

    assert [n for n, _ in ask(*rows)[1].given] == ["ann", "max", "zoe"]


def test_each_plugin_gets_its_own_settings():
    row = ("one", plugin("one", pnm_reminders=lambda settings: [reminder(settings["word"])]))

    _, answers = ask(row, settings={"one": {"word": "hello"}, "two": {"word": "no"}})

    assert [r.text for _, r in answers.given] == ["hello"]


def test_an_unknown_hook_is_reported_with_a_suggestion():
    host, _ = ask(("typo", plugin("typo", pnm_reminder=lambda: [])))

    assert "did you mean pnm_reminders?" in host.plugins["typo"].fault


def test_a_wrong_parameter_is_reported_with_the_known_ones():
    host, answers = ask(("wrong", plugin("wrong", pnm_reminders=lambda vault: [])), GOOD)

    assert "asks for 'vault'; known are: network, today, settings" in host.plugins["wrong"].fault
    assert [n for n, _ in answers.given] == ["good"]


def test_a_slow_plugin_is_said_and_its_answer_kept():
    clock = iter([0.0, 9.0, 9.0, 9.1])
    host = Host(clock=lambda: next(clock))
    host.add(*GOOD)

    answers = host.ask("pnm_reminders", Reminder, network=NETWORK, today=TODAY)

    assert len(answers.given) == 1
    assert [p.code for p in answers.problems] == ["PNM903"]


class Entry:
    def __init__(self, name, value, load, off=""):
        self.name, self.value, self.load, self.off = name, value, load, off


def boom():
    raise ImportError("no module named torch")


def test_a_plugin_that_cannot_be_imported_is_named():
    host = Host()
    host.load([Entry("heavy", "pnm_heavy", boom), Entry("good", "pnm_good", lambda: GOOD[1])])

    assert "ImportError: no module named torch" in host.plugins["heavy"].fault
    assert host.plugins["good"].hooks == ("pnm_reminders",)


def test_a_plugin_that_is_switched_off_is_not_imported():
    host = Host()
    host.load([Entry("heavy", "pnm_heavy", boom, off="left out by -p")])

    assert host.plugins["heavy"].off == "left out by -p"
    assert host.problems == []
