"""`pnm schedule` writes what runs by itself, and takes away only what it wrote."""

import shlex
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from pnm.cli import cli


@pytest.fixture
def home(tmp_path, monkeypatch):
    for name in ("PNM_CACHE_DIR", "PNM_CONFIG_DIR", "PNM_DATA_DIR", "PNM_VAULT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    (tmp_path / "my notes" / ".pnm").mkdir(parents=True)
    return tmp_path


def pnm(home, *words):
    vault = str(home / "my notes")
    return CliRunner().invoke(cli, ["--vault", vault, "schedule", *words])


def written(home):
    kept = home / "home" / ".cache"  # which plugins there are
    return sorted(p for p in home.rglob("*") if p.is_file() and not p.is_relative_to(kept))


def test_the_weekly_review_becomes_a_service_and_a_timer(home):
    done = pnm(home, "--for", "systemd")

    service, timer = written(home)
    assert done.exit_code == 0
    assert service.parent == home / "xdg" / "systemd" / "user"
    assert f'--vault "{home}/my notes" review --write\n' in service.read_text()
    assert "OnCalendar=Mon *-*-* 08:00:00\n" in timer.read_text()
    assert done.stdout.splitlines() == [
        "systemctl --user daemon-reload",
        f"systemctl --user enable --now {timer.name}",
    ]


def test_without_a_folder_for_settings_units_go_below_the_home(home, monkeypatch):
    monkeypatch.delenv("XDG_CONFIG_HOME")

    pnm(home, "--for", "systemd")

    assert {path.parent for path in written(home)} == {home / "home/.config/systemd/user"}


def test_variables_that_say_where_pnm_looks_go_with_the_job(home, monkeypatch):
    monkeypatch.setenv("PNM_CACHE_DIR", "my cache")
    monkeypatch.chdir(home)

    pnm(home, "--for", "systemd")

    assert f'Environment="PNM_CACHE_DIR={home}/my cache"\n' in written(home)[0].read_text()


@pytest.mark.parametrize("system", ["systemd", "launchd", "windows", "cron"])
def test_a_dry_run_shows_all_and_writes_nothing(home, system):
    done = pnm(home, "--for", system, "--dry-run")

    assert done.exit_code == 0
    assert "review" in done.stdout
    assert written(home) == []


def test_what_a_dry_run_shows_is_what_is_written(home):
    shown = pnm(home, "--for", "systemd", "--dry-run").stdout
    pnm(home, "--for", "systemd")

    for path in written(home):
        assert f"# {path}: not there yet\n{path.read_text()}" in shown


def test_any_command_runs_at_any_time(home):
    done = pnm(home, "--for", "cron", "--at", "weekdays 9:30", "report", "data-health", "--write")

    assert done.stdout.startswith("30 9 * * 1,2,3,4,5 ")
    assert shlex.split(done.stdout)[-3:] == ["report", "data-health", "--write"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("forget x --yes", "nobody is erased"),
        ("plugins trust x --yes", "without somebody reading it"),
        ("watch", "it does not end"),
        ("report preview weekly-review", "it does not end"),
        ("schedule", "it is what schedules"),
        ("demo", "it is done once"),
        ("init", "it is done once"),
        ("report nosuch", "no report is called 'nosuch'"),
        ("report data-helth", "did you mean data-health?"),
        ("nosuch", "No such command 'nosuch'"),
        ("plugins nosuch", "nosuch"),
        ("review --nosuch", "No such option"),
    ],
)
def test_what_makes_no_sense_unattended_is_refused(home, typed, said):
    done = pnm(home, "--dry-run", "--for", "systemd", *typed.split())

    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
    assert written(home) == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("import csv contacts.csv --into People", "import csv {}/contacts.csv --into People"),
        ("import csv csv", "import csv {}/csv"),
        ("import csv -", "import csv -"),
        ("export csv -o out.csv", "export csv -o {}/out.csv"),
        ("export -oout.csv csv", "export -o{}/out.csv csv"),
        ("export --output=csv csv", "export --output={}/csv csv"),
        ("calendar --output x.ics", "calendar --output {}/x.ics"),
        ("plugins check lunch.py", "plugins check {}/lunch.py"),
        ("plugins", "plugins"),
    ],
)
def test_files_are_named_by_their_whole_paths(home, monkeypatch, typed, words):
    monkeypatch.chdir(home)

    done = pnm(home, "--for", "cron", *typed.split())

    assert done.exit_code == 0, done.stderr
    assert done.stdout.strip().endswith(f" {words.format(home)}")


def test_a_line_for_cron_is_all_that_stdout_gets(home):
    done = pnm(home, "--for", "cron")

    assert done.stdout.count("\n") == 1
    assert "crontab -e" in done.stderr
    assert written(home) == []


