"""The documentation says what the code does: headings, signatures, codes, keys, links, examples.

Both directions everywhere: what the code has is on its page, and what a page names is there.
"""

import ast
import contextlib
import inspect
import io
import json
import os
import re
import sys
import tomllib
import types
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import transcripts

from pnm import __version__, api, hookspecs
from pnm.cli import COMMANDS, cli, run
from pnm.config import read_config
from pnm.diagnostics import Diagnostic
from pnm.errors import ConfigError
from pnm.host import Host
from pnm.model import DerivedTag, Gathered, Reminder, Report, Section
from pnm.session import Setting, open_session
from pnm.testing import TODAY, network_of
from pnm.vault import Vault, read_note

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
AS_OF = date(2026, 11, 16)

FENCED = re.compile(r"^(?P<fence>`{3,})(?P<word>\w*)\n(?P<text>.*?)^(?P=fence)$", re.M | re.S)


def page(name):
    return (DOCS / name).read_text("utf-8")


def prose(text):
    """Return a page without its code blocks."""
    return FENCED.sub("", text)


def headings(text, level=None):
    """Return the headings of a page, those in code blocks left out."""
    found = re.findall(r"^(#+) (.+)$", prose(text), re.M)
    return [title.strip() for marks, title in found if level in (None, len(marks))]


def sections(text, level=2):
    """Return what stands under each heading of a level, by heading."""
    masked = FENCED.sub(lambda block: re.sub(r"(?m)^#", "\0", block[0]), text)
    parts = re.split(rf"^{'#' * level} (.+)$", masked, flags=re.M)[1:]
    ends = rf"^#{{1,{level}}} "
    bodies = (re.split(ends, body, maxsplit=1, flags=re.M)[0] for body in parts[1::2])
    return {
        title.strip(): body.replace("\0", "#")
        for title, body in zip(parts[::2], bodies, strict=True)
    }


def blocks(text, word):
    """Return the code blocks of a language."""
    return [block["text"] for block in FENCED.finditer(text) if block["word"] == word]


def name(path):
    return str(path.relative_to(ROOT))


# -- hooks.md --------------------------------------------------------------------------------------

HOOKS = {
    hook: f"{hook}({', '.join(inspect.signature(spec).parameters)})"
    for hook, spec in vars(hookspecs).items()
    if hasattr(spec, f"{hookspecs.PROJECT}_spec")
}
KINDS = {
    "pnm_tags": DerivedTag,
    "pnm_reminders": Reminder,
    "pnm_checks": Diagnostic,
    "pnm_reports": Report,
    "pnm_sections": Section,
    "pnm_templates": str,
    "pnm_filters": tuple,
}


def test_every_hook_has_a_heading_and_every_heading_a_hook():
    found = [title for title in headings(page("hooks.md")) if title.startswith("pnm_")]

    assert Counter(found) == Counter(HOOKS.values())


def test_the_table_of_hooks_names_each():
    table = prose(page("hooks.md")).partition("\n### ")[0]

    assert set(re.findall(r"^\| \[?`(pnm_\w+)`", table, re.M)) == set(HOOKS)


@pytest.mark.parametrize("hook", sorted(HOOKS))
def test_the_example_of_a_hook_works(hook):
    (code,) = blocks(sections(page("hooks.md"), level=3)[HOOKS[hook]], "python")
    plugin = types.ModuleType("example")
    exec(compile(code, "docs/hooks.md", "exec"), vars(plugin))
    host = Host()
    host.add("example", plugin)
    facts = {
        "network": network_of(
            {"Daily/2026-02-20.md": "- dinner with [[ada]]"},
            ada="birthday: 1990-03-10\ncity: Lisbon\nemail: ada@home.example",
            bob="name: Bob",
        ),
        "today": TODAY,
        "report": Report("weekly-review", "Weekly review", "weekly-review"),
        "gathered": Gathered(),
    }

    answers = host.ask(hook, KINDS[hook], **facts)

    assert host.plugins["example"].hooks == (hook,)
    assert (answers.problems, host.problems) == ((), [])
    assert answers.given


