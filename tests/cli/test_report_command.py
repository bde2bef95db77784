"""`pnm report`: what is typed behind it, reports with parameters, and reports of one's own."""

from __future__ import annotations

import time
from types import ModuleType

import pytest

from pnm.api import Line, Parameter, Report, Section, hookimpl
from pnm.cli import run
from pnm.cli.reporting import report_command

NOTES = {
    "People/Ana Silva.md": "---\ntype: person\ncity: Lisbon\ncircle: friends\nborn_in: Porto\n---\n"
    "- 2026-01-02 call: the flat\n",
    "People/Bob Kranjc.md": "---\ntype: person\ncity: Trieste\n---\n- 2026-03-01 mail\n",
    "People/Eve Kranjc.md": "---\ntype: person\nprivate: true\ncity: Lisbon\n---\n",
    "People/Ghost.md": "---\ntype: person\ndied: 2020-02-03\n---\n",
}

VISIT = Report(
    "visit",
    "City visit",
    "visit",
    "{folder}/{city} {day}.md",
    "Who is where I will be.",
    (
        Parameter("city", "the city"),
        Parameter("from", "the first day", "day", default="today"),
        Parameter("with", "who comes along", "contact", many=True, default=""),
    ),
)
PLAIN = Report("plain", "Plain", "plain", about="Nothing is asked.")


@hookimpl
def pnm_reports():
    return [VISIT, PLAIN]


@hookimpl
def pnm_sections(report, network):
    if report.name == "plain":
        yield Section("all", "All", 1, tuple(Line("here", c.id) for c in network))
        return
    if report.name != "visit":
        return
    there = [c for c in network if c.city == report.value("city") and not c.private]
    told = [f"from {report.value('from')}", *report.given["with"]]
    yield Section(
        "there",
        "There",
        1,
        tuple(Line("lives there", c.id, box=True, details=tuple(told)) for c in there),
    )


PLUGIN = ModuleType("visit_plugin")
for _name in ("pnm_reports", "pnm_sections"):
    setattr(PLUGIN, _name, globals()[_name])


@pytest.fixture
def vault(vault_of):
    return vault_of(NOTES, plugins={"visit": PLUGIN})


def test_the_list_says_what_to_type(vault):
    assert vault.run("report").out == (
        "plain                Nothing is asked.\n"
        "visit CITY           Who is where I will be.\n"
        "    CITY             the city\n"
        "    from=2026-11-16  the first day\n"
        "    with=NAME        who comes along\n"
    )


def test_json_of_the_list_names_the_parameters(vault):
    _, row = vault.run("report", "--json").json()

    assert row["origin"] == "visit"
    assert row["parameters"][1] == {
        "name": "from",
        "about": "the first day",
        "kind": "day",
        "many": False,
        "default": "today",
    }


@pytest.mark.parametrize(
    "typed",
    [
        ("report", "visit", "Lisbon"),
        ("report", "show", "visit", "Lisbon"),
        ("report", "visit", "city=Lisbon"),
        ("report", "--format", "markdown", "visit", "Lisbon"),
        ("report", "visit", "--format", "markdown", "Lisbon"),
    ],
    ids=" ".join,
)
def test_a_value_is_typed_behind_the_name(vault, typed):
    done = vault.run(*typed)

    assert done.err == ""
    assert done.out == (
        "# City visit: Lisbon, 2 March 2026\n\n1 thing to do.\n\n## There\n\n"
        "- [ ] [[People/Ana Silva|Ana Silva]] — lives there · from 2026-03-02\n"
    )


def test_people_and_days_are_looked_up(vault):
    done = vault.run("report", "visit", "Lisbon", "from=in 2 weeks", "with=bob", "with=ana")

    assert "from 2026-03-16 · People/Bob Kranjc · People/Ana Silva" in done.out


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        (("visit",), 2, "visit needs: the city\n    mend: pnm report visit CITY [from="),
        (("visit", "Lisbon", "soonish"), 2, "'soonish' is not a day, for from of visit"),
        (("visit", "Lisbon", "fron=today"), 2, "visit has no parameter 'fron'\n    mend: did you"),
        (("visit", "Lisbon", "with=nobody"), 3, "nobody is called 'nobody'"),
        (("visit", "Lisbon", "with=kranjc"), 4, "'kranjc' may be 2 people"),
        (("plain", "Lisbon"), 2, "'Lisbon' is too much for plain\n    mend: pnm report plain"),
        (("viist",), 3, "no report is called 'viist'\n    mend: did you mean visit?"),
        (("show",), 2, "Missing argument 'NAME'"),
        (("show", "list"), 3, "no report is called 'list'"),
    ],
    ids=[
        "nothing",
        "no day",
        "an unknown key",
        "an unknown name",
        "an ambiguous name",
        "too much",
        "an unknown report",
        "no name",
        "a report that is called as a command",
    ],
)
def test_what_does_not_fit_says_what_to_type(vault, typed, code, said):
    done = vault.run("report", *typed)

    assert done.code == code
    assert said in done.err
    assert done.out == ""


