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
from itertools import pairwise
from pathlib import Path

import click
import pytest
import transcripts

from pnm import __version__, api, hookspecs
from pnm.cli import COMMANDS, cli, run
from pnm.config import read_config
from pnm.diagnostics import Source
from pnm.errors import ConfigError
from pnm.found import Plugin
from pnm.hookspecs import STABILITY
from pnm.host import Host
from pnm.model import Reminder, Report, WrittenKey, WrittenLine, WrittenNote
from pnm.retiring import Retiring, going, retiring_names
from pnm.session import Setting, open_session
from pnm.testing import TODAY, ask, network_of
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

SPECS = {
    hook: spec
    for hook, spec in vars(hookspecs).items()
    if hasattr(spec, f"{hookspecs.PROJECT}_spec")
}
HOOKS = {
    hook: f"{hook}({', '.join(inspect.signature(spec).parameters)})" for hook, spec in SPECS.items()
}
NOTE = WrittenNote(
    "ada.md",
    "ada",
    is_contact=True,
    keys=(WrittenKey("city", ("Lisbon",), 2),),
    lines=(
        WrittenLine("2026-01-02 an atlas", 5, "item", date(2026, 1, 2), "Gifts", ("Bob",)),
        WrittenLine("a line of no list", 6, heading="Gifts"),
    ),
)


def test_every_hook_has_a_heading_and_every_heading_a_hook():
    found = [title for title in headings(page("hooks.md")) if title.startswith("pnm_")]

    assert Counter(found) == Counter(HOOKS.values())


def test_the_table_of_hooks_names_each_with_its_word():
    table = prose(page("hooks.md")).partition("\n### ")[0]

    assert dict(re.findall(r"^\| \[?`(pnm_\w+)`.*\| (\w+) \|$", table, re.M)) == dict(STABILITY)


def test_every_hook_has_a_word_for_how_far_it_may_be_relied_on():
    assert set(STABILITY) == set(SPECS)
    assert set(STABILITY.values()) <= {hookspecs.STABLE, hookspecs.NEW}


@pytest.mark.parametrize("hook", sorted(HOOKS))
def test_a_hook_is_told_with_its_word_and_how_often_it_is_asked(hook):
    text = prose(sections(page("hooks.md"), level=3)[HOOKS[hook]])

    assert re.match(r"\s*\*\*(\w+)\.\*\* ", text)[1].casefold() == STABILITY[hook]
    assert re.search(r"\bAsked (once )?(by|after|each|for) ", " ".join(text.split()))


@pytest.mark.parametrize("hook", sorted(HOOKS))
def test_the_signature_of_a_hook_is_that_of_the_code(hook):
    shown, _ = blocks(sections(page("hooks.md"), level=3)[HOOKS[hook]], "python")
    told = ast.parse(shown).body[0]
    real = ast.parse(inspect.getsource(SPECS[hook])).body[0]

    assert ast.unparse(told.args) == ast.unparse(real.args)
    assert ast.unparse(told.returns) == ast.unparse(real.returns)
    assert told.name == real.name


@pytest.fixture
def example(request):
    """The module that a hook's example is."""
    _, code = blocks(sections(page("hooks.md"), level=3)[HOOKS[request.param]], "python")
    module = types.ModuleType("example")
    sys.modules["example"] = module
    exec(compile(code, "docs/hooks.md", "exec"), vars(module))
    yield module
    del sys.modules["example"]


def answers_of(module, hook, **given):
    """Ask the hook that an example answers, on a small network."""
    network = network_of(
        {"Daily/2026-02-20.md": "- dinner with [[ada]]"},
        ada="birthday: 1990-03-10\ncity: Lisbon\nemail: ada@home.example",
        bob="name: Bob",
    )
    if hook == "pnm_facts":
        given["note"] = NOTE
    if hook == "pnm_sections":
        given["report"] = Report("weekly-review", "Weekly review", "weekly-review")
    return ask(module, hook, network, **given)


@pytest.mark.parametrize(("example", "hook"), [(h, h) for h in sorted(HOOKS)], indirect=["example"])
def test_the_example_of_a_hook_works(example, hook):
    host = Host()
    host.add("example", example)

    assert (host.plugins["example"].hooks, host.problems) == ((hook,), [])
    assert answers_of(example, hook)


@pytest.mark.parametrize("example", ["pnm_settings"], indirect=True)
def test_the_settings_of_the_example_are_read_and_checked(example):
    host = Host({"example": {"every": "3 weeks", "meal": "brunch"}})
    host.add("example", example)

    assert host.settings_of("example") == example.Options(("Lisbon",), 21, "lunch", False)
    assert [row.code for row in host.check_settings(Source)] == ["PNM330"]


@pytest.mark.parametrize("example", ["pnm_facts"], indirect=True)
def test_the_facts_of_the_example_are_the_items_under_the_heading(example):
    (fact,) = answers_of(example, "pnm_facts")

    assert (fact.kind, fact.line, fact.about) == ("gift", 5, ("Bob",))