def test_the_same_again_changes_nothing(home):
    pnm(home, "--for", "launchd")
    before = [(path, path.stat().st_mtime_ns) for path in written(home)]

    done = pnm(home, "--for", "launchd")

    assert done.exit_code == 0
    assert [(path, path.stat().st_mtime_ns) for path in written(home)] == before
    assert "unchanged" in done.stderr


def test_another_time_needs_a_yes(home):
    pnm(home, "--for", "systemd")
    timer = written(home)[1]
    before = timer.read_text()

    refused = pnm(home, "--for", "systemd", "--at", "Fri 17:00")
    kept = timer.read_text()
    done = pnm(home, "--for", "systemd", "--at", "Fri 17:00", "--yes")

    assert refused.exit_code == 1
    assert "nothing was written" in refused.stderr
    assert "--yes" in refused.stderr
    assert kept == before
    assert done.exit_code == 0
    assert "Fri *-*-* 17:00:00" in timer.read_text()


def test_a_file_of_somebody_else_stays_whatever_is_said(home):
    pnm(home, "--for", "systemd")
    timer = written(home)[1]
    timer.write_text("[Timer]\nOnCalendar=daily\n")

    done = pnm(home, "--for", "systemd", "--yes")
    removed = pnm(home, "--for", "systemd", "--remove")

    assert done.exit_code == 1
    assert "pnm did not write it" in done.stderr
    assert removed.exit_code == 0
    assert written(home) == [timer]


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a right there")
def test_a_link_in_the_place_of_a_file_is_left_alone(home):
    pnm(home, "--for", "systemd")
    timer = written(home)[1]
    real = home / "dotfiles.timer"
    timer.rename(real)
    timer.symlink_to(real)

    done = pnm(home, "--for", "systemd", "--yes")

    assert done.exit_code == 1
    assert timer.is_symlink()


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a right there")
def test_removing_takes_away_the_files_and_the_link_of_the_timer(home):
    pnm(home, "--for", "systemd")
    folder = home / "xdg" / "systemd" / "user"
    (timer,) = folder.glob("*.timer")
    wants = folder / "timers.target.wants"
    wants.mkdir()
    (wants / timer.name).symlink_to(timer)
    (wants / "other.timer").symlink_to(folder / "other.timer")
    (folder / "other.timer").write_text("[Timer]\n")

    done = pnm(home, "--for", "systemd", "--remove")

    assert done.stdout.splitlines() == [
        f"systemctl --user stop {timer.name}",
        "systemctl --user daemon-reload",
    ]
    assert sorted(path.name for path in folder.rglob("*")) == [
        "other.timer",
        "other.timer",
        "timers.target.wants",
    ]


def test_removing_names_one_command_or_all_of_the_vault(home):
    pnm(home, "--for", "launchd")
    pnm(home, "--for", "launchd", "report", "data-health")
    (home / "other" / ".pnm").mkdir(parents=True)
    CliRunner().invoke(cli, ["--vault", str(home / "other"), "schedule", "--for", "launchd"])

    pnm(home, "--for", "launchd", "--remove", "report", "data-health")
    two = written(home)
    pnm(home, "--for", "launchd", "--remove")
    one = written(home)

    assert [path.name.split("-")[1] for path in two] == ["review", "review"]
    assert [path.name.split("-")[2] for path in one] == ["other"]


def test_removing_dry_only_says_what_would_go(home):
    pnm(home, "--for", "launchd")
    before = written(home)

    done = pnm(home, "--for", "launchd", "--remove", "--dry-run")

    assert written(home) == before
    assert f"would be removed: {before[0]}" in done.stderr


def test_the_schedule_of_a_vault_that_is_gone_can_still_be_removed(home):
    pnm(home, "--for", "launchd")
    (home / "my notes" / ".pnm").rmdir()
    (home / "my notes").rmdir()

    done = pnm(home, "--for", "launchd", "--remove")

    assert done.exit_code == 0
    assert written(home) == []


def test_nothing_to_remove_is_no_fault(home):
    done = pnm(home, "--for", "systemd", "--remove")

    assert (done.exit_code, done.stdout) == (0, "")
    assert "nothing that pnm wrote" in done.stderr


def test_an_unknown_command_is_told_now_and_not_on_monday(home):
    done = pnm(home, "--for", "systemd", "reviw", "--write")

    assert done.exit_code == 2
    assert "'reviw'" in done.stderr
    assert written(home) == []


def test_an_unknown_option_is_told_now_too(home):
    done = pnm(home, "--for", "systemd", "review", "--wriet")

    assert done.exit_code == 2
    assert "--wriet" in done.stderr
    assert written(home) == []


def test_a_time_that_is_none_is_told_with_an_example(home):
    done = pnm(home, "--at", "soon")

    assert done.exit_code == 2
    assert "'soon' does not say when" in done.stderr
    assert "Mon 08:00" in done.stderr


def test_the_program_of_a_job_is_there():
    from pnm.cli.schedule import _program

    assert Path(_program()[0]).is_absolute()
    assert Path(_program()[0]).is_file()
