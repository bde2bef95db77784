"""Templates that want too much are stopped in bounded time and memory, wherever people put them.

What is refused at once is refused without any bounds around it; all else is rendered in a process
of its own, which says how much of the machine it and its children took.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from pnm.errors import ReportError
from pnm.reports import confined

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a system with limits")

MEASURED = '''
import json, resource, sys, time
from datetime import date
from pathlib import Path
from pnm.errors import ReportError
from pnm.model import Line, Report, Section
from pnm.reports.folders import TemplateFolders
from pnm.reports.render import render

where = {sys.argv[1]: Path(sys.argv[2])}
sections = [Section("a", "A", 1, (Line("x", values={"n": 1}),), values={"k": 1})]
begun = time.monotonic()
try:
    said = render(
        Report("probe", "Probe", "probe"), sections, {}, date(2026, 11, 16), sys.argv[3],
        TemplateFolders(**where),
    )
    fault = ""
except ReportError as exc:
    said, fault = "", str(exc)
def own():
    """What this process took at most; getrusage would tell that of the one that started it."""
    try:
        rows = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    return next(int(row.split()[1]) for row in rows if row.startswith("VmHWM")) * 1024

child = resource.getrusage(resource.RUSAGE_CHILDREN)
unit = 1 if sys.platform == "darwin" else 1024
print(json.dumps({
    "fault": fault,
    "size": len(said),
    "seconds": time.monotonic() - begun,
    "cpu": child.ru_utime + child.ru_stime,
    "own": own(),
    "child": child.ru_maxrss * unit,
}))
'''


@pytest.fixture
def measured(tmp_path):
    def render(template, where="vault", fmt="markdown"):
        suffix = {"markdown": "md", "html": "html"}[fmt]
        (tmp_path / f"probe.{suffix}.j2").write_text(template)
        (tmp_path / f"other.{suffix}.j2").write_text(f"{{% include 'probe.{suffix}.j2' %}}")
        done = subprocess.run(
            [sys.executable, "-c", MEASURED, where, str(tmp_path), fmt],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        return json.loads(done.stdout)

    return render


WIDE = {
    "spaces": "{% for a in range(40) %}{{ (' ' * 99999) | safe }}x{% endfor %}",
    "blank lines": "{% for a in range(40) %}{{ ('\n' * 99999) | safe }}{% endfor %}x",
    "spaces on blank lines": "{% for a in range(40) %}{{ (' \n' * 49999) | safe }}{% endfor %}x",
}


STOPPED_BY = (
    "it takes more than 2 seconds",
    "it needs too much memory",
    "it writes more than 5 million",
    "it goes into itself without end",
)


def check(taken):
    """The bounds that hold for every template."""
    assert taken["cpu"] < confined.CPU_SECONDS + 2  # a filter in C is ended by the system, later
    assert taken["seconds"] < confined.WALL_SECONDS + 2
    assert taken["child"] < confined.MEMORY_BYTES
    assert taken["own"] < 100_000_000


def doubled(start, sign):
    loop = f"{{% for i in range(99999) %}}{{% set ns.s = ns.s {sign} ns.s %}}{{% endfor %}}"
    return f"{{% set ns = namespace(s={start}) %}}{loop}"


def within(depth, inner):
    loops = "".join(f"{{% for a{n} in range(99999) %}}" for n in range(depth))
    return loops + inner + "{% endfor %}" * depth


REFUSED = {
    "a huge range": ("{{ range(10**9) | list }}", "Range too big"),
    "a huge range in a loop": ("{% for a in range(99999999) %}{% endfor %}", "Range too big"),
    "a text times a number": ("{{ 'a' * 10**9 }}", "'*' would make too long"),
    "a number times a text": ("{{ 10**9 * 'a' }}", "'*' would make too long"),
    "a list times a number": ("{{ [1] * 10**9 }}", "'*' would make too long"),
    "several values times a number": ("{{ (1, 2) * 10**9 }}", "'*' would make too long"),
    "a power": ("{{ 9 ** 99999 }}", "'**' would make too long"),
    "a power of a power": ("{{ 9**9**9**9**9 }}", "'**' would make too long"),
    "a growing number": (doubled(9, "*"), "'*' would make too long"),
    "a wide format": ("{{ '%999999999d' % 1 }}", "'%' does not put values"),
    "a wide format of safe text": ("{{ ('%999999999d' | safe) % 1 }}", "'%' does not put values"),
    "str.format": ("{{ '{:>999999999}'.format(1) }}", "'format' of a str"),
    "str.format of safe text": ("{{ ('{:>999999999}' | safe).format(1) }}", "'format' of a Markup"),
    "str.format that walks": ("{{ '{0.__class__.__mro__}'.format(week) }}", "'format' of a str"),
    "str.format_map": ("{{ '{a.__class__}'.format_map({'a': 1}) }}", "'format_map' of a str"),
    "format taken as a value": ("{% set f = '{:>9999999}'.format %}{{ f(1) }}", "'format' of a"),
    "the filter format": ("{{ '%999999999d' | format(1) }}", "no filter is called 'format'"),
    "center": ("{{ 'a'.center(10**9) }}", "'center' of a str"),
    "the filter center": ("{{ 'a' | center(10**9) }}", "no filter is called 'center'"),
    "zfill": ("{{ 'a'.zfill(10**9) }}", "'zfill' of a str"),
    "expandtabs": ("{{ '\\t'.expandtabs(10**9) }}", "'expandtabs' of a str"),
    "translate": ("{{ 'a'.translate({97: 'b' * 9999}) }}", "'translate' of a str"),
    "encode": ("{{ 'a'.encode('idna') }}", "'encode' of a str"),
    "to_bytes": ("{{ (1).to_bytes(10**9, 'big') }}", "'to_bytes' of a int"),
    "replace": ("{{ ('a' * 99999) | replace('', 'b' * 99999) }}", "'replace' would make too long"),
    "the method replace": ("{{ 'a'.replace('', 'b' * 99999) }}", "'replace' of a str"),
    "the method join": ("{{ ('x' * 9999).join(['a'] * 9999) }}", "'join' of a str"),
    "a joiner": ("{{ joiner(',') }}", "'joiner' is undefined"),
    "a cycler": ("{{ cycler('a') }}", "'cycler' is undefined"),
    "lorem ipsum": ("{{ lipsum(999999) }}", "'lipsum' is undefined"),
    "batch": ("{{ [1] | batch(10**9, 'x') | list }}", "no filter is called 'batch'"),
    "wordwrap": ("{{ 'a b' | wordwrap(1) }}", "no filter is called 'wordwrap'"),
    "pprint": ("{{ week | pprint }}", "no filter is called 'pprint'"),
    "classes": ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "'__class__' of a str"),
    "the filter attr": ("{{ '' | attr('__class__') }}", "no filter is called 'attr'"),
    "an attribute in brackets": ("{{ ''['__class__'] }}", "'__class__' of a str"),
    "globals of a function": ("{{ range.__globals__ }}", "'__globals__' of a function"),
    "globals of a class": ("{{ namespace.__init__.__globals__ }}", "'__init__' of a type"),
    "globals of a macro": (
        "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
        "'_func' of a Macro",
    ),
    "the environment of a macro": (
        "{% macro m() %}{% endmacro %}{{ m._environment }}",
        "'_environment' of a Macro",
    ),
    "the context": ("{{ self._TemplateReference__context }}", "'_TemplateReference__context' of a"),
    "the inside of a loop": (
        "{% for a in [1] %}{{ loop._iterator }}{% endfor %}",
        "'_iterator' of a LoopContext",
    ),
    "the inside of a view": ("{{ report.__reduce__() }}", "'__reduce__' of a ReportView"),
    "the inside of a day": ("{{ today.__reduce__() }}", "'__reduce__' of a date"),
    "of what is not there": ("{{ nope.__init__ }}", "'__init__' of a Missing"),
    "getattribute": ("{{ week.__getattribute__('__class__') }}", "'__getattribute__' of a str"),
    "a changed list": ("{{ [1].append(2) }}", "'append' of a list"),
    "changed values": ("{{ sections[0].values.update({'a': 1}) }}", "'update' of a dict"),
    "a changed view": ("{% set report.title = 'x' %}", "cannot assign attribute on non-namespace"),
    "a debugger": ("{% debug %}", "there is no {% debug %}"),
    "python": ("{% do 1 %}", "there is no {% do %}"),
    "brackets": ("{{ " + "(" * 9999 + "1" + ")" * 9999 + " }}", "it is nested too deep"),
    "lists": ("{{ " + "[" * 9999 + "]" * 9999 + " }}", "it is nested too deep"),
    "ifs": ("{% if 1 %}" * 3000 + "{% endif %}" * 3000, "it is nested too deep"),
    "fors": ("{% for a in [1] %}" * 30 + "{% endfor %}" * 30, "it is nested too deep"),
    "nots": ("{{ " + "not " * 50000 + "1 }}", "it is nested too deep"),
    "signs": ("{{ " + "-" * 99999 + "1 }}", "it is nested too deep"),
    "dots": ("{{ week" + ".a" * 50000 + " }}", "it is nested too deep"),
    "filters": ("{{ week" + "|upper" * 30000 + " }}", "it is nested too deep"),
    "what is opened only": ("{{ " * 60000, "it is nested too deep"),
    "a long number": ("{{ " + "9" * 99999 + " }}", "a number in it is too long"),
    "a macro in itself": (
        "{% macro m(n) %}{{ m(n+1) }}{% endmacro %}{{ m(0) }}",
        "it goes into itself without end",
    ),
    "a loop in itself": (
        "{% for x in [[1]] recursive %}{{ loop([[1]]) }}{% endfor %}",
        "it goes into itself without end",
    ),
    "an include of itself": ("{% include 'probe.md.j2' %}", "it goes into itself without end"),
    "an import of itself": (
        "{% import 'probe.md.j2' as x %}{{ x }}",
        "it goes into itself without end",
    ),
    "an extension of itself": ("{% extends 'probe.md.j2' %}", "it goes into itself without end"),
    "a circle of includes": (
        "{% include 'other.md.j2' %}",
        "it goes into itself without end: probe.md.j2 → other.md.j2 → probe.md.j2",
    ),
}

STOPPED = {
    "nested loops": within(4, ""),
    "nested loops that write": within(4, "x"),
    "nested loops that write much": within(2, "{{ 'x' * 9999 }}"),
    "loops that count": "{% set ns = namespace(n=0) %}" + within(2, "{% set ns.n = ns.n + 1 %}"),
    "a doubled text": doubled("'x' * 99999", "~"),
    "an added text": doubled("'x' * 99999", "+"),
    "a doubled list": doubled("[1]", "+"),
    "values in values": "{% set ns = namespace(s=()) %}"
    "{% for i in range(9999) %}{% set ns.s = (ns.s, ns.s) %}{% endfor %}{{ ns.s | string }}",
    "a joined text": "{{ range(99999) | join('x' * 99999) }}",
    "a branching macro": "{% macro m(n) %}{% if n %}{{ m(n-1) }}{{ m(n-1) }}{% endif %}"
    "{% endmacro %}{{ m(99) }}",
    "a macro that doubles": "{% macro m(n) %}{% if n %}{{ m(n-1) ~ m(n-1) }}{% else %}xxxxxxxx"
    "{% endif %}{% endmacro %}{{ m(99) }}",
    "big sorts": within(1, "{{ range(99999) | sort(reverse=true) | first }}"),
    "a sort of long texts": "{{ (['x' * 99999] * 99999) | sort | length }}",
    "big sums": within(1, "{{ range(99999) | sum }}"),
    "a sum of lists": "{{ ([[1] * 9999] * 9999) | sum(start=[]) | length }}",
    "a search in a list": "{{ range(99999) | select('in', range(99999) | list) | list }}",
    "a text of nested lists": "{{ ([[[1] * 999] * 999] * 999) | string }}",
    "a captured page": "{% set x %}" + within(1, "{{ 'x' * 9999 }}") + "{% endset %}{{ x }}",
    "a filtered page": "{% filter upper %}" + within(1, "{{ 'x' * 9999 }}") + "{% endfilter %}",
    "much to escape": within(1, "{{ '*_[]' * 20000 }}"),
    "many words": within(1, "{{ ('a ' * 49999) | title | wordcount }}"),
}


@pytest.mark.parametrize(("template", "message"), REFUSED.values(), ids=REFUSED)
def test_what_wants_too_much_at_once_is_refused(desk, template, message):
    desk.write("other.md.j2", "{% include 'probe.md.j2' %}")
    with pytest.raises(ReportError) as caught:
        desk.shown(template)

    assert message in caught.value.message
    assert caught.value.source.path in {"probe.md.j2", "other.md.j2"}


@pytest.mark.slow
@pytest.mark.parametrize("template", [row[0] for row in REFUSED.values()], ids=REFUSED)
def test_what_is_refused_takes_little(measured, template):
    taken = measured(template)

    check(taken)
    assert taken["fault"].startswith(".pnm/templates/")


@pytest.mark.slow
@pytest.mark.parametrize("template", STOPPED.values(), ids=STOPPED)
@pytest.mark.parametrize("where", ["vault", "user"])
def test_what_does_not_end_is_stopped(measured, template, where):
    taken = measured(template, where)

    check(taken)
    assert any(word in taken["fault"] for word in STOPPED_BY)


@pytest.mark.parametrize(
    ("name", "where", "fmt"),
    [
        ("a doubled text", "vault", "html"),
        ("a doubled list", "user", "markdown"),
        ("nested loops that write much", "user", "html"),
    ],
)
def test_what_fills_the_memory_is_stopped_in_every_format_and_folder(measured, name, where, fmt):
    taken = measured(STOPPED[name], where, fmt)

    check(taken)
    assert any(word in taken["fault"] for word in STOPPED_BY)


@pytest.mark.parametrize("template", WIDE.values(), ids=WIDE)
def test_a_page_of_nothing_is_made_in_no_time(measured, template):
    taken = measured(template)

    check(taken)
    assert taken["fault"] == ""


@pytest.mark.parametrize("where", ["vault", "user"])
def test_a_template_that_wants_little_is_made(measured, where):
    taken = measured("{% for section in sections %}{{ section.title }}{% endfor %}", where)

    check(taken)
    assert (taken["fault"], taken["size"]) == ("", 2)
