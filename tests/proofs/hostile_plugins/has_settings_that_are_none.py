"""Declares a number as its settings."""

from pnm.api import hookimpl


@hookimpl
def pnm_settings():
    yield 5


@hookimpl
def pnm_reminders(settings):
    return []
