"""Puts functions of its own in the place of Python's, while it is imported."""

import builtins
import json

from pnm.api import hookimpl

builtins.sorted = lambda values, **rest: list(values)
json.dumps = lambda value, **rest: "[]"


@hookimpl
def pnm_reminders(network, today):
    return []
