"""A cache folder that is full, cannot be written or is no folder still gives right answers.

`pytest tests/proofs/test_caches_that_fail.py`. What needs the right to mount is skipped without.
"""

import contextlib
import os
import resource
import subprocess
import tempfile
from pathlib import Path

import pytest
from proofs.vaults import QUESTIONS, answers, ask, chance_of, edit, make_vault, right_answers, start

from pnm.vault import Vault

NOTES = 120
SMALL_BYTES = 65_536


@pytest.fixture(scope="module")
def vault(tmp_path_factory):
    return make_vault(tmp_path_factory.mktemp("proof") / "vault", NOTES, chance_of("caches"))


@pytest.fixture(scope="module")
def right(vault):
    return right_answers(vault)


def answers_of_processes(vault, cache, **more):
    """Return what real processes answer, and what they tell."""
    given, told = {}, []
    for command in QUESTIONS:
        with start(vault, cache, command, **more) as process:
            out, err = process.communicate(timeout=60)
        given[command] = (process.returncode, out.decode())
        told.append(err.decode())
    return given, told


def differing(given, right):
    """Return the commands that were answered wrongly."""
    return [command for command in right if given[command] != right[command]]


@contextlib.contextmanager
def mounted(folder, options):
    """Mount a small file system for a while; skip the test where that is not allowed."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", options, "pnm-proof", str(folder)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount")
    if done.returncode:
        pytest.skip("this process may not mount")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.slow
@pytest.mark.parametrize("size", ["64k", "300k"])
def test_a_full_disk_is_said_and_costs_no_answer(tmp_path, vault, right, size):
    with mounted(tmp_path / "cache", f"size={size}") as cache:
        given, told = answers_of_processes(vault, cache)

    assert differing(given, right) == []
    assert all("the index cannot be kept there" in text for text in told), told


def limit_files():
    resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL_BYTES, SMALL_BYTES))


@pytest.mark.slow
def test_a_limit_on_files_is_said_and_costs_no_answer(tmp_path, vault, right):
    given, told = answers_of_processes(vault, tmp_path / "cache", preexec_fn=limit_files)

    assert differing(given, right) == []
    assert all("the index cannot be kept there" in text for text in told), told


@pytest.mark.slow
def test_a_disk_that_became_read_only_is_said_and_costs_no_answer(tmp_path):
    chance = chance_of("read-only")
    vault = make_vault(tmp_path / "vault", NOTES, chance)
    with mounted(tmp_path / "cache", "size=20m") as cache:
        answers_of_processes(vault, cache)
        edit(vault, chance)
        remount = ["mount", "-o", "remount,ro", str(cache)]
        subprocess.run(remount, check=True, capture_output=True)
        given, told = answers_of_processes(vault, cache)

    assert differing(given, right_answers(vault)) == []
    assert all("the index cannot be kept there" in text for text in told), told


@pytest.mark.parametrize(
    "place", ["/dev/null/cache", "/proc/nowhere/cache", "/dev/full"], ids=["file", "proc", "device"]
)
def test_no_folder_for_the_cache_is_said_and_costs_no_answer(vault, right, place):
    for command in QUESTIONS:
        code, out, told = ask(vault, Path(place), command)
        assert (code, out) == right[command]
        assert "mend: set PNM_CACHE_DIR" in told


def a_folder(file):
    file.mkdir()
    (file / "in the way").write_text("x")


def a_pipe(file):
    os.mkfifo(file)


def a_full_device(file):
    file.symlink_to("/dev/full")


def nothing(file):
    file.symlink_to("/dev/null")


def a_link_to_nowhere(file):
    file.symlink_to("nowhere")


@pytest.mark.parametrize("made", [a_folder, a_pipe, a_full_device, nothing, a_link_to_nowhere])
@pytest.mark.parametrize("name", ["index.sqlite3", "index.sqlite3-wal", "open.lock"])
def test_what_lies_in_the_place_of_the_index_costs_no_answer(tmp_path, vault, right, made, name):
    folder = tmp_path / "cache" / Vault(vault).id
    folder.mkdir(parents=True)
    made(folder / name)

    for command in QUESTIONS:
        code, out, told = ask(vault, tmp_path / "cache", command)
        assert (code, out) == right[command]
        assert "Traceback" not in told


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can be another user")
def test_another_users_cache_is_said_and_costs_no_answer():
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        vault = make_vault(Path(folder, "vault"), NOTES, chance_of("another user"))
        cache = Path(folder, "cache")
        right = right_answers(vault)
        answers(vault, cache)  # so that all is imported what only root may read
        os.seteuid(65534)
        try:
            given, told = answers(vault, cache)
        finally:
            os.seteuid(0)

    assert differing(given, right) == []
    assert told.count("the index cannot be kept there") == len(QUESTIONS)