@pytest.mark.parametrize(
    ("example", "shown"),
    [("pnm_fields", "shoe_size: 37"), ("pnm_relation_kinds", "skipper: Bob")],
    indirect=["example"],
)
def test_the_keys_of_the_examples_are_read_in_notes(example, shown, vault_of):
    ada = "---\ntype: person\nshoes: 37\ncaptain: '[[Bob]]'\n---\n"
    vault = vault_of({"Ada.md": ada, "Bob.md": "---\ntype: person\n---\n"}, plugins=[example])

    assert f"\n  {shown}  [Ada.md:" in vault.run("show", "Ada").out


@pytest.mark.parametrize("example", ["pnm_commands"], indirect=True)
def test_the_command_of_the_example_runs(example, vault_of):
    vault = vault_of({"People/Ada.md": "---\ncity: Lisbon\n---\n"}, plugins=[example])
    done = vault.run("towns")

    assert (done.code, done.out, done.err) == (0, "1  Lisbon\n", "")


@pytest.mark.parametrize("example", ["pnm_importers"], indirect=True)
def test_the_importer_of_the_example_reads(example, vault_of):
    vault = vault_of({}, plugins=[example])

    assert vault.run("import", "names", "-", stdin="Ada\n\nBob: x\n").out == (
        "People/Ada.md  (line 1)\nPeople/Bob x.md  (line 3)\n"
    )


@pytest.mark.parametrize("example", ["pnm_exporters"], indirect=True)
def test_the_exporter_of_the_example_writes(example, vault_of):
    vault = vault_of({"People/Ada.md": "", "People/Bo.md": "private:: yes"}, plugins=[example])

    assert vault.run("export", "names").out == "Ada\n"


def listed_names():
    listed = sections(page("hooks.md"))["What a plugin may import"]
    return re.findall(r"^\| `(\w+)` \| \S.* \|$", listed, re.M)


def test_the_hooks_page_lists_all_that_a_plugin_may_import():
    assert sorted(listed_names()) == sorted(api.__all__)
    assert sorted(api.__all__, key=str) == sorted(set(api.__all__))


CONSTANTS = {name for name in api.__all__ if isinstance(getattr(api, name), str)} | {"Settings"}
"""Names that cannot carry a docstring of their own; theirs stands below them in the code."""


@pytest.mark.parametrize("name", sorted(CONSTANTS))
def test_a_public_constant_says_what_it_is_where_it_stands(name):
    told = [
        following.value.value
        for path in (ROOT / "pnm").rglob("*.py")
        for node, following in pairwise(ast.parse(path.read_text("utf-8")).body)
        if isinstance(node, (ast.Assign, ast.AnnAssign))
        and name in ast.unparse(node).split(" =")[0]
        if isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant)
    ]

    assert len(told) == 1
    assert told[0].endswith(".")


@pytest.mark.parametrize("name", sorted(set(api.__all__) - CONSTANTS))
def test_a_public_name_says_what_it_is(name):
    value = getattr(api, name)
    told = inspect.getdoc(value)

    assert told
    assert not told.startswith(f"{name}(")
    assert "." in told


@pytest.mark.parametrize(
    "name", sorted(n for n in api.__all__ if inspect.isfunction(getattr(api, n)))
)
def test_a_public_function_has_types_and_tells_of_them(name):
    signature = inspect.signature(getattr(api, name))
    bare = [p.name for p in signature.parameters.values() if p.annotation is p.empty]

    assert bare == []
    assert signature.return_annotation is not signature.empty


@pytest.mark.parametrize("name", sorted(n for n in api.__all__ if inspect.isclass(getattr(api, n))))
def test_what_a_public_class_offers_has_types_and_a_docstring(name):
    for title, member in vars(getattr(api, name)).items():
        function = member.fget if isinstance(member, property) else member
        if title.startswith("_") or not inspect.isfunction(function):
            continue
        assert inspect.getdoc(function), title
        assert inspect.signature(function).return_annotation is not inspect.Signature.empty, title


# -- writing-a-plugin.md, stability.md -------------------------------------------------------------


def test_the_plugin_of_one_minute_works():
    (code,) = blocks(page("writing-a-plugin.md"), "python")
    module = plugin_that(code)
    network = network_of(ada="city: Lisbon", bob="city: Porto")

    assert [(row.contact_id, row.tag) for row in ask(module, "pnm_tags", network)] == [
        ("ada", "near")
    ]


def test_the_way_in_names_every_hook_that_says_something():
    """Templates and filters belong to reports, whose page tells of them."""
    named = set(re.findall(r"`(pnm_\w+)`", sections(page("writing-a-plugin.md"))[WHICH]))

    assert named == set(HOOKS) - {"pnm_templates", "pnm_filters"}


WHICH = "Which hook for what"


def test_the_warning_that_an_author_sees_is_shown_as_it_is():
    (shown,) = blocks(page("stability.md"), "text")

    assert shown == f"pnm_lunch.py:3: RetiringWarning: {going('pnm.api.old', 'new', '0.6')}\n"


def test_the_words_of_the_page_are_those_of_the_hooks():
    told = sections(page("stability.md"))["What the words mean"]

    assert set(re.findall(r"^\| \*\*(\w+)\*\* \|", told, re.M)) == set(STABILITY.values())


