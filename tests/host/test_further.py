"""Facts of plugins, asked about one note or about many at once: the answers are the same."""

import pytest

from pnm.contacts.further import ReadsMany, read_each
from pnm.hookspecs import hookimpl
from pnm.host import Host
from pnm.host.further import FactsOfPlugins
from pnm.model import Fact, WrittenLine, WrittenNote

NOTES = [
    WrittenNote(f"{name}.md", name, True, lines=(WrittenLine(name, 4, rest=name),))
    for name in ("ada", "bob", "eve", "kim")
]


class Names:
    """Gives the name of each note."""

    @hookimpl
    def pnm_facts(self, note):
        yield Fact("name", 4, note.name)


class Failing:
    """Does what it should not with the note on Bob."""

    def __init__(self, how):
        self.how = how
        self.asked = []

    @hookimpl
    def pnm_facts(self, note):
        self.asked.append(note.name)
        yield Fact("before", 4)
        if note.name == "bob":
            yield self.how()


class Silent:
    """Gives nothing, in another way than the empty list."""

    @hookimpl
    def pnm_facts(self, note):
        return None


def raising():
    raise ValueError("no bob")


def leaving():
    raise SystemExit(3)


def wrong():
    return "a text"


def further(**plugins):
    host = Host()
    for name, plugin in plugins.items():
        host.add(name, plugin)
    return FactsOfPlugins(lambda: host, list(plugins), "1"), host


def test_many_notes_are_read_as_each_of_them():
    asked, host = further(names=Names(), silent=Silent())

    assert isinstance(asked, ReadsMany)
    assert read_each(asked, NOTES) == [asked.read(note) for note in NOTES]
    assert [facts[0][1].text for facts, _ in asked.read_many(NOTES)] == ["ada", "bob", "eve", "kim"]
    assert host.problems == []


def test_of_no_notes_there_are_no_facts():
    asked, _ = further(names=Names())

    assert asked.read_many([]) == []


@pytest.mark.parametrize("how", [raising, leaving, wrong], ids=lambda how: how.__name__)
def test_a_plugin_that_fails_on_a_note_loses_its_facts_of_that_note_only(how):
    asked, host = further(bad=Failing(how), good=Names())
    found = asked.read_many(NOTES)

    assert found == [asked.read(note) for note in NOTES]
    assert [len(failed) for _, failed in found] == [0, 1, 0, 0]
    assert [[plugin for plugin, _ in facts] for facts, _ in found] == [
        ["bad", "good"],
        ["good"],
        ["bad", "good"],
        ["bad", "good"],
    ]
    assert found[1][1][0][0] == "bad"
    assert host.problems == []


def test_a_plugin_that_does_well_is_asked_once_about_each_note():
    plugin = Failing(raising)
    asked, _ = further(bad=plugin)
    asked.read_many([NOTES[0], *NOTES[2:]])

    assert plugin.asked == ["ada", "eve", "kim"]


def test_whoever_reads_one_note_at_a_time_reads_many_all_the_same():
    class OneByOne:
        state = ""

        def read(self, note):
            return ((("x", Fact("name", 4, note.name)),), ())

    assert [facts[0][1].text for facts, _ in read_each(OneByOne(), NOTES)] == [
        "ada",
        "bob",
        "eve",
        "kim",
    ]