def test_the_hooks_page_lists_all_that_a_plugin_may_import():
    listed = sections(page("hooks.md"))["What a plugin may import"]

    assert sorted(re.findall(r"^\| `(\w+)`", listed, re.M)) == sorted(api.__all__)


# -- writing-a-plugin.md ---------------------------------------------------------------------------


@pytest.fixture
def lunch(monkeypatch):
    """The plugin of the tutorial, as the page has it."""
    code, _ = blocks(page("writing-a-plugin.md"), "python")
    plugin = types.ModuleType("pnm_lunch")
    monkeypatch.setitem(sys.modules, "pnm_lunch", plugin)
    exec(compile(code, "docs/writing-a-plugin.md", "exec"), vars(plugin))
    return plugin


def test_the_tutorial_plugin_works(lunch):
    host = Host({"lunch": {"cities": ["Lisbon"]}})
    host.add("lunch", lunch)
    network = network_of(
        ada="city: Lisbon", bob="city: Porto", cy="city: Lisbon\npaused: true", dee="name: Dee"
    )

    answers = host.ask("pnm_reminders", Reminder, network=network, today=TODAY)
    checks = host.ask("pnm_checks", Diagnostic, network=network)

    assert [(plugin, row.contact_id) for plugin, row in answers.given] == [("lunch", "ada")]
    assert (answers.problems, checks.given, host.problems) == ((), (), [])


def test_the_tutorial_plugin_knows_a_wrong_setting(lunch):
    host = Host({"lunch": {"cities": 3, "days": "sixty"}})
    host.add("lunch", lunch)

    answers = host.ask("pnm_reminders", Reminder, network=network_of(ada="city: 3"), today=TODAY)
    checks = host.ask("pnm_checks", Diagnostic, network=network_of(ada="city: 3"))

    assert (answers.given, answers.problems, checks.problems) == ((), (), ())
    assert len(checks.given) == 2


def test_the_tests_of_the_tutorial_pass(lunch):
    _, code = blocks(page("writing-a-plugin.md"), "python")
    module = {}
    exec(compile(code, "docs/writing-a-plugin.md", "exec"), module)
    tests = [function for title, function in module.items() if title.startswith("test_")]

    for function in tests:
        function()

    assert len(tests) == 3


def test_the_tutorial_plugin_imports_the_api_only():
    code, _ = blocks(page("writing-a-plugin.md"), "python")
    imported = {
        node.module for node in ast.walk(ast.parse(code)) if isinstance(node, ast.ImportFrom)
    }

    assert {module for module in imported if module.startswith("pnm")} == {"pnm.api"}


def test_the_tutorial_plugin_is_announced_and_listed_as_shown(lunch):
    text = page("writing-a-plugin.md")
    project, settings = (tomllib.loads(block) for block in blocks(text, "toml"))
    host = Host()
    host.add("lunch", lunch)

    assert project["project"]["entry-points"]["pnm.plugins"] == {"lunch": "pnm_lunch"}
    assert set(settings) == {"plugins"}
    assert set(settings["plugins"]) == {"lunch"}
    hooks = ", ".join(hook.removeprefix("pnm_") for hook in host.plugins["lunch"].hooks)
    assert re.search(rf"^lunch +0\.1\.0 +\d+ ms +{hooks} ", "\n".join(blocks(text, "text")), re.M)


# -- commands.md -----------------------------------------------------------------------------------

SHARED = {"--vault", "--as-of", "--no-plugins", "--json", "--help"}


def commands():
    found = sections(page("commands.md"))
    return {
        title.removeprefix("pnm "): body
        for title, body in found.items()
        if title.startswith("pnm ")
    }


def test_every_command_has_a_heading_and_every_heading_a_command():
    assert set(commands()) == set(COMMANDS)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_a_command_is_shown_by_a_transcript_that_runs_it(command):
    shown = "\n".join(blocks(commands()[command], "console"))

    assert re.search(rf"^\$ pnm (?:--\S+ \S+ )*{command}\b", shown, re.M)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_the_options_of_a_command_are_told_and_no_others(command):
    real = cli.get_command(None, command)
    options = {name for p in real.params for name in p.opts if name.startswith("--")}
    told = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", prose(commands()[command])))

    assert options - SHARED <= told
    assert told <= options


