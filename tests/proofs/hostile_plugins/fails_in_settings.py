"""Fails when it is asked for its settings."""

from pnm.api import hookimpl


@hookimpl
def pnm_settings():
    raise RuntimeError("pnm_settings is not ready")


@hookimpl
def pnm_reminders(network):
    raise RuntimeError("pnm_reminders is not ready")
