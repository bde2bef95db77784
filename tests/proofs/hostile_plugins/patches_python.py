"""Puts functions of its own in the place of Python's."""

import builtins
import json

from pnm.api import hookimpl


@hookimpl
def pnm_reminders(network, today):
    builtins.sorted = lambda values, **rest: list(values)
    json.dumps = lambda value, **rest: "[]"
    return []
