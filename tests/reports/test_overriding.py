"""A template of the vault, the user or a plugin stands for another, extends it, and adds to it."""

from __future__ import annotations

import pytest

from pnm.errors import ReportError
from pnm.model import Line, Report, Section
from pnm.reports.folders import TemplateFolders, find_template
from pnm.reports.render import render

PROBE = Report("probe", "Probe", "probe")


@pytest.fixture
def stack(desk, tmp_path):
    """Two plugins more, and a function that writes the same kind of override into a folder."""
    for name in ("a_plugin", "z_plugin"):
        (tmp_path / name).mkdir()
    desk.folders = TemplateFolders(
        desk.folders.vault,
        desk.folders.user,
        (tmp_path / "a_plugin", *desk.folders.plugins, tmp_path / "z_plugin"),
    )
    places = {
        "vault": desk.folders.vault,
        "user": desk.folders.user,
        "a_plugin": tmp_path / "a_plugin",
        "z_plugin": tmp_path / "z_plugin",
    }

    def write(where, name, text):
        desk.write(name, text, folder=places[where])

    desk.put = write
    return desk


def foot(word, name="report.md.j2"):
    block = f"{{% block foot %}}{word} {{{{ super() }}}}{{% endblock %}}"
    return f'{{% extends "builtin/{name}" %}}{block}'


@pytest.mark.parametrize(
    ("where", "ends"),
    [
        (["vault"], "vault"),
        (["user"], "user"),
        (["a_plugin"], "a_plugin"),
        (["a_plugin", "z_plugin"], "a_plugin z_plugin"),
        (["vault", "a_plugin", "z_plugin"], "vault a_plugin z_plugin"),
        (["user", "z_plugin"], "user z_plugin"),
        (["vault", "user"], "vault"),
    ],
    ids=" > ".join,
)
def test_each_extends_the_next_original_behind_it(stack, where, ends):
    for place in where:
        stack.put(place, "report.md.j2", foot(place))
    document = stack.render("markdown", stack.with_line("x"), report=PROBE)

    assert document.startswith("# Probe, 16 November 2026\n")
    assert document.splitlines()[-1] == ends


def test_a_plugins_own_template_is_the_original_for_the_vault(stack):
    stack.put("z_plugin", "probe.md.j2", "of the plugin: {% block foot %}its foot{% endblock %}")
    stack.put("vault", "probe.md.j2", foot("mine,", "probe.md.j2"))

    assert stack.render("markdown", (), report=PROBE) == "of the plugin: mine, its foot\n"


def test_another_templates_original_is_the_first_there_is(stack):
    stack.put("z_plugin", "line.md.j2", "* {{ line.text }}\n")
    stack.put(
        "a_plugin",
        "probe.md.j2",
        '{% set line = {"text": week} %}{% include "builtin/line.md.j2" %}',
    )

    assert stack.render("markdown", (), report=PROBE) == "* 2026-W47\n"


@pytest.mark.parametrize("fmt", ["markdown", "html"])
@pytest.mark.parametrize("where", ["vault", "user", "a_plugin"])
def test_a_part_is_replaced_for_all_reports(stack, where, fmt):
    suffix = {"markdown": "md", "html": "html"}[fmt]
    stack.put(where, f"line.{suffix}.j2", "<<{{ line.text }}>>\n")
    document = stack.render(fmt, stack.with_line("hello"), report=PROBE)

    assert "<<hello>>" in document


@pytest.mark.parametrize("where", ["vault", "user"])
def test_the_look_of_the_page_is_changed_by_its_own_file(stack, where):
    stack.put(where, "style.css.j2", '{% include "builtin/style.css.j2" %}\nh1 { color: teal }')
    page = stack.render("html", stack.with_line("hello"), report=PROBE)

    assert "h1 { color: teal }" in page
    assert "--paper" in page


def test_a_section_is_added_without_any_override(desk):
    sections = (*desk.sections, Section("weather", "Weather", 45, (Line("rain"),)))
    document = desk.render("markdown", sections)

    assert [row for row in document.splitlines() if row.startswith("## ")][2:5] == [
        "## Reach out",
        "## Weather",
        "## You met",
    ]


@pytest.mark.parametrize("fmt", ["markdown", "html"])
def test_a_section_brings_a_template_of_its_own(desk, fmt):
    suffix = {"markdown": "md", "html": "html"}[fmt]
    desk.write(f"weather.{suffix}.j2", "It will be {{ section.values.sky }}.\n")
    section = Section("weather", "Weather", 1, template="weather", values={"sky": "*grey*"})
    document = desk.render(fmt, [section])

    assert ("It will be \\*grey\\*." if fmt == "markdown" else "It will be *grey*.") in document


def test_the_vault_overrides_the_template_of_a_section(desk):
    desk.write("weather.md.j2", "{{ section.values.sky }}")
    desk.write("weather.md.j2", "Mine: {{ section.values.sky }}", folder=desk.folders.vault)
    section = Section("weather", "Weather", 1, template="weather", values={"sky": "grey"})

    assert desk.render("markdown", [section]).endswith("\nMine: grey\n")


def test_what_lies_behind_nothing_is_told(desk):
    desk.write("probe.md.j2", '\n{% extends "builtin/probe.md.j2" %}')

    with pytest.raises(ReportError) as caught:
        desk.render("markdown", (), report=PROBE)
    assert str(caught.value.source) == "probe.md.j2:2"
    assert caught.value.message == (
        "cannot render: behind this one there is no template 'probe.md.j2'"
    )


@pytest.mark.parametrize(
    ("block", "mend"),
    [
        ("tittle", "did you mean 'title'? known are: foot, front, keys, "),
        ("zzz", "known are: foot"),
    ],
)
def test_a_block_that_nothing_would_show_is_told(desk, block, mend):
    inner = "{% block mine %}{% endblock %}"
    text = f'{{% extends "builtin/report.md.j2" %}}\n{{% block foot %}}{inner}{{% endblock %}}'
    desk.write("report.md.j2", text, folder=desk.folders.vault)
    assert desk.render("markdown", (), report=PROBE)

    text += f"\n{{% block {block} %}}never seen{{% endblock %}}"
    desk.write("report.md.j2", text, folder=desk.folders.vault)
    with pytest.raises(ReportError) as caught:
        desk.render("markdown", (), report=PROBE)
    assert str(caught.value.source) == ".pnm/templates/report.md.j2:3"
    assert caught.value.message == (
        f"cannot render: no template that this one extends has a block {block!r}, "
        "so it is never shown"
    )
    assert caught.value.mend.startswith(mend)


@pytest.mark.parametrize("passed", [2, 3, 40])
def test_to_pass_over_more_than_there_is_finds_nothing(desk, passed):
    assert find_template("builtin/" * passed + "report.md.j2", desk.folders) is None


def test_rendering_needs_no_vault_and_no_user(desk):
    bare = TemplateFolders()
    text = render(PROBE, desk.with_line("x"), desk.network, desk.today, "markdown", bare)

    assert text.startswith("# Probe, 16 November 2026\n")
