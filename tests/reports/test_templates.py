"""Templates: where they are found, what they may use, what is said when they are wrong."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from pnm.errors import NotFoundError, ReportError
from pnm.model import Report
from pnm.reports.folders import MOST_CHARACTERS, eject, find_template

PROBE = Report("probe", "Probe", "probe")


def fault(desk, template, fmt="markdown"):
    """What is said about a template."""
    with pytest.raises(ReportError) as caught:
        desk.shown(template, fmt)
    return caught.value


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (("vault", "user", "plugin"), "vault"),
        (("user", "plugin"), "user"),
        (("plugin",), "plugin"),
        ((), "# Probe, 16 November 2026"),
    ],
    ids=["the vault's", "the user's", "a plugin's", "the common one"],
)
def test_the_first_folder_that_has_a_template_gives_it(desk, written, shown):
    folders = {"vault": desk.folders.vault, "user": desk.folders.user, "plugin": desk.plugin}
    for name in written:
        desk.write("probe.md.j2", name, folder=folders[name])

    assert desk.render("markdown", (), report=PROBE).splitlines()[0] == shown


def test_a_template_can_extend_the_one_it_stands_for(desk):
    desk.write(
        "weekly-review.md.j2",
        '{% extends "builtin/weekly-review.md.j2" %}\n{% block title %}\n{{ super() | upper }}\n'
        '{% endblock %}\n{% block section %}\n{% if section.id == "dates" %}\n{{ super() }}\n'
        "{% endif %}\n{% endblock %}\n{% block foot %}\n*the end*\n{% endblock %}\n",
        folder=desk.folders.vault,
    )
    printed = desk.render("markdown")

    assert printed.startswith("# WEEKLY REVIEW, 16–22 NOVEMBER 2026\n\n**2 dates,")
    assert [row for row in printed.splitlines() if row.startswith("## ")] == ["## This week"]
    assert printed.endswith("\n\n*the end*\n")


def test_one_line_can_be_changed_for_all_reports(desk):
    desk.write("line.md.j2", "* {{ line.text }}{{ line | mark }}\n", folder=desk.folders.user)

    assert "\n* quiet for 7 weeks\n* quiet for 5 months" in desk.render("markdown")


def test_the_front_matter_can_have_more_keys(desk):
    desk.write(
        "weekly-review.md.j2",
        '{% extends "builtin/weekly-review.md.j2" %}{% block keys %}tags: [review]\n{% endblock %}',
        folder=desk.folders.vault,
    )

    assert "date: 2026-11-16\ntags: [review]\n---\n" in desk.render("markdown", keep_marks=True)


@pytest.mark.parametrize(
    "name",
    [
        "../outside.md.j2",
        "/etc/passwd",
        "sub/x.md.j2",
        "builtin/../x.md.j2",
        "x.md",
        ".x.j2",
        "x\\y.j2",
        "",
    ],
)
def test_a_name_never_leaves_the_folders(desk, name, tmp_path):
    (tmp_path / "outside.md.j2").write_text("secret")

    assert find_template(name, desk.folders) is None
    assert fault(desk, f"{{% include {name!r} %}}").message.startswith("cannot render: ")


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="needs a system that can refuse links")
def test_a_link_in_a_vault_is_not_followed(desk, tmp_path):
    (tmp_path / "secret").write_text("secret")
    (desk.folders.vault / "line.md.j2").symlink_to(tmp_path / "secret")

    with pytest.raises(ReportError, match="cannot be read"):
        desk.render("markdown")


def test_a_link_in_the_users_own_folder_is_followed(desk, tmp_path):
    (tmp_path / "dotfiles").write_text("{{ line.text }}\n")
    (desk.folders.user / "line.md.j2").symlink_to(tmp_path / "dotfiles")

    assert "\nquiet for 7 weeks\n" in desk.render("markdown")


def test_a_template_in_an_editors_encoding_is_read(desk):
    (desk.plugin / "probe.md.j2").write_bytes("\ufeffGrüße\r\nan {{ week }}\r\n".encode())

    assert desk.render("markdown", (), report=PROBE) == "Grüße\nan 2026-W47\n"


def test_a_template_that_is_too_long_is_refused(desk):
    assert "256 thousand characters" in fault(desk, "x" * (MOST_CHARACTERS + 1)).message


def test_a_template_that_is_no_text_is_refused(desk):
    (desk.plugin / "probe.md.j2").write_bytes(b"\0\1\2")

    with pytest.raises(ReportError, match=r"^probe\.md\.j2: "):
        desk.render("markdown", report=PROBE)


FAULTS = {
    "unknown name": (
        "\n{{ wek }}",
        2,
        "'wek' is undefined",
        "did you mean 'week'? the template may use: front",
    ),
    "unknown part": (
        "{% for s in sections %}\n{{ s.titel }}{% endfor %}",
        2,
        "a section has no 'titel'",
        "did you mean 'title'? a section has: chart, folded",
    ),
    "unknown filter": (
        "\n\n{{ week | uper }}",
        3,
        "no filter is called 'uper'",
        "did you mean 'upper'? known are: abs",
    ),
    "unknown test": ("{{ week is dated }}", 1, "no test is called 'dated'", "known are: "),
    "unknown template": (
        '\n{% include "lines.md.j2" %}',
        2,
        "there is no template 'lines.md.j2'",
        "did you mean 'line.md.j2'? known are: ",
    ),
    "unknown key": (
        "{{ sections[0].values.km }}",
        1,
        "there is no value 'km'",
        "known are: none; others may be there on another day",
    ),
    "syntax": (
        "a\n{% for %}",
        2,
        "Expected an expression, got 'end of statement block'",
        "mend that line",
    ),
    "unknown tag": (
        "\n{% forr x in sections %}",
        2,
        "there is no {% forr %}",
        "did you mean 'for'? known are: autoescape, block",
    ),
    "unknown end": (
        "{% for x in sections %}\n{% endfro %}",
        2,
        "there is no {% endfro %}",
        "did you mean 'endfor'?",
    ),
    "nothing to end": ("\n{% endif %}", 2, "'endif' closes nothing", "take it out"),
    "another end": (
        "{% if week %}\n{% endfor %}{% endif %}",
        2,
        "'endfor' stands where 'if' is open",
        "close it first: {% endif %}",
    ),
    "no end": ("\n{% for x in sections %}\n", 2, "'for' is not closed", "close it: {% endfor %}"),
    "a line outside of its loop": (
        "{{ line.text }}",
        1,
        "'line' is undefined here",
        "there is one within {% for line in section.lines %}; the template may use: ",
    ),
    "nearly a line": ("{{ lin.text }}", 1, "'lin' is undefined", "did you mean 'line'? "),
    "above nothing": ("{{ super() }}", 1, "'super' is undefined here", "it works within a block"),
    "part of several": (
        "{{ sections.lines }}",
        1,
        "several values have no 'lines' together",
        "take one after the other: {% for one in … %}",
    ),
    "too far": (
        "{{ sections[9].title }}",
        1,
        "there is no element 9 of 8; the first is 0",
        "ask first whether it is there",
    ),
    "part of none": (
        "{{ sections[0].chart.title }}",
        1,
        "there is none here, and none has no 'title'",
        "ask first: {% if … %}",
    ),
    "part of a text": ("{{ week.foo }}", 1, "a text has no 'foo'", "it is a value"),
    "part of a day": ("{{ today.yeer }}", 1, "a day has no 'yeer'", "did you mean 'year'?"),
    "unknown block": ("{{ self.nope() }}", 1, "no block is called 'nope'", "docs/reports.md"),
    "a filter of the wrong value": (
        "{{ week | link }}",
        1,
        "'link' wants a person, not '2026-W47'",
        "write {% if line.person %}{{ line.person | link }}{% endif %}",
    ),
    "a filter of nobody": (
        "{{ none | link }}",
        1,
        "'link' wants a person, not None",
        "write {% if line.person %}",
    ),
    "a filter of what is not there": (
        "{{ sections[0].lines[0].persn | link }}",
        1,
        "a line has no 'persn'",
        "did you mean 'person'?",
    ),
    "a day in words": ("{{ today | day | day }}", 1, "'day' wants a day, not '16 N", "write {{ to"),
    "a span of one": (
        "{{ week | until(today) }}",
        1,
        "'until' wants days",
        "write {{ week_start | until(week_end) }}",
    ),
    "no noun": ("{{ 3 | plural }}", 1, "'plural' wants a noun, too", "write {{ 3 | plural("),
    "no mark": ("{{ week | mark }}", 1, "'mark' wants a line", "write {{ line | mark }}"),
    "unknown argument": ("{{ week | indent(wdth=3) }}", 1, "'indent' takes no 'wdth'", "leave it"),
    "a value called": (
        "{{ week() }}",
        1,
        "TypeError: 'str' object is not callable",
        "leave out the brackets",
    ),
    "a macro without its value": (
        "{% macro m(a) %}{{ a }}{% endmacro %}\n{{ m() }}",
        1,
        "parameter 'a' was not provided",
        "call the macro with it: NAME(a=…)",
    ),
    "arithmetic": ("{{ 1 / 0 }}", 1, "ZeroDivisionError: division by zero", "mend that line"),
    "type": ("{{ week + 1 }}", 1, "TypeError: can only concatenate", "mend that line"),
    "not called": (
        "{{ week.center }}",
        1,
        "'center' of a str may not be used",
        "write it in another way",
    ),
    "changed": (
        "{{ sections[0].values.clear() }}",
        1,
        "'clear' of a dict may not be used",
        "write it in another way",
    ),
    "a class": (
        "{{ week.__class__ }}",
        1,
        "'__class__' of a str may not be used",
        "write it in another way",
    ),
    "in itself": (
        '{% include "probe.md.j2" %}',
        1,
        "it goes into itself without end",
        "extend the original",
    ),
    "long text": (
        '{{ "a" * 10**9 }}',
        1,
        "'*' would make too long a text",
        "write it in another way",
    ),
    "long number": (
        "{{ 9 ** 99999 }}",
        1,
        "'**' would make too long a number",
        "write it in another way",
    ),
    "wide text": (
        '{{ "%99999999d" % 1 }}',
        1,
        "'%' does not put values into text",
        "write it in another way",
    ),
    "long replaced": (
        '{{ ("a" * 9999) | replace("a", "b" * 9999) }}',
        1,
        "'replace' would make too long",
        "write it in",
    ),
    "endless page": (
        "{% for a in range(9999) %}{{ 'x' * 9999 }}{% endfor %}",
        1,
        "it writes more than 5 million characters",
        "look for a loop",
    ),
    "random text": ("{{ lipsum(5) }}", 1, "'lipsum' is undefined", "the template may use: "),
}


@pytest.mark.parametrize(("template", "line", "message", "mend"), FAULTS.values(), ids=FAULTS)
def test_a_fault_says_where_what_and_how_to_mend_it(desk, template, line, message, mend):
    exc = fault(desk, template)

    assert str(exc.source) == f"probe.md.j2:{line}"
    assert exc.message.startswith(f"cannot render: {message}")
    assert exc.mend.startswith(mend)


def test_a_fault_in_an_included_template_is_told_there(desk):
    desk.write("part.md.j2", "\n\n{{ oh }}")

    assert str(fault(desk, '{% include "part.md.j2" %}').source) == "part.md.j2:3"


def test_a_fault_of_a_plugins_filter_is_told_at_the_line_that_uses_it(desk):
    def broken(value):
        raise KeyError(value)

    desk.write("probe.md.j2", "\n{{ week | broken }}")
    with pytest.raises(ReportError, match="KeyError: '2026-W47'") as caught:
        desk.render("markdown", (), report=PROBE, filters={"broken": broken})
    assert str(caught.value.source) == "probe.md.j2:2"


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ('{{ "*" ~ "a" }}', "\\*a"),
        ('{{ "<b>" | safe }}{{ "<b>" }}', "<b>\\<b\\>"),
        ('{{ ("**" | safe) ~ "*" ~ ("**" | safe) }}', "**\\***"),
        ('{{ ("**" | safe) + "*" }}', "**\\*"),
        ('{{ ["*a", "<b>" | safe] | join(", ") }}', "\\*a, <b>"),
        ('{{ sections | join(" + ", attribute="title") }}', "The \\*one\\*"),
        ('{% macro m(x) %}[{{ x }}]{% endmacro %}{{ m("[[y]]") }}', "[\\[\\[y\\]\\]]"),
        (
            '{% macro m() %}({{ caller() }}){% endmacro %}{% call m() %}{{ "*" }}{% endcall %}',
            "(\\*)",
        ),
        ('{% macro m(x) %}{{ x }}{% endmacro %}{{ m("-") ~ "*" }}', "\\-\\*"),
        ('{% set x %}{{ "*" }}{% endset %}{{ x }}', "\\*"),
        ('{{ "a-b" | replace("-", "*") }}', "a\\*b"),
        ('{{ "<b>" | safe | replace("b", "*") }}', "<\\*>"),
        ('{{ "*" | e }}', "\\*"),
        ("{{ none }}{{ 3 }}{{ today }}", "32026-11-16"),
        ('{% autoescape false %}{{ "*" }}{% endautoescape %}', "\\*"),
        ('{{ ["*"] | map("upper") | first }}', "\\*"),
        ('{% filter upper %}{{ "*a" }}{% endfilter %}', "\\*A"),
    ],
)
def test_values_are_escaped_however_they_are_put_together(desk, template, shown):
    sections = desk.with_line("x")
    titled = [type(sections[0])("one", "The *one*", 1, sections[0].lines)]

    assert desk.shown(template, sections=titled) == shown


def test_values_in_html_are_escaped_for_html(desk):
    template = (
        '{{ "<b>" }} {{ ("<i>" | safe) ~ "<b>" }} {{ ["*", "&"] | join("<br>") }} {{ "\u202e" }}'
    )

    assert desk.shown(template, "html") == "&lt;b&gt; <i>&lt;b&gt; *<br>&amp; "


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{{ today | day }}", "16 November 2026"),
        ("{{ week_start | until(week_end) }}", "16–22 November 2026"),
        (
            "{{ today.replace(day=30) | until(today.replace(month=12, day=6)) }}",
            "30 November – 6 December 2026",
        ),
        (
            "{{ today.replace(month=12) | until(today.replace(year=2027)) }}",
            "16 December 2026 – 16 November 2027",
        ),
        ("{{ week_end | spoken }}", "Sun 22 Nov"),
        ('{{ 1 | plural("person", "people") }}, {{ 3 | plural("week") }}', "1 person, 3 weeks"),
        (
            "{{ week | yaml }} {{ today | yaml }} {{ 'a: b' | yaml }} {{ 'yes' | yaml }}",
            '2026-W47 2026-11-16 "a: b" "yes"',
        ),
        ("{{ 'x' | indent(2) }}", "x"),
    ],
)
def test_what_pnms_own_filters_write(desk, template, shown):
    assert desk.shown(template, sections=()) == shown


def test_a_plugin_gives_filters(desk):
    assert (
        desk.shown("{{ week | loud }}", filters={"loud": lambda text: f"*{text}*"})
        == "\\*2026-W47\\*"
    )


def test_a_plugin_does_not_take_away_pnms_filters(desk):
    assert desk.shown("{{ today | day }}", filters={"day": repr}) == "16 November 2026"


def test_values_of_plugins_are_plain(desk):
    values = {"who": {"Bob", "Ann"}, "on": [desk], "d": {"deep": (1,)}}
    section = desk.with_line("x", values=values)
    template = (
        "{% set v = sections[0].lines[0].values %}{{ v.who }} {{ v.d.deep }} {{ v.on[0][:1] }}"
    )

    assert desk.shown(template, sections=section) == "('Ann', 'Bob') (1,) \\<"


@pytest.mark.parametrize(
    ("name", "fmt", "file", "words"),
    [
        ("weekly-review", "markdown", "weekly-review.md.j2", '{% extends "report.md.j2" %}'),
        ("weekly-review", "html", "weekly-review.html.j2", '{% extends "report.html.j2" %}'),
        ("line.md.j2", "markdown", "line.md.j2", "{{ line.person | link }}"),
    ],
    ids=["of a report", "its page", "a part"],
)
def test_ejecting_gives_the_original(desk, name, fmt, file, words):
    desk.write(file, "mine", folder=desk.folders.vault)
    ejected = eject(name, desk.folders, fmt)

    assert ejected.name == file
    assert words in ejected.text


def test_an_ejected_template_renders_as_before(desk):
    before = desk.render("markdown", keep_marks=True)
    for name in ("weekly-review", "line.md.j2", "section.md.j2", "report.md.j2"):
        ejected = eject(name, desk.folders)
        desk.write(ejected.name, ejected.text, folder=desk.folders.vault)

    assert desk.render("markdown", keep_marks=True) == before


def test_ejecting_what_is_not_there_says_what_is(desk):
    with pytest.raises(NotFoundError) as caught:
        eject("weekly-revue", desk.folders)
    assert caught.value.mend.startswith("did you mean weekly-review.md.j2? known are: ")


def test_nothing_heavy_is_imported_before_something_is_rendered():
    code = (
        "import pnm.reports, pnm.reports.render, pnm.reports.escape, sys;"
        "print(*{'jinja2', 'markupsafe', 'rich', 'markdown_it'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == ""
