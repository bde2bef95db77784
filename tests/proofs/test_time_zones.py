"""Some facts know the day a file was changed on; it is the day where its reader is now."""

import os
import time

import pytest
from proofs.vaults import answers, right_answers

REVIEW = """\
---
generated_by: pnm
report: weekly-review
date: 2026-11-09
---
- [x] Ada <!-- pnm:log 8a88ac3b --> [[Ada]]
"""
NEAR_MIDNIGHT = 1_794_610_200  # 2026-11-13 22:50 in Greenwich
QUESTIONS = (("show", "Ada", "--json"), ("list", "--json"))


@pytest.fixture
def moved(monkeypatch):
    """Move to another time zone."""

    def move(zone):
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield move
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system has one time zone a process")
def test_who_travels_is_answered_as_if_the_index_were_built_there(tmp_path, moved):
    vault, cache = tmp_path / "vault", tmp_path / "cache"
    vault.mkdir()
    (vault / "Ada.md").write_text("---\ntype: person\nname: Ada\n---\n")
    (vault / "Review.md").write_text(REVIEW)
    os.utime(vault / "Review.md", (NEAR_MIDNIGHT, NEAR_MIDNIGHT))
    days = set()
    for zone in ("UTC", "Pacific/Kiritimati", "America/Los_Angeles", "UTC"):
        moved(zone)
        given, _ = answers(vault, cache, QUESTIONS)
        assert given == right_answers(vault, QUESTIONS)
        days.add(given[QUESTIONS[0]])
    assert len(days) == 2, "the day of the tick does not depend on the time zone here"
