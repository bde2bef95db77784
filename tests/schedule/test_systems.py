"""What each system is told: read back by what reads it."""

import os
import plistlib
import shlex
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from pnm.errors import PnmError
from pnm.schedule import Folders, job_of, name_of, plan_of, read_times
from pnm.schedule.windows import NAMESPACE
from pnm.vault import Vault

ODD = ["plain", "with space", "100% %h %%", "$HOME", 'a "b" \\x', "it's", "café 🥖", "a&b;c|d"]
IDS = ["plain", "space", "percent", "dollar", "quotes", "apostrophe", "beyond ASCII", "shell"]

FOLDERS = Folders(Path("/units"), Path("/agents dir"), Path("/tasks"))


def job(name="plain", program=("/usr/bin/pnm",), environment=None, times="Mon 08:00"):
    vault = Vault(Path("/notes") / name)
    command = ("report", name, "", "--write")
    return job_of(program, vault, command, read_times(times), environment or {})


def text_of(plan, suffix):
    ((_, data),) = [row for row in plan.files if row[0].endswith(suffix)]
    return data


# -- systemd ---------------------------------------------------------------------------------------

analyze = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd")


def program_at(folder):
    folder.mkdir(parents=True)
    file = folder / "pnm"
    file.write_text(f"#!{sys.executable}\nimport sys, json\nprint(json.dumps(sys.argv))\n")
    file.chmod(0o755)
    return file


def units_at(tmp_path, made):
    folder = tmp_path / "units"
    folder.mkdir()
    for name, data in plan_of(made, "systemd", FOLDERS).files:
        (folder / name).write_bytes(data)
    return sorted(folder.iterdir())


def verified(units, tmp_path):
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    return subprocess.run(
        ["systemd-analyze", "--user", "verify", *units],
        capture_output=True,
        text=True,
        timeout=60,
        env={"PATH": "/usr/bin:/bin", "XDG_RUNTIME_DIR": str(runtime), "HOME": str(tmp_path)},
        check=False,
    )


@analyze
@pytest.mark.parametrize("odd", ODD, ids=IDS)
def test_systemd_takes_the_units(odd, tmp_path):
    program = program_at(tmp_path / odd)
    units = units_at(tmp_path, job(odd, (str(program),), {"PNM_CACHE_DIR": f"/c/{odd}"}))

    done = verified(units, tmp_path)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@analyze
def test_systemd_would_say_if_it_did_not_take_them(tmp_path):
    units = units_at(tmp_path, job(program=(str(tmp_path / "nowhere" / "pnm"),)))

    done = verified(units, tmp_path)

    assert "nowhere/pnm is not executable" in done.stderr


def words_of(line):
    """Split a command line as systemd.service(5) says, with no variable set but `$$`."""
    words = shlex.split(line.replace("%%", "%"), posix=True)
    return [words[0], *(word.replace("$$", "$") for word in words[1:])]


@pytest.mark.parametrize("odd", ODD, ids=IDS)
def test_a_unit_runs_the_words_as_they_are(odd):
    made = job(odd)
    unit = text_of(plan_of(made, "systemd", FOLDERS), ".service").decode()
    (line,) = [row for row in unit.splitlines() if row.startswith("ExecStart=")]

    assert words_of(line.removeprefix("ExecStart=")) == list(made.words)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
def test_a_program_that_systemd_does_not_take_is_run_by_the_shell(tmp_path):
    program = program_at(tmp_path / 'a "b" $HOME')
    made = job('it\'s "$1"', (str(program),))
    unit = text_of(plan_of(made, "systemd", FOLDERS), ".service").decode()
    (line,) = [row for row in unit.splitlines() if row.startswith("ExecStart=")]

    words = words_of(line.removeprefix("ExecStart="))
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=True)

    assert words[0] == "/bin/sh"
    assert done.stdout == f"{__import__('json').dumps(list(made.words))}\n"


def test_a_timer_makes_up_for_what_was_missed():
    timer = text_of(plan_of(job(), "systemd", FOLDERS), ".timer").decode()

    assert "\nOnCalendar=Mon *-*-* 08:00:00\nPersistent=true\n" in timer
    assert timer.endswith("[Install]\nWantedBy=timers.target\n")


# -- launchd, Windows, cron ------------------------------------------------------------------------


@pytest.mark.parametrize("odd", ODD, ids=IDS)
def test_a_property_list_says_the_words_as_they_are(odd):
    made = job(odd, environment={"PNM_CACHE_DIR": odd})

    read = plistlib.loads(text_of(plan_of(made, "launchd", FOLDERS), ".plist"))

    assert read["ProgramArguments"] == list(made.words)
    assert read["Label"] == made.name
    assert read["StartCalendarInterval"] == [{"Weekday": 1, "Hour": 8, "Minute": 0}]
    assert read["EnvironmentVariables"] == {"PNM_CACHE_DIR": odd}