def test_json_says_what_was_asked(vault):
    shown = vault.run("report", "visit", "Lisbon", "with=bob", "--json").json()

    assert shown["title"] == "City visit: Lisbon"
    assert shown["given"] == {
        "city": ["Lisbon"],
        "from": ["2026-03-02"],
        "with": [{"id": "People/Bob Kranjc", "name": "Bob Kranjc", "path": "People/Bob Kranjc.md"}],
    }


def test_each_question_has_an_answer_of_its_own(vault):
    first = vault.run("report", "visit", "Lisbon").out
    second = vault.run("report", "visit", "Trieste").out

    assert "Ana Silva" in first
    assert "Bob Kranjc" in second
    assert vault.run("report", "visit", "Lisbon").out == first


@pytest.mark.parametrize(
    ("city", "path"),
    [
        ("Lisbon", "Reviews/Lisbon 2026-03-02.md"),
        ("../../etc/passwd", "Reviews/etc passwd 2026-03-02.md"),
        ("Novo mesto", "Reviews/Novo mesto 2026-03-02.md"),
        ("a{folder}b", "Reviews/a{folder}b 2026-03-02.md"),
        (".pnm", "Reviews/pnm 2026-03-02.md"),
    ],
)
def test_a_note_is_named_after_what_was_asked_and_leads_nowhere_else(vault, city, path):
    planned = vault.run("report", "visit", city, "--dry-run")
    vault.untouched()
    written = vault.run("report", "visit", city, "--write")

    assert planned.out.splitlines()[1] == f"+++ b/{path}"
    assert written.err == f"written: {path}\n"
    assert list(vault.changed()) == ["Reviews", path]
    assert "report: visit\n" in vault.read(path)


def test_a_report_without_a_path_is_no_note(vault):
    done = vault.run("report", "plain", "--write")

    assert done.code == 1
    assert done.err.startswith("plain is not made to be a note")


@pytest.mark.parametrize("fmt", ["html", "json"])
def test_a_note_is_markdown(vault, fmt):
    done = vault.run("report", "visit", "Lisbon", "--write", "--format", fmt)

    assert (done.code, done.out) == (2, "")


def test_a_command_of_a_report_takes_what_the_report_takes():
    command = report_command("visit", "Who is there.", "CITY")
    usage = command.get_help(command.make_context("visit", ["x"], resilient_parsing=True))

    assert {option.name for option in command.params} >= {"words", "format", "write", "dry_run"}
    assert usage.startswith("Usage: visit [OPTIONS] CITY\n\n  Who is there.\n")


def plugin(**hooks):
    """A plugin made of functions."""
    module = ModuleType("further_plugin")
    for name, function in hooks.items():
        function.__name__ = name
        setattr(module, name, hookimpl(function))
    return module


def weather(report):
    return [Section("weather", "Weather", 0, (Line("it rains"),))]


def test_another_plugin_adds_a_section_without_any_template(vault_of):
    vault = vault_of(NOTES, plugins={"visit": PLUGIN, "weather": plugin(pnm_sections=weather)})
    shown = vault.run("report", "visit", "Lisbon").out

    assert "\n## Weather\n\n- it rains\n\n## There\n" in shown


@pytest.mark.parametrize(
    ("where", "first"),
    [
        ("vault", "the vault of the plugin"),
        ("user", "the user of the plugin"),
        ("", "of the plugin"),
    ],
    ids=["the vault's", "the user's", "the plugin's"],
)
def test_a_template_of_a_plugin_is_extended_by_vault_and_user(vault_of, tmp_path, where, first):
    (tmp_path / "visit.md.j2").write_text("{% block title %}of the plugin{% endblock %}\n")
    given = plugin(pnm_templates=lambda: [str(tmp_path)])
    vault = vault_of(NOTES, plugins={"visit": PLUGIN, "looks": given})
    extended = (
        '{% extends "builtin/visit.md.j2" %}'
        "{% block title %}the " + where + " {{ super() }}{% endblock %}"
    )
    if where == "vault":
        vault.write(".pnm/templates/visit.md.j2", extended)
    elif where:
        (vault.world / "config" / "templates").mkdir()
        (vault.world / "config" / "templates" / "visit.md.j2").write_text(extended)

    assert vault.run("report", "visit", "Lisbon").out == f"{first}\n"


