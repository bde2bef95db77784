"""When a command runs, as people write it and as systems read it."""

import shutil
import subprocess
from datetime import datetime

import pytest
from cronsim import CronSim

from pnm.schedule import read_times
from pnm.schedule.cron import fields
from pnm.schedule.launchd import intervals
from pnm.schedule.systemd import on_calendar
from pnm.schedule.times import TimesError

SUNDAY = datetime(2026, 11, 15, 12, 0)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Mon 08:00", "Mon 08:00"),
        ("monday 8:00", "Mon 08:00"),
        ("Fri, Tue 18:30", "Tue,Fri 18:30"),
        ("thu sun sun 00:00", "Thu,Sun 00:00"),
        ("weekdays 7:05", "Mon,Tue,Wed,Thu,Fri 07:05"),
        ("weekends 10:00", "Sat,Sun 10:00"),
        ("daily 23:59", "daily 23:59"),
        ("  9:15 ", "daily 09:15"),
        ("mon,tue,wed,thu,fri,sat,sun 9:15", "daily 09:15"),
    ],
    ids=[
        "a day",
        "a whole name",
        "two days out of order",
        "a day twice",
        "weekdays",
        "weekends",
        "daily",
        "a time alone",
        "all days",
    ],
)
def test_times_are_read_and_said_in_one_way(text, read):
    assert str(read_times(text)) == read
    assert read_times(read) == read_times(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Mon",
        "08:00 Mon",
        "24:00",
        "08:60",
        "Mo 08:00",
        "t 08:00",
        "Mon 8",
        "Mon 08:00:00",
        "²:00",
    ],
    ids=[
        "nothing",
        "no time",
        "the wrong way round",
        "no such hour",
        "no such minute",
        "too short",
        "two days begin so",
        "no minutes",
        "seconds",
        "no digit",
    ],
)
def test_what_says_no_time_is_refused_with_an_example(text):
    with pytest.raises(TimesError) as caught:
        read_times(text)

    assert repr(text) in caught.value.message
    assert "Mon 08:00" in caught.value.mend
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Mon 08:00", datetime(2026, 11, 16, 8), datetime(2026, 11, 23, 8)),
        ("Sun 20:30", datetime(2026, 11, 15, 20, 30), datetime(2026, 11, 22, 20, 30)),
        ("daily 09:00", datetime(2026, 11, 16, 9), datetime(2026, 11, 17, 9)),
        ("Sat,Tue 00:00", datetime(2026, 11, 17), datetime(2026, 11, 21)),
    ],
    ids=["Monday", "later on Sunday", "daily", "two days"],
)
class TestTheSameMoments:
    def test_for_cron(self, text, first, second):
        following = CronSim(fields(read_times(text)), SUNDAY)

        assert [next(following), next(following)] == [first, second]

    @pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd")
    def test_for_systemd(self, text, first, second):
        asked = ["systemd-analyze", "calendar", "--iterations=2", f"--base-time={SUNDAY} UTC"]
        done = subprocess.run(
            [*asked, on_calendar(read_times(text))],
            capture_output=True,
            text=True,
            timeout=20,
            env={"TZ": "UTC", "PATH": "/usr/bin:/bin"},
            check=True,
        )

        assert f"Next elapse: {first:%a %Y-%m-%d %H:%M:%S} UTC" in done.stdout
        assert f"Iter. #2: {second:%a %Y-%m-%d %H:%M:%S} UTC" in done.stdout

    def test_for_launchd(self, text, first, second):
        times = [
            (row.get("Weekday"), row["Hour"], row["Minute"]) for row in intervals(read_times(text))
        ]
        daily = times[0][0] is None

        for moment in (first, second):
            day = None if daily else moment.isoweekday() % 7
            assert (day, moment.hour, moment.minute) in times
