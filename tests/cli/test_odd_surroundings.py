"""Closed streams, full devices, pipes where files should be: one message, no traceback."""

import os
import subprocess
import sys

import pytest

NOTE = "---\ntype: person\nname: Ada\n---\n- 2026-02-03 call: fine\n"


@pytest.fixture
def vault(tmp_path):
    root = tmp_path / "vault"
    (root / ".pnm").mkdir(parents=True)
    (root / "Ada.md").write_text(NOTE)
    return root


def pnm(vault, *arguments, environ=None, shell=""):
    """Run pnm as a process; `shell` is appended as a shell would have it: `>&-`, `>/dev/full`."""
    environment = {**os.environ, "PNM_CACHE_DIR": str(vault.parent / "cache"), **(environ or {})}
    environment = {key: value for key, value in environment.items() if value is not None}
    line = ["sh", "-c", f'"$@" {shell}', "sh", sys.executable, "-m", "pnm"]
    return subprocess.run(
        [*line, "--vault", str(vault), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("shell", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_the_shell_closed_costs_nothing(vault, shell):
    found = pnm(vault, "list", shell=shell)

    assert (found.returncode, found.stderr) == (0, "")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the system has no full device")
def test_a_full_output_is_told(vault):
    found = pnm(vault, "list", shell=">/dev/full")

    assert found.returncode == 1
    assert "No space left" in found.stderr
    assert "mend:" in found.stderr


def test_a_line_that_is_no_pattern_costs_only_itself(vault):
    (vault / ".pnmignore").write_text("Archive/\n!\n")
    (vault / "Archive").mkdir()
    (vault / "Archive" / "Bob.md").write_text(NOTE.replace("Ada", "Bob"))

    listed, checked = pnm(vault, "list"), pnm(vault, "check")

    assert "Bob" not in listed.stdout
    assert ".pnmignore:2: PNM027" in checked.stdout


def test_a_folder_of_patterns_is_told(vault):
    (vault / ".pnmignore").mkdir()

    assert ".pnmignore: PNM027 cannot be read" in pnm(vault, "check").stdout


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_a_pipe_instead_of_the_configuration_is_told_at_once(vault):
    os.mkfifo(vault / ".pnm" / "config.toml")

    found = pnm(vault, "list")

    assert found.returncode == 2
    assert "it is not a regular file" in found.stderr


@pytest.mark.skipif(os.name != "posix", reason="the home folder is found otherwise there")
def test_no_home_and_no_cache_folder_is_told(vault):
    unknown = {"PNM_CACHE_DIR": "~nobody-of-this-name/cache"}

    found = pnm(vault, "list", environ=unknown)

    assert found.returncode == 1
    assert "set PNM_CACHE_DIR" in found.stderr


def test_the_current_folder_may_be_gone(vault, tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    line = f'cd "{gone}" && rmdir "{gone}" && "{sys.executable}" -m pnm --vault "{vault}" list'
    environment = {**os.environ, "PNM_CACHE_DIR": str(tmp_path / "cache")}

    found = subprocess.run(
        ["sh", "-c", line], env=environment, capture_output=True, text=True, check=False
    )

    assert (found.returncode, found.stderr) == (0, "")


def test_half_a_character_in_a_name_is_printed_as_a_question_mark(vault):
    found = pnm(vault, "find", b"a\xff".decode("utf-8", "surrogateescape"))

    assert "Traceback" not in found.stderr


def test_a_day_at_the_end_of_time_is_answered(vault):
    found = pnm(vault, "--as-of", "9999-12-31", "due")

    assert (found.returncode, found.stderr) == (0, "")