def test_of_two_reports_of_one_name_that_of_the_first_plugin_is_made(vault_of):
    other = plugin(pnm_reports=lambda: [Report("plain", "Other", "plain", about="Another.")])
    vault = vault_of(NOTES, plugins={"visit": PLUGIN, "zzz": other})

    assert vault.run("report", "--json").json()[0]["origin"] == "visit"
    assert vault.run("report").out.count("plain") == 1


# -- reports of one's own ------------------------------------------------------------------------


def template(head, body="{% extends 'report.md.j2' %}"):
    return f"{{#\n{head}\n#}}\n{body}"


def test_a_new_report_is_there_at_once(vault):
    made = vault.run("report", "new", "quiet-friends")

    assert made.err == (
        "written: .pnm/templates/quiet-friends.md.j2\n"
        "    see it: pnm report quiet-friends\n"
        "    while you edit it: pnm report preview quiet-friends --watch\n"
    )
    assert list(vault.changed()) == [".pnm/templates", ".pnm/templates/quiet-friends.md.j2"]
    assert vault.run("report", "quiet-friends", today=None).out.startswith(
        "# Quiet friends, 2 March 2026\n"
    )
    assert "quiet-friends" in vault.run("report").out


@pytest.mark.parametrize("fmt", ["markdown", "html", "terminal", "json"])
def test_a_report_of_one_s_own_is_made_in_every_format(vault, fmt):
    vault.write(".pnm/templates/quiet.md.j2", template("title: Quiet\npeople: quiet:>40d"))
    done = vault.run("report", "quiet", "--format", fmt)

    assert done.code == 0
    assert "Ana Silva" in done.out
    assert "Bob Kranjc" not in done.out


def test_private_contacts_are_in_no_report_of_one_s_own(vault):
    vault.write(".pnm/templates/all.md.j2", template("title: All\npeople: city:Lisbon"))

    assert "Eve" not in vault.run("report", "all").out
    vault.write(".pnm/templates/all.md.j2", template("title: All\npeople: private:yes"))
    assert "Eve" not in vault.run("report", "all").out


def test_the_dead_are_shown_and_not_asked_for(vault):
    vault.write(".pnm/templates/all.md.j2", template("title: All\npeople: name:Ghost"))

    assert "\n- [[People/Ghost|Ghost]] — no contact noted yet\n" in vault.run("report", "all").out


def test_the_values_of_people_are_there_for_the_template(vault):
    body = (
        "{% for line in sections[0].lines %}{% set v = line.values %}{{ line.person.name }} "
        "{{ v.last }} {{ v.days }} {{ v.times }} {{ v.channel }} {{ v.talk }} "
        "{{ v.circles | join('+') }} "
        "{{ v.fields.born_in }}{% endfor %}"
    )
    vault.write(".pnm/templates/mine.md.j2", template("title: M\npeople: circle:friends", body))

    assert (
        vault.run("report", "mine").out == "Ana Silva 2026-01-02 59 1 call the flat friends Porto\n"
    )


def test_a_copy_has_the_sections_of_its_like_and_asks_the_same(vault):
    made = vault.run("report", "new", "trip", "--from", "visit")
    done = vault.run("report", "trip", "Lisbon")

    assert made.code == 0
    assert "trip CITY " in vault.run("report").out
    assert done.out.startswith("# Trip: Lisbon, 2 March 2026\n")
    assert "[[People/Ana Silva|Ana Silva]] — lives there" in done.out
    assert vault.run("report", "trip").code == 2


def test_a_report_of_one_s_own_becomes_a_note(vault):
    head = "title: Quiet\npeople: quiet:>40d\npath: {folder}/{month} Quiet.md"
    vault.write(".pnm/templates/quiet.md.j2", template(head))
    done = vault.run("report", "quiet", "--write")

    assert done.err == "written: Reviews/2026-03 Quiet.md\n"
    assert "<!-- pnm:log " in vault.read("Reviews/2026-03 Quiet.md")


