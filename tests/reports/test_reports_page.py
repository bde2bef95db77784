"""`docs/reports.md` says what templates may use: all of it, and nothing else."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

import pytest

from pnm.errors import ReportError
from pnm.model import Gathered
from pnm.reports import confined, context, contract, folders, job, own
from pnm.reports.environment import ReportEnvironment
from pnm.reports.filters import Looks, own_filters
from pnm.reports.people import people_section
from pnm.testing import network_of

PAGE = (Path(__file__).parents[2] / "docs" / "reports.md").read_text("utf-8")
PROSE = re.sub(r"^```.+?^```$", "", PAGE, flags=re.MULTILINE | re.DOTALL)


def part(heading):
    """The text under a heading, up to the next of its level or above."""
    level = len(heading.partition(" ")[0])
    return re.split(rf"\n#{{1,{level}}} ", PROSE.partition(f"\n{heading}\n")[2], maxsplit=1)[0]


def named(text):
    """The names in the first column of the tables of a text."""
    rows = [row for row in text.splitlines() if row.startswith("| `")]
    return [name for row in rows for name in re.findall(r"`(.+?)`", row.split(" | ")[0])]


@pytest.mark.parametrize(
    ("heading", "view"),
    [
        ("### The page", context.Page),
        ("### `report`", context.ReportView),
        ("### A section", context.SectionView),
        ("### A line", context.LineView),
        ("### A person", context.PersonView),
        ("### A source", context.SourceView),
        ("### A chart", context.ChartView),
    ],
)
def test_the_page_names_what_a_template_may_use(heading, view):
    assert sorted(named(part(heading))) == list(context.names(view))


def test_the_page_names_the_filters(desk):
    text = part("## Filters")
    rows = {
        row.split("`")[1]: row.split(" | ")[1] for row in text.splitlines() if row.startswith("| `")
    }
    looks = Looks(date(2026, 11, 16))
    own = {fmt: own_filters(fmt, looks) for fmt in ("markdown", "html")}
    where = {"both": ("html", "markdown"), "Markdown": ("markdown",), "HTML": ("html",)}

    assert {name: where[fmt] for name, fmt in rows.items()} == {
        name: tuple(sorted(fmt for fmt in own if name in own[fmt]))
        for name in (*own["markdown"], "chart")
    }


@pytest.mark.parametrize("fmt", ["markdown", "html"])
def test_the_page_names_the_filters_of_jinja(desk, fmt):
    listed = re.findall(
        r"`([a-z]+)`", part("## Filters").partition("there are:")[2].partition(". ")[0]
    )

    assert sorted(listed) == sorted(ReportEnvironment(fmt, desk.folders, {}).filters)


@pytest.mark.parametrize("fmt", ["markdown", "html"])
def test_the_page_names_the_tests_and_the_functions(desk, fmt):
    text = part("## Tests and functions")
    tests, functions = text.partition("After `is`:")[2].split("Functions:")
    environment = ReportEnvironment(fmt, desk.folders, {})

    assert sorted(re.findall(r"`([^`]+)`", tests)) == sorted(
        [*environment.tests, "reject", "select"]
    )
    assert sorted(re.findall(r"`([^`]+)`", functions)) == sorted(environment.globals)


def test_every_view_is_told_to_templates():
    views = {view for view in vars(context).values() if is_dataclass(view)}

    assert set(contract.VIEWS.values()) == views


@pytest.mark.parametrize("view", contract.VIEWS.values(), ids=contract.VIEWS)
def test_every_name_has_a_meaning_and_a_kind(view):
    about = contract.meanings(view)

    assert set(about) == set(context.names(view))
    assert all(about.values())
    assert {str(field.type) for field in fields(view)} <= contract.KINDS.keys()


@pytest.mark.parametrize("view", contract.VIEWS.values(), ids=contract.VIEWS)
def test_a_template_sees_no_more_of_a_view_than_its_names(view):
    public = {name for name in dir(view) if not name.startswith("_")}

    assert public == set(context.names(view))


def test_the_page_names_the_values_of_people():
    network = network_of(ada="name: Ada")
    section = people_section(network, network, Gathered(), date(2026, 11, 16))

    assert sorted(named(part("## A report of your own"))) == sorted(
        [*own.KEYS, *section.lines[0].values]
    )


def test_the_page_names_the_templates():
    shipped = folders.template_names(folders.TemplateFolders())

    assert sorted(named(part("## Where templates come from"))) == sorted(shipped)


def test_the_page_names_the_blocks():
    text = part("## Changing a template")
    rows = [row for row in text.splitlines() if row.startswith("| `")]
    for fmt, suffix in (("Markdown", "md"), ("HTML", "html")):
        source = folders.eject(f"report.{suffix}.j2", folders.TemplateFolders()).text
        listed = [row.split("`")[1] for row in rows if row.split(" | ")[1] in {"both", fmt}]

        assert sorted(listed) == sorted(re.findall(r"\{% block (\w+)", source))
        assert set(listed) <= contract.BLOCKS.keys()


def test_the_template_on_the_page_works(desk):
    (template,) = re.findall(r"^```jinja\n(.+?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    desk.write("weekly-review.md.j2", template, folder=desk.folders.vault)
    printed = desk.render("markdown")

    assert printed.startswith("# My week, 16–22 November 2026\n\n**2 dates")
    assert "## Reach out\n\n- [ ] [[People/Ana Silva" in printed
    assert "## Numbers" not in printed
    assert printed.endswith("What was the best talk of this week?\n")


def test_the_fault_on_the_page_is_what_is_said(desk):
    *_, shown = re.findall(r"^```text\n(.+?)\n```$", PAGE, re.MULTILINE | re.DOTALL)
    template = "\n\n\n{% for line in sections[0].lines %}{{ line.txt }}{% endfor %}"
    desk.write("weekly-review.md.j2", template, folder=desk.folders.vault)

    with pytest.raises(ReportError) as caught:
        desk.render("markdown")
    assert str(caught.value) == shown


def test_the_preview_on_the_page_is_what_is_shown(vault_of):
    shown = next(text for text in blocks("text") if "persn" in text)
    vault = vault_of({"Ada.md": "---\ntype: person\n---\n- 2025-01-02 call\n"})
    vault.run("report", "new", "quiet-friends")
    path = ".pnm/templates/quiet-friends.md.j2"
    vault.write(path, vault.read(path).replace("line.person", "line.persn"))

    assert vault.run("report", "preview", "quiet-friends").err == f"{shown}\n"


def test_the_head_on_the_page_is_one(vault_of):
    (head,) = (text for text in blocks("text") if text.startswith("{#"))
    vault = vault_of({"Ada.md": "---\ntype: person\ncircle: friends\n---\n- 2025-01-02 call\n"})
    vault.write(".pnm/templates/quiet-friends.md.j2", head + '{% extends "report.md.j2" %}')
    done = vault.run("report", "quiet-friends", "--write")

    assert done.err == "written: Reviews/2026-03 Quiet friends.md\n"
    assert "[[Ada]]" in vault.read("Reviews/2026-03 Quiet friends.md")


def blocks(language):
    """The blocks of the page that are in a language."""
    return re.findall(rf"^```{language}\n(.+?)\n```$", PAGE, re.MULTILINE | re.DOTALL)


def test_the_limits_on_the_page_are_those_that_hold():
    text = " ".join(part("## What a template cannot do").split())

    assert f"at most {confined.CPU_SECONDS} seconds and in {confined.MEMORY_BYTES >> 20} MB" in text
    assert f"at most {job.MOST_CHARACTERS // 1_000_000} million characters" in text


def test_the_page_names_the_keys_of_json(desk):
    listed = set(re.findall(r"`([a-z]+)`", part("## JSON")))
    of_plugins = {"ratio", "days"}

    assert listed == keys(json.loads(desk.render("json"))) - of_plugins


def keys(value):
    if isinstance(value, dict):
        return set(value).union(*map(keys, value.values()))
    return set().union(*map(keys, value)) if isinstance(value, list) else set()