def test_the_options_of_all_commands_are_told():
    everywhere = sections(page("commands.md"))["For all commands"]
    options = {name for p in cli.params for name in p.opts}

    assert set(re.findall(r"--[a-z-]+", everywhere)) >= options


def test_the_exit_codes_are_told():
    told = sections(page("commands.md"))["Exit codes"]
    promised = re.search(r"Returns:\n(.+)", inspect.getdoc(run))[1]

    assert set(re.findall(r"^\| (\d+) \|", told, re.M)) == set(re.findall(r"\d+", promised))


def test_every_variable_of_the_environment_is_told():
    told = sections(page("commands.md"))["The environment"]
    used = set()
    for file in (ROOT / "pnm").rglob("*.py"):
        text = file.read_text("utf-8")
        used |= set(re.findall(r"environ(?:\.get\(|\[)\s*\"(\w+)\"", text))

    assert set(re.findall(r"^\| `(\w+)`", told, re.M)) == used


@pytest.mark.parametrize(
    ("table", "prefix"),
    [
        ("", ""),
        ("[vault]\n", "vault"),
        ("[profile]\n", "profile"),
        ("[reports]\n", "reports"),
        ("[circles.x]\n", "circles"),
    ],
    ids=["tables", "vault", "profile", "reports", "circles"],
)
def test_every_key_of_the_configuration_is_told(table, prefix):
    with pytest.raises(ConfigError) as caught:
        read_config(f"{table}no_such_key = 1\n")
    known = set(caught.value.mend.partition("known are: ")[2].split(", "))
    (text,) = blocks(sections(page("commands.md"))["The configuration"], "toml")
    shown = tomllib.loads(text)
    if prefix == "circles":
        told = {key for circle in shown["circles"].values() for key in circle}
    else:
        told = set(shown[prefix] if prefix else shown)

    assert told == known
    assert read_config(text).written


FREE = frozenset({"by_rule", "diagnostics"})
"""Objects whose keys are not fixed."""

CONTRACT = re.compile(
    r"^<!-- contract: (?P<command>pnm .+?) -->\n+```json\n(?P<json>.*?)^```$", re.M | re.S
)
CONTRACTS = [
    (path, found["command"], found["json"])
    for path in PAGES
    for found in CONTRACT.finditer(path.read_text("utf-8"))
]


