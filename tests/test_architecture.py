"""The rules of the house, read from the source: who imports, who writes, who reads the clock."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CORE = sorted((ROOT / "pnm").rglob("*.py"))
PLUGINS = sorted((ROOT / "plugins").rglob("*.py"))
WRITES = {
    "write_text",
    "write_bytes",
    "unlink",
    "rename",
    "replace",
    "rmdir",
    "mkdir",
    "touch",
    "symlink_to",
    "hardlink_to",
}


def name(path):
    return str(path.relative_to(ROOT))


def imports(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno


def plugin_names():
    return {path.name for path in (ROOT / "plugins").iterdir() if path.is_dir()}


@pytest.mark.parametrize("path", PLUGINS, ids=name)
def test_a_plugin_imports_the_api_and_itself_only(path):
    own = path.relative_to(ROOT / "plugins").parts[0]
    for module, line in imports(path):
        top = module.split(".")[0]
        if top == "pnm":
            assert module == "pnm.api", f"{name(path)}:{line}"
        assert top == own or not top.startswith("pnm_"), f"{name(path)}:{line} {module}"


@pytest.mark.parametrize("path", CORE, ids=name)
def test_the_core_names_no_plugin(path):
    text = path.read_text("utf-8")

    assert [plugin for plugin in plugin_names() if plugin in text] == []


@pytest.mark.parametrize("path", [p for p in CORE if "cli" not in p.parts] + PLUGINS, ids=name)
def test_only_the_command_line_reads_the_clock(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in {"today", "now", "utcnow"}:
            called = ast.unparse(node.value)
            assert called not in {"date", "datetime", "datetime.date", "datetime.datetime"}, (
                f"{name(path)}:{node.lineno}"
            )


WRITERS = (
    "pnm/testing/",
    "pnm/scaffold/written.py",
    "pnm/vault/",
    "pnm/index/store.py",
    "pnm/index/erase.py",
    "pnm/found/keeping.py",
    "pnm/found/ends.py",
    "pnm/host/diary.py",
    "pnm/watch/alone.py",
    "pnm/schedule/files.py",
)
"""The writer of users' files, and those that keep or erase what lies outside the vault."""


@pytest.mark.parametrize("path", [*CORE, *PLUGINS], ids=name)
def test_only_the_vault_writes_files(path):
    if name(path).startswith(WRITERS):
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        if isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            if node.func.attr == "touch" and node.args:
                continue
            texts = node.func.attr == "replace" and (len(node.args) != 1 or node.keywords)
            assert texts, f"{name(path)}:{node.lineno} {called}"
        assert called != "open" or not _writes(node), f"{name(path)}:{node.lineno}"


def _writes(call):
    modes = [a.value for a in call.args[1:2] if isinstance(a, ast.Constant)]
    modes += [k.value.value for k in call.keywords if k.arg == "mode"]
    return any(set(str(mode)) & set("wax+") for mode in modes)


def test_every_plugin_is_announced_documented_and_tested():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    announced = project["entry-points"]["pnm.plugins"]
    topics = {plugin.removeprefix("pnm_") for plugin in plugin_names()}

    assert set(announced.values()) == plugin_names()
    assert set(announced) == topics
    assert {p.stem for p in (ROOT / "docs" / "plugins").glob("*.md")} == topics
    assert {
        p.stem.removeprefix("test_") for p in (ROOT / "tests" / "plugins").glob("test_*.py")
    } >= topics


def test_heavy_libraries_are_imported_late():
    import subprocess
    import sys

    code = (
        "import sys, pnm.cli, pnm.session, pnm.watch, pnm.reports;"
        "print([m for m in ('yaml','frontmatter','jinja2','rich','watchdog','markdown_it',"
        "'rapidfuzz','icalendar','dbus_fast','desktop_notifier',"
        "'anyascii','pathspec','platformdirs','importlib.metadata') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "['importlib.metadata']" or done.stdout.strip() == "[]"
