"""How long a plugin takes, and how that grows with the vault.

In: the plugin's calls, two large vaults. Out: milliseconds, and a finding where somebody with many
contacts would wait.
Not known here: what is answered. Nothing looks on, because that takes time itself.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable
from typing import Final

from pnm.config import Config
from pnm.host.guard import patience
from pnm.model import Report
from pnm.trial.calls import Calls
from pnm.trial.rounds import REVIEW, Day, Rounds
from pnm.trial.telling import Teller
from pnm.trial.vaults import Collecting, example, large

FEW: Final = 250
MANY: Final = 1_000
LARGEST: Final = 10_000
"""So many contacts pnm is made for."""
_WORTH_TIMING: Final = 0.2
"""Seconds; what is quicker is quick enough, however it grows."""
_SECONDS_A_NOTE: Final = 0.005
_ABOUT_ALL: Final = ("pnm_tags", "pnm_reminders", "pnm_checks", "pnm_sections")


def timed(
    calls: Calls,
    rounds: Rounds,
    teller: Teller,
    reading: Callable[[Config], Config],
    reports: Iterable[Report],
) -> None:
    """Time each hook about a network.

    Args:
        calls: The plugin's hooks.
        rounds: Makes networks.
        teller: Takes the times.
        reading: Adds to a configuration what the plugin declares.
        reports: The plugin's own.
    """
    _time_facts(calls, teller, reading)
    report = next(iter(reports), REVIEW)
    few, many = (_day(rounds, size, reading) for size in (FEW, MANY))
    for hook in _ABOUT_ALL:
        if hook not in calls.hooks or hook in calls.given_up:
            continue
        teller.at(hook, f"{MANY:,} people")
        seconds = [_seconds(calls, hook, day, report) for day in (few, many)]
        counts = [len(day.network) for day in (few, many)]
        teller.took(hook, seconds[1] * 1000 * MANY / counts[1])
        expected = _expected(seconds, counts)
        if hook in calls.given_up or expected > patience(LARGEST):
            calls.found(
                "slow",
                calls.hooks[hook],
                f"{hook} takes {seconds[1]:.1f} seconds for {counts[1]:,} people, and would take "
                f"{expected:,.0f} for {LARGEST:,}; pnm stops it after {patience(LARGEST):.0f}",
                "look each thing up once: interactions_of, promises_of and their like are quick",
            )


def _time_facts(calls: Calls, teller: Teller, reading: Callable[[Config], Config]) -> None:
    """Time the reading of facts, which is done for each note."""
    hook = "pnm_facts"
    if hook not in calls.hooks or hook in calls.given_up:
        return
    vault, collecting = example(), Collecting()
    vault.facts(reading(vault.written()), collecting)
    teller.at(hook, f"{len(collecting.notes):,} notes")
    start = time.process_time()
    for note in collecting.notes:
        calls.of(hook, {"note": note}, watched=False)
    each = (time.process_time() - start) / len(collecting.notes)
    teller.took(hook, each * 1000 * MANY)
    if hook in calls.given_up or each > _SECONDS_A_NOTE:
        message = f"{hook} takes {each * 1000:.0f} milliseconds a note"
        mend = "it is asked about every note there is; look at its lines once"
        calls.found("slow", calls.hooks[hook], message, mend)


def _day(rounds: Rounds, size: int, reading: Callable[[Config], Config]) -> Day:
    vault = large(size)
    (day,) = rounds.days(vault, reading(vault.written()), again=False)
    return day


def _seconds(calls: Calls, hook: str, day: Day, report: Report) -> float:
    start = time.process_time()
    calls.of(hook, day.facts(report=report), watched=False)
    return time.process_time() - start


def _expected(seconds: list[float], counts: list[int]) -> float:
    """Return what the largest vault would take, by how the time grew."""
    few, many = seconds
    if many < _WORTH_TIMING or counts[1] <= counts[0]:
        return 0.0
    power = math.log(many / max(few, 1e-4)) / math.log(counts[1] / counts[0])
    growth: float = (LARGEST / counts[1]) ** min(max(power, 1.0), 2.5)
    return many * growth
