"""A good plugin passes: those that pnm brings, and those that `pnm plugins new` makes."""

from __future__ import annotations

import tomllib

import pytest
from conftest import ROOT
from proofs.counts import count

from pnm import scaffold
from pnm.cli import COMMANDS
from pnm.trial import subjects_of, tried

pytestmark = pytest.mark.slow

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EACH = count("PNM_TRIALS_EACH", 4)
"""Every so many bundled plugins one is put on trial; 1 for all of them."""
BUNDLED = sorted(PROJECT["entry-points"]["pnm.plugins"].values())[::EACH]


def told(verdict):
    return "\n".join(map(str, verdict.findings))


@pytest.mark.parametrize("module", BUNDLED)
def test_a_bundled_plugin_passes(module):
    (subject,) = subjects_of(str(ROOT / "plugins" / module))
    bundled = type(subject)(**{**as_fields(subject), "bundled": True})

    verdict = tried(bundled, COMMANDS)

    assert told(verdict) == ""
    assert verdict.hooks


def as_fields(subject):
    return {name: getattr(subject, name) for name in subject.__dataclass_fields__}


@pytest.mark.parametrize("single", [True, False], ids=["a file", "a package"])
def test_a_plugin_passes_as_made(single, tmp_path):
    names = scaffold.names_of("lunch", "0.1.0", ())
    files = [scaffold.single_file(names)] if single else scaffold.package_files(names)
    scaffold.write_files(tmp_path, files)
    (subject,) = subjects_of(str(tmp_path / ("lunch.py" if single else "pnm-lunch")))

    verdict = tried(subject, COMMANDS)

    assert told(verdict) == ""
    assert {"pnm_settings", "pnm_tags", "pnm_reminders", "pnm_sections"} <= set(verdict.hooks)
    assert set(verdict.milliseconds) == {"pnm_tags", "pnm_reminders", "pnm_sections"}