def test_the_user_s_own_reports_are_in_all_vaults(vault):
    folder = vault.world / "config" / "templates"
    folder.mkdir(parents=True)
    (folder / "mine.md.j2").write_text(template("title: Mine\npeople: name:Bob"), "utf-8")

    assert "Bob Kranjc" in vault.run("report", "mine").out


@pytest.mark.parametrize(
    ("head", "place", "said"),
    [
        ("title: X\ntitel: Y\npeople: name:Bob", 3, "the head of a report has no 'titel'"),
        ("title: X\nlike: vist", 3, "no plugin makes a report called 'vist'"),
        ("title: X\nlike: x", 3, "no plugin makes a report called 'x'"),
        ("title: X\n\npeople: nam:Bob", 4, "nam"),
        ("title: X\npeople: (", 3, ""),
    ],
    ids=["unknown key", "unknown report", "itself", "unknown field", "no query"],
)
def test_a_fault_in_a_head_names_its_line(vault, head, place, said):
    vault.write(".pnm/templates/x.md.j2", template(head))
    done = vault.run("report", "x")

    assert done.code in {1, 2}
    assert done.err.startswith(f".pnm/templates/x.md.j2:{place}: ")
    assert said in done.err
    assert "mend: " in done.err


def test_a_path_with_a_name_that_is_not_there_is_told(vault):
    vault.write(".pnm/templates/x.md.j2", template("title: X\npath: {folder}/{weak}.md"))
    done = vault.run("report", "x", "--write")

    assert "nothing is called 'weak'\n    mend: did you mean week?" in done.err
    assert list(vault.changed()) == []


def test_the_path_of_a_template_never_leads_into_a_note_of_the_user(vault):
    head = "title: X\npeople: name:Bob\npath: People/Ana Silva.md"
    vault.write(".pnm/templates/x.md.j2", template(head))
    done = vault.run("report", "x", "--write")

    assert done.code == 1
    assert done.err == (
        "People/Ana Silva.md was not made by pnm, so nothing is written into it\n"
        "    mend: move or rename that file, or print the report: pnm report x\n"
    )
    assert list(vault.changed()) == []


@pytest.mark.parametrize(
    "path", ["../x.md", "/etc/x.md", ".pnm/x.md", "x.txt", "{week.__class__}.md", "a/../../x.md"]
)
def test_the_path_of_a_template_leads_to_notes_only(vault, path):
    vault.write(".pnm/templates/x.md.j2", template(f"title: X\npath: {path}"))
    done = vault.run("report", "x", "--write")

    assert done.code == 1
    assert list(vault.changed()) == []


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("visit", 1, "there is a report called 'visit' already"),
        ("list", 1, "'list' cannot be the name of a report: it is a command"),
        ("Quiet", 1, "'Quiet' cannot be the name of a report"),
        ("../x", 1, "'../x' cannot be the name of a report"),
        ("line", 1, "there is a template called 'line' already: line.md.j2"),
        ("", 1, "'' cannot be the name of a report"),
    ],
)
def test_a_name_that_cannot_be_a_report_s_is_told(vault, name, code, said):
    done = vault.run("report", "new", name)

    assert (done.code, done.err.partition("\n")[0]) == (code, said)
    vault.untouched()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("x.md.j2", "no head", "is there; it is a report when it begins with {# title: … #}"),
        ("x.md.j2", "{# about: no title #}", "is there; it is a report when"),
        ("x.md.j2", "{# title: #}", "is there; it is a report when"),
    ],
    ids=["none", "without a title", "with an empty title"],
)
def test_a_template_without_a_head_is_no_report(vault, name, text, said):
    vault.write(f".pnm/templates/{name}", text)
    done = vault.run("report", "x")

    assert done.code == 3
    assert said in done.err
    assert "x" not in vault.run("report").out.split()


def test_a_head_on_one_line_is_enough(vault):
    vault.write(".pnm/templates/x.md.j2", "{# title: Mine #}{{ report.title }}")

    assert vault.run("report", "x").out == "Mine\n"


def test_a_template_that_stands_for_another_is_no_report(vault):
    vault.write(".pnm/templates/line.md.j2", template("title: Line", "{{ line.text }}"))

    assert "line" not in vault.run("report").out.split()