def printed_json(command):
    out = io.TextIOWrapper(io.BytesIO(), "utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        run(command.replace("'", "").split()[1:])
    out.flush()
    return json.loads(out.buffer.getvalue())


def differences(told, real, where=""):
    """Yield in what a documented value differs from the real one; a list may be an excerpt."""
    key = where.rpartition(".")[2]
    if isinstance(told, dict) and isinstance(real, dict):
        if key not in FREE and set(told) != set(real):
            yield f"{where}: {sorted(set(told) ^ set(real))} is told or real, not both"
        for part in set(told) & set(real):
            yield from differences(told[part], real[part], f"{where}.{part}")
        yield from (f"{where}.{part} is not there" for part in set(told) - set(real) if key in FREE)
    elif isinstance(told, list) and isinstance(real, list):
        for row in told:
            if not any(next(differences(row, other, where), None) is None for other in real):
                yield f"{where}: {row!r} is not among {real!r}"
    elif told != real and not (key == "seconds" and isinstance(real, float)):
        yield f"{where}: {told!r} is told, {real!r} is real"


@pytest.mark.parametrize(
    ("path", "command", "told"), CONTRACTS, ids=[f"{p.name}: {c}" for p, c, _ in CONTRACTS]
)
def test_a_contract_is_what_the_command_prints(path, command, told):
    real = printed_json(command)

    assert list(differences(json.loads(told), real)) == []


def test_every_command_that_prints_json_has_its_contract():
    told = {part for _, command, _ in CONTRACTS for part in command.split() if part in COMMANDS}
    real = {
        command
        for command in COMMANDS
        if any("--json" in p.opts for p in cli.get_command(None, command).params)
    }

    assert told == real - {"watch"}


# -- getting-started.md ----------------------------------------------------------------------------

STEP = re.compile(
    r"^`(?P<path>[^`\n]+)`:\n\n```\w+\n(?P<text>.*?)^```$|^```text\n(?P<shown>\$ pnm .*?)^```$",
    re.M | re.S,
)


def tick(file, lines):
    """Do to a review what a page shows: the line with the same mark, ticked and written under."""
    mark = re.search(r"<!-- pnm:\w+ \w{8} -->", lines)[0]
    before = file.read_text("utf-8").splitlines(keepends=True)
    assert sum(mark in line for line in before) == 1
    file.write_text("".join(lines if mark in line else line for line in before), "utf-8")


def write_as_shown(file, text):
    if "<!-- pnm:" in text:
        tick(file, text)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as out:
        out.write(text)


def test_the_first_steps_go_as_told(tmp_path, monkeypatch):
    vault = tmp_path / "notes"
    vault.mkdir()
    monkeypatch.chdir(vault)
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    told = 0
    for step in STEP.finditer(page("getting-started.md")):
        if step["path"]:
            write_as_shown(vault / step["path"], step["text"])
            continue
        for done in transcripts.steps(f"```console\n{step['shown']}```\n"):
            as_of = "" if " init" in done.command else f" --as-of {AS_OF}"
            got = transcripts.printed(done.command + as_of)
            assert transcripts.fits(done.output, got), f"$ {done.command}\n{got}"
            told += 1
    listed = sections(page("getting-started.md"))["What lies where, and how to be rid of it"]
    made = {path.relative_to(vault).as_posix() for path in vault.rglob("*") if path.is_file()}
    left = {path for path in made if not path.startswith(("People/", "Daily/"))}
    named = tuple(re.findall(r"^\| .*? \| `([^`]+)` in the vault", listed, re.M))

    assert told == 9
    assert left == {".pnm/config.toml", "Reviews/2026-W47.md"}
    assert all(path.startswith(named) for path in left)


# -- codes.md --------------------------------------------------------------------------------------


def coded():
    """Return the section of each code."""
    return {
        title[:6]: body for title, body in sections(page("codes.md")).items() if title[:3] == "PNM"
    }


def codes_in_code():
    found = set()
    for folder in ("pnm", "plugins"):
        for file in (ROOT / folder).rglob("*"):
            if file.suffix in {".py", ".j2"}:
                found |= set(re.findall(r"\bPNM\d{3}\b", file.read_text("utf-8")))
    return found


def test_every_code_has_a_heading_and_every_heading_a_code():
    titles = [title for title in headings(page("codes.md"), 2) if re.match(r"PNM\d{3} \S", title)]

    assert titles == headings(page("codes.md"), 2)
    assert [title[:6] for title in titles] == sorted(codes_in_code())


def test_every_code_that_a_page_names_exists():
    named = {
        code for path in PAGES for code in re.findall(r"\bPNM\d{3}\b", path.read_text("utf-8"))
    }

    assert named <= codes_in_code()


FILES = re.compile(
    r"^`(?P<path>[^`\n]+)`:\n\n(?P<fence>`{3,})\w+\n(?P<text>.*?)^(?P=fence)$", re.M | re.S
)


def said_of(vault, tmp_path):
    """Return the diagnostics of a vault, those that `pnm check --all` prints."""
    setting = Setting(Vault(vault), AS_OF, tmp_path / "cache", bundled(), strict=False)
    session = open_session(setting)
    try:
        return session.checks
    finally:
        session.close()


def texts(rows):
    return {f"{row}\n" for row in rows}


def bundled():
    from importlib.metadata import EntryPoint

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    announced = project["entry-points"]["pnm.plugins"]
    return tuple(EntryPoint(name, value, "pnm.plugins") for name, value in announced.items())


WRITTEN = sorted(code for code, body in coded().items() if FILES.search(body))


@pytest.mark.parametrize("code", WRITTEN)
def test_the_example_of_a_code_is_what_pnm_says(code, tmp_path, request):
    body = coded()[code]
    vault = tmp_path / "vault"
    for found in FILES.finditer(body):
        file = vault / found["path"]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(found["text"].encode())
    (told,) = blocks(body, "text")
    rows = said_of(vault, tmp_path)
    if request.config.getoption("--update"):
        (now,) = texts(row for row in rows if row.code == code)
        text = page("codes.md")
        new = body.replace(f"```text\n{told}```", f"```text\n{now}```")
        (DOCS / "codes.md").write_text(text.replace(body, new), "utf-8")
        return
    severity = re.match(r"\s*(\w+)", body)[1].casefold()

    assert told in texts(rows)
    assert {row.severity.value for row in rows if row.code == code} == {severity}


def not_utf8(folder):
    (folder / "Ada.md").write_bytes("---\ntype: person\ncity: Málaga\n---\n".encode("cp1252"))


def binary(folder):
    (folder / "Ada.md").write_bytes(b"\x00\x01")


LONG_LINE = b"so " * 333 + b"\n"


def long(folder):
    (folder / "Ada.md").write_bytes(b"---\ntype: person\n---\n" + LONG_LINE * 4_100)


def very_long(folder):
    (folder / "Ada.md").write_bytes(b"---\ntype: person\n---\n" + LONG_LINE * 5_000)


def conflict(folder):
    (folder / "Ada (conflicted copy 2026-11-14).md").write_text("---\ntype: person\n---\n")


def linked(folder):
    (folder / "Ada.md").symlink_to("elsewhere.md")


def pipe(folder):
    os.mkfifo(folder / "Ada.md")


def badly_named(folder):
    (folder / os.fsdecode(b"Zo\xeb.md")).write_text("---\ntype: person\n---\n")


@pytest.mark.skipif(sys.platform == "win32", reason="file names are text, and there are no pipes")
@pytest.mark.parametrize(
    ("code", "make"),
    [
        ("PNM008", not_utf8),
        ("PNM009", binary),
        ("PNM022", conflict),
        ("PNM023", linked),
        ("PNM024", pipe),
        ("PNM025", badly_named),
        ("PNM026", very_long),
    ],
)
def test_a_file_that_cannot_stand_on_a_page_is_told_of_as_shown(code, make, tmp_path):
    folder = tmp_path / "vault" / "People"
    folder.mkdir(parents=True)
    make(folder)
    (told,) = blocks(coded()[code], "text")

    assert told in texts(said_of(tmp_path / "vault", tmp_path))


def test_a_long_note_is_told_of_as_shown(tmp_path):
    folder = tmp_path / "vault" / "People"
    folder.mkdir(parents=True)
    long(folder)
    (told,) = blocks(coded()["PNM010"], "text")
    line = re.compile(r"(?<=md:)\d+")

    assert line.sub("", told) in {
        line.sub("", row) for row in texts(said_of(tmp_path / "vault", tmp_path))
    }


def test_a_file_that_the_system_refuses_is_told_of_as_shown(monkeypatch, tmp_path):
    def refuse(path, *rest, **more):
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "open", refuse)
    (problem,) = read_note(str(tmp_path), "People/Ada.md").problems
    (told,) = blocks(coded()["PNM021"], "text")

    assert f"{problem}\n" == told