def windows_words(line):
    """Split a command line as the C library of Windows does."""
    words, word, quoted, i = [], None, False, 0
    while i < len(line):
        slashes = len(line[i:]) - len(line[i:].lstrip("\\"))
        after = line[i + slashes : i + slashes + 1]
        if after == '"':
            word = (word or "") + "\\" * (slashes // 2)
            if slashes % 2:
                word += '"'
            else:
                quoted = not quoted
            i += slashes + 1
        elif slashes:
            word = (word or "") + "\\" * slashes
            i += slashes
        elif after in " \t" and not quoted:
            words += [] if word is None else [word]
            word, i = None, i + 1
        else:
            word, i = (word or "") + after, i + 1
    return words + ([] if word is None else [word])


@pytest.mark.parametrize("odd", ODD, ids=IDS)
def test_a_task_says_the_words_as_they_are(odd):
    made = job(odd)
    data = text_of(plan_of(made, "windows", FOLDERS), ".xml")
    task = ET.fromstring(data)
    action = task.find("{*}Actions/{*}Exec")

    assert data[:2] == b"\xff\xfe" if sys.byteorder == "little" else b"\xfe\xff"
    assert action.find("{*}Command").text == made.words[0]
    assert windows_words(action.find("{*}Arguments").text) == list(made.words[1:])


def test_a_task_has_all_that_the_scheduler_asks_for():
    made = job(times="Tue,Sun 21:30")
    task = ET.fromstring(text_of(plan_of(made, "windows", FOLDERS), ".xml"))
    trigger = task.find("{*}Triggers/{*}CalendarTrigger")
    week = trigger.find("{*}ScheduleByWeek")
    principal = task.find("{*}Principals/{*}Principal")

    assert (task.tag, task.get("version")) == (f"{{{NAMESPACE}}}Task", "1.2")
    assert trigger.find("{*}StartBoundary").text.endswith("T21:30:00")
    assert week.find("{*}WeeksInterval").text == "1"
    assert [row.tag.partition("}")[2] for row in week.find("{*}DaysOfWeek")] == [
        "Tuesday",
        "Sunday",
    ]
    assert task.find("{*}Actions").get("Context") == principal.get("id")
    assert task.find("{*}Settings/{*}StartWhenAvailable").text == "true"


def test_a_daily_task_has_no_days():
    task = ET.fromstring(text_of(plan_of(job(times="9:00"), "windows", FOLDERS), ".xml"))

    assert task.find(".//{*}ScheduleByDay/{*}DaysInterval").text == "1"
    assert task.find(".//{*}ScheduleByWeek") is None


def test_a_task_with_variables_sets_them_before_it_runs():
    made = job("a&b", environment={"PNM_CACHE_DIR": "C:\\my cache"})
    action = ET.fromstring(text_of(plan_of(made, "windows", FOLDERS), ".xml")).find(".//{*}Exec")
    line = action.find("{*}Arguments").text

    assert action.find("{*}Command").text == "cmd.exe"
    assert line.startswith('/d /s /c "set "PNM_CACHE_DIR=C:\\my cache" && "')
    assert line.endswith('"')
    assert windows_words(line.partition(" && ")[2][:-1]) == list(made.words)


def cron_hands_over(line):
    """Return what cron gives to the shell: up to the first bare `%`, and `%` for `\\%`."""
    command = line.split(" ", 5)[5]
    kept = command.replace("\\%", "\0")
    return kept.partition("%")[0].replace("\0", "%")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
@pytest.mark.parametrize("odd", ODD, ids=IDS)
@pytest.mark.parametrize("handed", [cron_hands_over, lambda line: line.split(" ", 5)[5]])
def test_a_line_for_cron_runs_the_words_as_they_are(odd, handed, tmp_path):
    program = program_at(tmp_path / odd)
    made = job(odd, (str(program),), {"PNM_CACHE_DIR": odd})
    line = plan_of(made, "cron", FOLDERS).line

    done = subprocess.run(
        ["/bin/sh", "-c", handed(line)], capture_output=True, text=True, timeout=60, check=True
    )

    assert line.startswith("0 8 * * 1 PNM_CACHE_DIR=")
    assert __import__("json").loads(done.stdout) == list(made.words)


@pytest.mark.skipif(not shutil.which("crontab"), reason="there is no cron")
def test_cron_takes_the_line(tmp_path):
    file = tmp_path / "crontab"
    file.write_text(plan_of(job("100% it's"), "cron", FOLDERS).line + "\n")
    if b"dry run" not in subprocess.run(["crontab", "-h"], capture_output=True, check=False).stderr:
        pytest.skip("this cron cannot look at a file without taking it")

    done = subprocess.run(
        ["crontab", "-n", file], capture_output=True, text=True, timeout=20, check=False
    )

    assert done.returncode == 0, done.stderr


# -- names -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "command", "name"),
    [
        ("/a/my notes", ("review", "--write"), "pnm-review-mynotes-"),
        ("/a/李伟", ("report", "birth/days", "--write"), "pnm-report-birth-days-"),
        ("/", ("…",), "pnm-pnm-vault-"),
        ("/a/b", ("x" * 500,), f"pnm-{'x' * 60}-b-"),
    ],
    ids=["a space", "beyond ASCII", "nothing left", "long"],
)
def test_a_name_is_one_that_every_system_takes(path, command, name):
    found = name_of(command, Vault(Path(path)))

    assert found.startswith(name)
    assert found.isascii()
    assert set(found) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")


def test_two_vaults_of_one_name_have_jobs_of_their_own():
    here, there = Vault(Path("/here/notes")), Vault(Path("/there/notes"))

    assert name_of(("review",), here) != name_of(("review",), there)


@pytest.mark.parametrize("bad", ["two\nlines", "\x1b[31m", os.fsdecode(b"Zo\xeb")])
def test_what_no_file_of_settings_can_say_is_refused(bad):
    with pytest.raises(PnmError, match="has a line end or a control character"):
        job(bad)


def test_what_to_type_is_quoted_for_the_shell():
    plan = plan_of(job(), "launchd", FOLDERS)

    assert shlex.split(plan.on[0])[-1] == f"/agents dir/{job().name}.plist"