def test_a_report_of_one_s_own_does_not_hide_a_plugin_s(vault):
    vault.write(".pnm/templates/visit.md.j2", template("title: Mine", "{{ report.title }}"))

    assert vault.run("report", "visit", "Lisbon").out == "City visit: Lisbon\n"


@pytest.mark.parametrize(
    "text",
    [
        "{#" + " " * 200_000 + "x#}",
        "{# title: X\n" + "a" * 200_000 + "#}",
        "{# title: X\n" + " \t" * 100_000 + ":" + " " * 9 + "#}",
        "{#" * 100_000,
        "{# title:" + " X" * 100_000 + "#}",
        "\n" * 200_000 + "{# title: X #}",
    ],
    ids=["spaces", "letters", "tabs", "openings", "words", "lines"],
)
def test_a_head_of_any_kind_is_read_in_no_time(vault, text):
    vault.write(".pnm/templates/x.md.j2", text)
    begun = time.process_time()
    done = vault.run("report")

    assert done.code == 0
    assert time.process_time() - begun < 3


def test_opening_a_vault_with_reports_of_its_own_runs_nothing(vault):
    vault.write(".pnm/templates/x.md.j2", template("title: X\npeople: (((", "{% for %}"))

    assert vault.run("report").code == 0
    assert vault.run("report", "visit", "Lisbon").code == 0


# -- eject, vars, preview ------------------------------------------------------------------------


def test_eject_says_where_the_copy_is(vault):
    done = vault.run("report", "eject", "line.md.j2")

    assert done.err.startswith("copied to .pnm/templates/line.md.j2; ")
    assert vault.run("report", "eject", "line.md.j2", "--json").code == 1


def test_vars_lists_names_with_examples(vault):
    text = vault.run("report", "vars", "visit").out

    assert "The page\n  report  " in text
    assert "  week        text" in text
    assert '  report.given  several values by name  {"city": ["' in text
    assert "  person.name    text          Ana Silva" in text


def test_vars_takes_what_the_report_takes(vault):
    rows = vault.run("report", "vars", "visit", "Trieste", "--json").json()

    assert {
        "where": "person",
        "name": "person.name",
        "kind": "text",
        "about": "What to call the person.",
        "example": "Bob Kranjc",
    } in rows


@pytest.mark.parametrize("typed", [("nope",), ("visit", "a", "b", "c", "d")])
def test_vars_refuses_what_the_report_refuses(vault, typed):
    assert vault.run("report", "vars", *typed).code in {2, 3}


def test_a_preview_is_the_report(vault):
    assert (
        vault.run("report", "preview", "visit", "Lisbon").out
        == vault.run("report", "visit", "Lisbon").out
    )


def test_a_preview_shows_a_fault_in_its_place(vault):
    vault.write(
        ".pnm/templates/x.md.j2", "{# title: X #}\n\none\n{{ reprt.title }}\nfive\nsix\nseven\n"
    )
    done = vault.run("report", "preview", "x")

    assert (done.code, done.out) == (1, "")
    assert done.err == (
        ".pnm/templates/x.md.j2:4: cannot render: 'reprt' is undefined\n"
        "    mend: did you mean 'report'? the template may use: front, report, sections, summary, "
        "today, version, week, week_end, week_start\n"
        "\n  2 |\n  3 | one\n> 4 | {{ reprt.title }}\n  5 | five\n  6 | six\n"
    )


def test_a_preview_as_json_names_the_fault(vault):
    vault.write(".pnm/templates/x.md.j2", "{# title: X #}\n{{ reprt }}\n")
    told = vault.run("report", "preview", "x", "--json").json()

    assert (told["text"], told["fault"]["path"], told["fault"]["line"]) == (
        None,
        ".pnm/templates/x.md.j2",
        2,
    )


@pytest.mark.parametrize("fmt", ["json", "terminal"])
def test_a_browser_shows_pages(vault, fmt):
    done = vault.run("report", "preview", "visit", "Lisbon", "--browser", "--format", fmt)

    assert (done.code, done.out) == (2, "")


@pytest.mark.parametrize("word", ["eject", "list", "new", "preview", "show", "vars"])
def test_every_command_has_its_own_help(word, capsys):
    assert run(["report", word, "--help"]) == 0
    assert f"pnm report {word}" in capsys.readouterr().out


@pytest.mark.parametrize("typed", [["--help"], ["-h"]])
def test_help_lists_the_commands(typed, capsys):
    assert run(["report", *typed]) == 0
    assert "preview  Show a report while its template is edited." in capsys.readouterr().out
