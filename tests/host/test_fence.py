"""Foreign code runs behind a fence: what it does to the process is put right, or kept in."""

import multiprocessing
import os
import pickle
import signal
import sys

import pytest

from pnm.found import Plugin
from pnm.found.ends import FOLDER, HEAD_BYTES, bad_ends
from pnm.host import Host, guard
from pnm.host.diary import Diary
from pnm.host.guard import Stopped, fenced
from pnm.host.surroundings import put_back, surroundings
from pnm.host.untouched import restore, state
from pnm.host.values import Values
from pnm.testing import network_of


def test_what_is_printed_is_told_and_goes_nowhere(capfd):
    with fenced(5) as printed:
        sys.stdout.write("one\n")
        sys.__stdout__.write("two\n")
        os.write(1, b"three\n")

    assert printed.text == "one\ntwo\n"
    assert capfd.readouterr().out == ""


def test_a_closed_or_replaced_stream_is_put_back(capfd):
    out = sys.stdout
    with fenced(5) as printed:
        sys.stdout.close()
        os.close(1)
        sys.stderr = None

    sys.stdout.write("still there\n")
    assert sys.stdout is out
    assert sys.stderr is not None
    assert printed.elsewhere
    assert capfd.readouterr().out == "still there\n"


@pytest.mark.parametrize("leave", [lambda: os._exit(3), lambda: os.abort()], ids=["exit", "abort"])
def test_nobody_ends_the_process(leave):
    with pytest.raises(Stopped, match="wanted to end the process"), fenced(5):
        leave()


def test_a_process_that_was_begun_may_end():
    with fenced(5), multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.map(len, ["a", "bc"]) == [1, 2]


def test_an_interrupt_that_no_user_made_is_a_fault():
    with pytest.raises(Stopped, match="played the user's interrupt"), fenced(5):
        raise KeyboardInterrupt


def test_an_interrupt_of_the_users_goes_on():
    with pytest.raises(KeyboardInterrupt), fenced(5):
        signal.raise_signal(signal.SIGINT)


def test_a_fence_within_a_fence_keeps_the_outer_ones_time(monkeypatch):
    monkeypatch.setattr(guard, "_AGAIN_SECONDS", 0.01)

    def work():
        with fenced(5):
            pass
        while True:
            pass

    with pytest.raises(Stopped, match="was stopped after 0 seconds"), fenced(0.1):
        work()


def test_surroundings_are_put_back(tmp_path):
    before, folder = surroundings(), os.getcwd()
    os.chdir(tmp_path)
    os.environ["PNM_ODD"] = "1"
    sys.setrecursionlimit(1_234)

    assert put_back(before) == (
        "the current folder",
        "the limit of recursion",
        "the variable PNM_ODD",
    )
    assert (os.getcwd(), "PNM_ODD" in os.environ) == (folder, False)
    assert put_back(before) == ()


def test_functions_of_pnm_and_of_python_are_put_back():
    import json

    import pnm.dates

    before, dumps, day = state(), json.dumps, pnm.dates.parse_day
    json.dumps = pnm.dates.parse_day = len

    assert restore(before) == ("json.dumps", "pnm.dates.parse_day")
    assert (json.dumps, pnm.dates.parse_day) == (dumps, day)
    assert restore(before) == ()


def test_a_contact_that_was_written_into_is_put_right():
    network = network_of(ada="name: Ada\ncity: London", bob="name: Bob")
    values = Values(network)
    object.__setattr__(network["ada"], "city", "Rome")

    assert values.changed() == "ada"
    assert network["ada"].city == "London"
    assert values.changed() == ""


def test_a_filter_of_a_single_file_can_be_carried_to_another_process():
    code = (
        b"from pnm.api import hookimpl\n"
        b"def shout(text):\n    return text.upper()\n"
        b"@hookimpl\ndef pnm_filters():\n    yield 'shout', shout\n"
    )
    host = Host()
    host.load([Plugin.file("loud", "/plugins/loud.py", "user", code)])
    data = pickle.dumps(host.filters()["shout"])
    del sys.modules["pnm_user_plugin_loud"]

    assert pickle.loads(data)("hello") == "HELLO"


# -- bad ends ----------------------------------------------------------------------------------


def left(cache, plugin, hook, told=""):
    folder = cache / FOLDER
    folder.mkdir(exist_ok=True)
    head = f"{plugin}\t{hook}".ljust(HEAD_BYTES - 1) + "\n"
    (folder / "4711").write_text(head + told)


def test_a_crash_is_told_once_with_the_line_of_the_plugin(tmp_path):
    told = (
        "Fatal Python error: Segmentation fault\n\nCurrent thread 0x1 (most recent call first):\n"
        f'  File "{os.path.dirname(os.__file__)}/ctypes/__init__.py", line 519 in string_at\n'
        '  File "/there/lunch.py", line 8 in pnm_tags\n'
        f'  File "{guard.__file__}", line 1 in fenced\n'
    )
    left(tmp_path, "lunch", "pnm_tags", told)

    fault = "pnm_tags: it crashed Python (Segmentation fault) (lunch.py:8)"
    assert bad_ends(tmp_path) == {"lunch": fault}
    assert bad_ends(tmp_path) == {}


def test_only_who_comes_from_the_same_place_is_blamed(tmp_path):
    left(tmp_path, "lunch", "pnm_tags\there", "Fatal Python error: Aborted\n")

    assert bad_ends(tmp_path, {"lunch": "there"}) == {}
    assert bad_ends(tmp_path, {"dates": "here"}) == {}
    assert bad_ends(tmp_path, {"lunch": "here"}) == {
        "lunch": "pnm_tags: it crashed Python (Aborted)"
    }


def test_who_was_asked_when_a_command_was_killed_is_blamed_the_second_time(tmp_path):
    found = []
    for plugin in ("lunch", "", "lunch", "lunch"):
        left(tmp_path, plugin, "pnm_tags")
        found.append(bad_ends(tmp_path))

    assert found == [
        {},
        {},
        {"lunch": "pnm_tags: it was asked when two commands were killed"},
        {},
    ]


def test_a_command_that_runs_is_left_alone_and_leaves_nothing(tmp_path):
    diary = Diary(tmp_path)
    diary.note("lunch", "pnm_tags")

    assert bad_ends(tmp_path) == {}
    (file,) = (tmp_path / FOLDER).iterdir()
    assert file.read_text().startswith("lunch\tpnm_tags\t")
    diary.close()
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_two_diaries_of_one_process_do_not_disturb_each_other(tmp_path):
    one, other = Diary(tmp_path), Diary(tmp_path)
    one.note("lunch", "pnm_tags")
    other.note("dinner", "pnm_tags")
    one.note("", "")

    said = {file.read_text().partition("\t")[0] for file in (tmp_path / FOLDER).iterdir()}
    assert said == {"", "dinner"}
    one.close()
    other.close()
    assert bad_ends(tmp_path) == {}


def is_open(number):
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def test_a_diary_that_foreign_code_closed_writes_into_no_other_file(tmp_path):
    diary = Diary(tmp_path)
    diary.note("lunch", "pnm_tags")
    (file,) = (tmp_path / FOLDER).iterdir()
    number = next(
        n for n in range(3, 1_000) if is_open(n) and os.fstat(n).st_ino == file.stat().st_ino
    )
    os.close(number)
    with (tmp_path / "note.md").open("w+") as note:
        assert note.fileno() == number
        diary.note("lunch", "pnm_checks")
        diary.close()

        note.write("still there")
    assert (tmp_path / "note.md").read_text() == "still there"
