"""Declares a setting that must be set."""

from dataclasses import dataclass

from pnm.api import hookimpl


@dataclass(frozen=True, slots=True)
class Options:
    city: str


@hookimpl
def pnm_settings():
    yield Options


@hookimpl
def pnm_reminders(settings):
    return []
