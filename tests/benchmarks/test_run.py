"""The benchmark runs, and measures each row that the documentation shows."""

import json
import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
MEASURE = runpy.run_path(str(HERE / "measure.py"))
Row, Run = MEASURE["Row"], MEASURE["Run"]


def runs(*walls):
    return [Run(wall, cpu=wall / 2) for wall in walls]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (
            Row("due", "the walk", 2.0, ours=runs(0.3, 0.2, 0.9), theirs=runs(0.2, 0.2, 0.1)),
            "| due | 0.30 s (0.20) | the walk | 0.20 s (0.10) | **1.50** (2.00) | 1.50 (2.00) "
            "| ≤ 2 | yes |",
        ),
        (
            Row("due", "the walk", 1.0, ours=runs(0.03), theirs=runs(0.02)),
            "| due | 30 ms | the walk | 20 ms | **1.50** | 1.50 | ≤ 1 | **no** |",
        ),
        (
            Row("p99", most=0.05, pick=MEASURE["p99"], ours=runs(*[0.01] * 98, 0.04, 0.09)),
            "| p99 | 40 ms |  |  |  |  | ≤ 50 ms | yes |",
        ),
        (
            Row("peak", most=600, unit="MB", figure="peak_mb", ours=[Run(1, 1, 700.4)]),
            "| peak | 700 MB |  |  |  |  | ≤ 600 MB | **no** |",
        ),
        (
            Row("watch", "a note", 10, fault="no such | option"),
            "| watch | not measured: no such / option | a note |  |  |  | ≤ 10 | no |",
        ),
    ],
    ids=["reached", "not reached", "a limit in seconds", "a limit of memory", "a failure"],
)
def test_a_row_says_what_it_took_and_whether_the_goal_is_reached(row, cells):
    assert MEASURE["table"]([row]).splitlines()[-1] == cells


def test_the_time_of_a_process_and_what_it_tells_are_measured():
    code = "import json, time; time.sleep(0.05); print(json.dumps({'files': 3}))"

    measured = MEASURE["run"]([sys.executable, "-c", code], together=True)

    assert 0.05 < measured.wall < 60
    assert 0 < measured.cpu < measured.wall
    assert 1 < measured.peak_mb < 1_000
    assert measured.told == {"files": 3}


def test_a_process_that_fails_is_a_fault_with_its_last_words():
    code = "import sys; sys.exit('no vault')"

    with pytest.raises(MEASURE["FailedError"], match="exit code 1: no vault"):
        MEASURE["run"]([sys.executable, "-c", code])


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")
@pytest.mark.skipif(sys.platform != "linux", reason="a process's time is read from /proc")
def test_every_row_is_measured(tmp_path):
    cache = {"PNM_CACHE_DIR": str(tmp_path)}
    command = [sys.executable, HERE / "run.py", "--quick", "--json"]

    done = subprocess.run(
        command, capture_output=True, text=True, timeout=900, env=os.environ | cache
    )

    told = json.loads(done.stdout)
    rows = [row for section in told["sections"].values() for row in section]
    assert [(row["what"], row["fault"]) for row in rows if row["fault"]] == []
    assert len(rows) > 15
    assert done.returncode == 0
    assert list(tmp_path.iterdir()) == []
