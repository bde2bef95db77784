"""Declares settings that leave when they are made."""

from dataclasses import dataclass

from pnm.api import flag, hookimpl


@dataclass(frozen=True)
class Options:
    loud: bool = flag(about="whether to be loud")

    def __post_init__(self):
        raise SystemExit(3)


@hookimpl
def pnm_settings():
    yield Options


@hookimpl
def pnm_reminders(settings):
    return []
