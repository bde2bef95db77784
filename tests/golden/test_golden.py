"""The golden plugin: what was written against the first platform goes on working.

`pnm_golden.py`, `templates/` and `expected.json` are never edited: they stand for the plugins
of people who have moved on. When a test here fails, pnm has broken them. Mend pnm; or, after two
minor releases that warned (docs/stability.md), take out of `expected.json` what is gone, and say
so in the change log.
"""

import importlib.util
import json
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from pnm.host import Host
from pnm.testing import ask, network_of

HERE = Path(__file__).parent
TODAY = date(2026, 11, 16)
WRITTEN_ONCE = "5b2d251993547dfa4da30f724d42665fc3ec6fdc816d25399376312016233f05"
NOTES = {
    "People/Ada.md": """\
---
type: person
name: Ada Lovelace
city: Lisbon
birthday: --12-10
circle: friends
gold_size: 37
golden_since: 2020-02-03
golden_likes: [tea, maths]
golden_word: gold
golden_true: yes
golden_friend: "[[Bob]]"
captain: "[[Bob]]"
bandmate: "[[Cy]]"
---
## Gifts
- 2026-01-02 an atlas
- a map, from [[Bob]]

## Log
- 2026-10-01 lunch: soup with [[Bob]]
- [ ] send the deck 📅 2026-11-30
""",
    "People/Bob.md": "---\ntype: person\ncity: Porto\n---\n- 2026-11-10 call: hello\n",
    "People/Cy.md": "---\ntype: person\n---\n",
}
CONFIG = '[plugins.golden]\ntowns = ["Lisbon", "Porto"]\nevery = "4 weeks"\n'


@pytest.fixture(scope="module")
def golden():
    spec = importlib.util.spec_from_file_location("pnm_golden", HERE / "pnm_golden.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["pnm_golden"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["pnm_golden"]


@pytest.fixture
def vault(vault_of, golden):
    return vault_of(NOTES, config=CONFIG, plugins=[golden], today=TODAY)


@pytest.fixture(scope="module")
def expected():
    return json.loads((HERE / "expected.json").read_text("utf-8"))


def rows(values, *names):
    return [[shown(getattr(value, name)) for name in names] for value in values]


def shown(value):
    return [str(part) for part in value] if isinstance(value, tuple) else str(value)


def said(golden, vault):
    """Return all that the plugin says on the vault, as JSON has it."""
    network = network_of(NOTES, config=CONFIG, today=TODAY)
    options = ask(golden, "pnm_settings")[0]()
    (exporter,) = ask(golden, "pnm_exporters")
    (importer,) = ask(golden, "pnm_importers")
    report = vault.run("report", "golden", "ada", "when=yesterday", "word=gilded", "--json").json()
    sections = report["sections"]
    return {
        "reminders": rows(
            ask(golden, "pnm_reminders", network),
            *("due", "contact_id", "text", "kind", "why", "sources", "ratio", "lead_days", "key"),
        ),
        "tags": rows(ask(golden, "pnm_tags", network), "contact_id", "tag", "why", "source"),
        "checks": rows(ask(golden, "pnm_checks", network), "source", "code", "message", "mend"),
        "due": [row["contact"] for row in vault.run("due", "--json").json()],
        "list": [row["id"] for row in vault.run("list", "tag:near", "--json").json()],
        "sections": [[row["id"], row["title"]] for row in sections],
        "lines": [line["text"] for row in sections for line in row["lines"]],
        "markdown": "## OWN\n\n- near" in vault.run("report", "golden", "--format", "markdown").out,
        "command": vault.run("golden", "city:Porto").out,
        "command as JSON": vault.run("golden", "--json").json(),
        "export": vault.run("export", "golden").out,
        "written": exporter.write(network, options),
        "import": vault.run("import", "golden", "-", "--dry-run", stdin="Dee Ada").out,
        "read": rows(importer.read(b"Dee", options), "name", "text", "made_of"),
    }


def test_the_golden_plugin_is_as_it_was_written():
    """Never edit it, and never this digest: write a new plugin beside it for what is new."""
    files = [HERE / "pnm_golden.py", *sorted((HERE / "templates").iterdir())]
    digest = sha256(b"".join(file.read_bytes() for file in files)).hexdigest()

    assert digest == WRITTEN_ONCE


def test_it_is_taken_whole(golden):
    host = Host()
    host.add("golden", golden)

    assert (host.problems, len(host.plugins["golden"].hooks)) == ([], 14)


def test_it_says_what_it_said_on_the_first_day(golden, vault, expected):
    now = said(golden, vault)
    assert {key: now.get(key) for key in expected["said"]} == expected["said"]
    vault.untouched()


def test_the_small_functions_and_the_network_answer_as_on_the_first_day(golden, vault, expected):
    assert vault.run("golden", "words").json() == expected["words"]


def test_its_field_and_relation_faults_are_told(vault):
    vault.write("People/Dee.md", "---\ntype: person\ngolden_size: big\n---\n")

    assert "golden_size" in vault.run("check", "--all").out
