"""Templates that people write cannot make pnm hang, fill the memory, or write a file."""

from __future__ import annotations

import re
import sys
import time

import pytest

from pnm.errors import ReportError
from pnm.reports import confined
from pnm.reports.folders import has_edited

GROWING = (
    "{% set ns = namespace(s='x' * 999) %}"
    "{% for i in range(60) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}"
)


def fault(desk, template, **rest):
    desk.write("weekly-review.md.j2", template, folder=desk.folders.vault)
    with pytest.raises(ReportError) as caught:
        desk.render("markdown", **rest)
    return caught.value


def test_a_fault_in_a_vaults_template_is_told_with_the_path_in_the_vault(desk):
    exc = fault(desk, "\n\n\n{{ contcats | length }}")

    assert str(exc).startswith(
        ".pnm/templates/weekly-review.md.j2:4: cannot render: 'contcats' is undefined\n    mend: "
    )


@pytest.mark.skipif(sys.platform == "win32", reason="needs a system with limits")
@pytest.mark.parametrize(
    ("template", "message"),
    [
        (GROWING, "it needs too much memory|it takes more than 2 seconds"),
        (
            "{{ range(99999) | join('x' * 99999) }}",
            "it needs too much memory|it takes more than 2 seconds",
        ),
        ("{% for a in range(99999) %}{{ 'x' * 999 }}{% endfor %}", "it writes more than 5 million"),
        ("{{ '(' * 5 }}" + "{{ " + "(" * 9999 + ")" * 9999 + " }}", "it is nested too deep"),
    ],
    ids=["doubled text", "joined text", "long page", "deep brackets"],
)
def test_a_template_that_wants_too_much_is_stopped(desk, template, message):
    assert re.match(f"cannot render: ({message})", fault(desk, template).message)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="needs a system with limits")
@pytest.mark.parametrize(
    "template",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% macro m(n) %}{% if n %}{{ m(n-1) }}{{ m(n-1) }}{% endif %}{% endmacro %}{{ m(99) }}",
        "{{ range(99999) | select('in', range(99999) | list) | list | length }}",
    ],
    ids=["nested loops", "branching macro", "a slow filter"],
)
def test_a_template_without_end_is_stopped_at_its_line(desk, template):
    start = time.process_time()
    exc = fault(desk, f"\n{template}")

    assert str(exc.source) == ".pnm/templates/weekly-review.md.j2:2"
    assert "it takes more than 2 seconds" in exc.message
    assert time.process_time() - start < confined.CPU_SECONDS


def test_a_plugins_filter_works_in_a_template_of_the_vault(desk):
    desk.write("weekly-review.md.j2", "{{ sections | size }}", folder=desk.folders.vault)

    assert desk.render("markdown", filters={"size": len}) == "8\n"


def test_a_filter_that_no_other_process_can_find_is_told_by_name(desk):
    exc = fault(desk, "{{ week | mine }}", filters={"mine": lambda text: text})

    assert exc.message == "the filter 'mine' cannot be used in a template that you edited"


def test_a_filter_that_cannot_be_sent_does_no_harm_where_it_is_not_used(desk):
    desk.write("weekly-review.md.j2", "{{ week }}", folder=desk.folders.vault)

    assert desk.render("markdown", filters={"mine": lambda text: text}) == "2026-W47\n"


def test_a_filter_that_exits_is_told(desk):
    exc = fault(desk, "{{ week | stop }}", filters={"stop": sys.exit})

    assert exc.message == "cannot render 'weekly-review': 2026-W47"


def test_shipped_templates_need_no_other_process(desk, monkeypatch):
    monkeypatch.setattr(confined, "do_confined", None)

    assert not has_edited(desk.folders)
    assert desk.render("markdown").startswith("# Weekly review")


def test_a_python_that_cannot_be_started_is_told(desk, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/not/there/python")

    assert fault(desk, "x").message.startswith("cannot start '/not/there/python'")