def plugin_that(source):
    module = types.ModuleType("pnm_lunch")
    exec(compile(source, "pnm_lunch.py", "exec"), vars(module))
    return module


MISSPELT = """
from pnm.api import hookimpl

@hookimpl
def pnm_reminder(network):
    return []
"""
RAISING = """
from pnm.api import hookimpl



@hookimpl
def pnm_reminders(network, today):
    raise ValueError("no city")
"""


@pytest.mark.parametrize(
    ("code", "source", "seconds"),
    [
        ("PNM901", MISSPELT, 0.0),
        ("PNM902", RAISING, 0.0),
        ("PNM903", RAISING.replace('raise ValueError("no city")', "return []"), 6.0),
    ],
    ids=["unknown hook", "raising", "slow"],
)
def test_a_faulty_plugin_is_told_of_as_shown(code, source, seconds):
    ticks = iter([0.0, seconds])
    host = Host(clock=lambda: next(ticks))
    host.add("lunch", plugin_that(source))
    host.ask("pnm_reminders", Reminder, network=network_of(), today=TODAY)
    (told,) = blocks(coded()[code], "text")

    assert [f"{problem}\n" for problem in host.problems] == [told]


def test_every_code_has_an_example():
    shown = {code for code, body in coded().items() if len(blocks(body, "text")) == 1}

    assert shown == set(coded())


