"""Trust is given to the bytes of one file in one vault, and kept where nobody else writes."""

import json
import os
import stat
from dataclasses import replace

import pytest

from pnm.errors import CacheError
from pnm.found import Plugin
from pnm.found.trust import FILE, Trust

LUNCH = Plugin.file("lunch", "/vault/.pnm/plugins/lunch.py", "vault", b"x = 1\n")


def test_trust_is_kept_for_the_next_command(tmp_path):
    Trust(tmp_path / "data").give(tmp_path, LUNCH)

    assert Trust(tmp_path / "data").why_not(tmp_path, LUNCH) == ""


@pytest.mark.parametrize(
    "other",
    [
        lambda vault: (vault / "other", LUNCH),
        lambda vault: (vault, replace(LUNCH, name="dinner")),
        lambda vault: (vault, replace(LUNCH, code=b"x = 2\n")),
    ],
    ids=["another vault", "another name", "another text"],
)
def test_nothing_else_is_trusted_by_it(tmp_path, other):
    trust = Trust(tmp_path / "data")
    trust.give(tmp_path, LUNCH)

    assert trust.why_not(*other(tmp_path)) != ""


def test_trust_can_be_taken_back(tmp_path):
    trust = Trust(tmp_path / "data")
    trust.give(tmp_path, LUNCH)

    assert [trust.take(tmp_path, LUNCH), trust.take(tmp_path, LUNCH)] == [True, False]
    assert trust.why_not(tmp_path, LUNCH) != ""


def test_only_the_user_may_read_it(tmp_path):
    Trust(tmp_path / "data").give(tmp_path, LUNCH)

    file = tmp_path / "data" / FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.skipif(os.name != "posix", reason="files have owners on POSIX only")
def test_what_another_user_has_put_there_is_not_believed(tmp_path, monkeypatch):
    Trust(tmp_path).give(tmp_path, LUNCH)
    user = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: user + 1)

    assert Trust(tmp_path).why_not(tmp_path, LUNCH) != ""


@pytest.mark.parametrize("text", ["", "[1", "[]", '{"trusted": 5}', '{"trusted": [1]}', '"x"'])
def test_a_damaged_file_trusts_nothing(tmp_path, text):
    (tmp_path / FILE).write_text(text)

    assert Trust(tmp_path).why_not(tmp_path, LUNCH) != ""


def test_what_cannot_be_kept_is_said(tmp_path):
    (tmp_path / "data").write_text("a file in the folder's place")

    with pytest.raises(CacheError, match="cannot be written"):
        Trust(tmp_path / "data").give(tmp_path, LUNCH)


def test_the_text_itself_is_not_kept(tmp_path):
    Trust(tmp_path).give(tmp_path, LUNCH)

    kept = json.loads((tmp_path / FILE).read_text())
    assert list(kept["trusted"].values()) == [LUNCH.digest]
