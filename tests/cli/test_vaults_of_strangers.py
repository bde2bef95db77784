"""Vaults that nobody here wrote: every reading command answers, and nothing in them changes."""

import json
import os
from pathlib import Path

import pytest

from pnm.cli import run

CORPORA = os.environ.get("PNM_CORPORA")
pytestmark = pytest.mark.skipif(not CORPORA, reason="PNM_CORPORA names no folder of real vaults")


def vaults():
    root = Path(CORPORA or ".")
    found = [p for p in sorted((root / "vaults").glob("*")) if p.is_dir()]
    return [*found, root / "people-notes" / "vcf-contacts-demo"] if CORPORA else []


COMMANDS = (
    ["doctor"],
    ["list"],
    ["due"],
    ["check"],
    ["review"],
    ["index"],
    ["plugins"],
    ["report"],
    ["find", "note"],
)


@pytest.mark.parametrize("vault", vaults(), ids=lambda path: path.name)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_answers_in_words_and_in_json(vault, command, capsys):
    assert run(["--vault", str(vault), *command]) in {0, 1}
    assert run(["--vault", str(vault), *command, "--json"]) in {0, 1}
    capsys.readouterr()
    run(["--vault", str(vault), *command, "--json"])
    out, err = capsys.readouterr()

    assert json.loads(out) is not None
    assert "Traceback" not in err


@pytest.mark.parametrize("vault", vaults(), ids=lambda path: path.name)
def test_every_contact_can_be_shown_and_questioned(vault, capsys):
    run(["--vault", str(vault), "list", "--json"])
    for contact in json.loads(capsys.readouterr().out):
        assert run(["--vault", str(vault), "show", contact["id"]]) == 0
        assert run(["--vault", str(vault), "why", contact["id"]]) == 0
        assert capsys.readouterr().out