# -- links, paths, versions ------------------------------------------------------------------------

LINK = re.compile(r"(?<!!)\[[^\[\]]*\]\(([^()\s]+)\)")
CODE = re.compile(r"`[^`\n]*`")


def anchor(title):
    """Return what a forge makes of a heading."""
    bare = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", title).replace("`", "").casefold()
    return re.sub(r"[^\w\- ]", "", bare).replace(" ", "-")


def links(path):
    text = CODE.sub("", prose(path.read_text("utf-8")))
    return [target for target in LINK.findall(text) if not re.match(r"[a-z]+:", target)]


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_every_link_leads_to_a_file_and_a_heading(path):
    for target in links(path):
        file, _, heading = target.partition("#")
        there = (path.parent / file).resolve() if file else path
        assert there.exists(), target
        assert there.is_relative_to(ROOT), target
        if heading:
            anchors = {anchor(title) for title in headings(there.read_text("utf-8"))}
            assert heading in anchors, target


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_page_has_one_title(path):
    assert len(headings(path.read_text("utf-8"), 1)) == 1


def test_the_index_of_the_docs_leads_to_every_page():
    index = DOCS / "README.md"
    led = {(DOCS / target.partition("#")[0]).resolve() for target in links(index)}

    assert {path for path in DOCS.rglob("*.md") if path != index} <= led


@pytest.mark.parametrize("path", ["architecture.md", "contributing.md"])
def test_every_path_that_a_page_names_is_there(path):
    named = set(
        re.findall(r"`((?:pnm|plugins|tests|docs|vault-example|\.ci)/[\w./-]*)`", page(path))
    )

    assert named
    assert {each for each in named if not (ROOT / each).exists()} == set()


def test_the_tree_in_the_architecture_is_the_real_one():
    shown = next(block for block in blocks(page("architecture.md"), "text") if "pnm/\n" in block)
    inside = shown.partition("pnm/\n")[2].partition("\nplugins/")[0]
    told = {row.split()[0].strip("/") for row in inside.splitlines() if re.match(r"  \S", row)}
    real = {
        path.name
        for path in (ROOT / "pnm").iterdir()
        if (path.suffix == ".py" or path.is_dir()) and not path.name.startswith("_")
    }

    assert told == real


def test_the_layers_in_the_architecture_are_those_of_the_contract():
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    layers = [set(re.split(r"\W+", row)) for row in contract["contracts"][0]["layers"]]
    shown = next(b for b in blocks(page("architecture.md"), "text") if b.startswith("cli"))

    assert [set(re.findall(r"\w+", row)) for row in shown.splitlines()] == layers


def test_the_change_log_starts_with_this_version_or_what_is_unreleased():
    first = headings(page("changelog.md"), 2)[0].strip("[]").split("]")[0].split()[0]

    assert first in {__version__, "Unreleased"}


@pytest.mark.parametrize("tool", ["pytest", "ruff check", "mypy", "lint-imports"])
def test_contributing_names_the_commands_that_are_run_before_work_is_handed_in(tool):
    assert tool in page("contributing.md")
    assert tool in (ROOT / ".ci" / "run").read_text("utf-8") + (ROOT / "README.md").read_text(
        "utf-8"
    )


def test_the_commands_of_the_first_page_set_up_what_the_packages_say():
    text = page("getting-started.md")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert "/bin/pnm`" in text
    assert "pnm" in project["scripts"]
    assert f"Python {project['requires-python'].removeprefix('>=')}" in text