# -- commands.md -----------------------------------------------------------------------------------

SHARED = {"--vault", "--as-of", "--no-plugins", "--json", "--help"}


def commands():
    found = sections(page("commands.md"))
    return {
        title.removeprefix("pnm "): body
        for title, body in found.items()
        if title.startswith("pnm ")
    }


def parts(command):
    """Return a command of pnm's with all those below it, by their names."""
    real = cli.get_command(None, command)
    below = {}
    if isinstance(real, click.Group):
        ctx = click.Context(real, info_name=command)
        below = {f"{command} {sub}": real.get_command(ctx, sub) for sub in real.list_commands(ctx)}
    return {command: real, **below}


def options_of(command):
    """Return the long options of a command and of those below it."""
    return {
        name
        for part in parts(command).values()
        for param in part.params
        for name in param.opts
        if name.startswith("--")
    }


def test_every_command_has_a_heading_and_every_heading_a_command():
    assert set(commands()) == set(COMMANDS)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_a_command_is_shown_by_a_transcript_that_runs_it(command):
    shown = "\n".join(blocks(commands()[command], "console"))

    assert re.search(rf"^\$ pnm (?:--\S+ \S+ )*{command}\b", shown, re.M)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_the_options_of_a_command_are_told_and_no_others(command):
    options = options_of(command)
    told = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", prose(commands()[command])))

    assert options - SHARED <= told
    assert told <= options


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_a_command_below_another_is_told_by_its_name(command):
    told = commands()[command].replace(", ", f" pnm {command} ")

    assert [name for name in parts(command).keys() - UNSAID if f"pnm {name}" not in told] == []


UNSAID = {"plugins list", "report list", "report show"}
"""What a command does that is typed without a word behind it."""


def test_the_options_of_all_commands_are_told():
    everywhere = sections(page("commands.md"))["For all commands"]
    options = {name for p in cli.params for name in p.opts}

    assert set(re.findall(r"(?<=`)-{1,2}[a-z][a-z-]*", everywhere)) >= options


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
    real = {command for command in COMMANDS if "--json" in options_of(command)}

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
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    announced = project["entry-points"]["pnm.plugins"]
    return tuple(Plugin(name, value) for name, value in announced.items())


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


HEAD = "from pnm.api import Field, hookimpl\n\n\n@hookimpl\n"
MISSPELT = HEAD + "def pnm_reminder(network):\n    return []\n"
RAISING = HEAD + 'def pnm_reminders(network):\n    "…"\n\n    raise ValueError("no city")\n'
STOPPED = "from pnm.host.guard import Stopped\n\n\n\n" + RAISING.replace(
    'ValueError("no city")', 'Stopped("was stopped after 5 seconds")'
)
PRINTING = HEAD + 'def pnm_reminders(network):\n    print("here")\n    return []\n'


@pytest.mark.parametrize(
    ("code", "source"),
    [("PNM901", MISSPELT), ("PNM902", RAISING), ("PNM903", STOPPED), ("PNM904", PRINTING)],
    ids=["unknown hook", "raising", "stopped", "printing"],
)
def test_a_faulty_plugin_is_told_of_as_shown(code, source):
    host = Host()
    host.add("lunch", plugin_that(source))
    host.ask("pnm_reminders", Reminder, network=network_of(), today=TODAY)
    (told,) = blocks(coded()[code], "text")

    assert [f"{problem}\n" for problem in host.problems] == [told]


def test_a_plugin_that_uses_what_goes_away_is_told_of_as_shown(monkeypatch):
    old = retiring_names("pnm.api", {"old": Retiring(3, "new", "0.6")})
    monkeypatch.setattr(api, "__getattr__", old)
    host = Host()
    code = "\n\nfrom pnm.api import old, hookimpl\n"
    entry = types.SimpleNamespace(name="lunch", value="lunch", load=lambda: plugin_that(code))
    host.load([entry])
    (told,) = blocks(coded()["PNM905"], "text")

    assert [f"{notice}\n" for notice in host.notices] == [told]


@pytest.mark.parametrize(
    ("code", "source"),
    [
        ("PNM911", HEAD + "def pnm_fields():\n    yield Field('birthday', 'When.')\n"),
        ("PNM912", RAISING.replace("pnm_reminders(network)", "pnm_facts(note)")),
    ],
    ids=["a word that is taken", "a note that is too much"],
)
def test_a_plugin_that_fails_in_the_notes_is_told_of_as_shown(code, source, vault_of):
    notes = {"People/Ada.md": "---\ntype: person\n---\n"}
    vault = vault_of(notes, plugins={"lunch": plugin_that(source)})
    (told,) = blocks(coded()[code], "text")

    assert told in vault.run("check").out


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

    sources = list(DOCS.glob("tutorials/*/**/*.md"))
    assert {path for path in DOCS.rglob("*.md") if path not in (index, *sources)} <= led


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
    shown = next(b for b in blocks(page("architecture.md"), "text") if "\nhookspecs\n" in b)

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
