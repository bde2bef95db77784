"""Searches with a pattern that takes for ever."""

import re

from pnm.api import hookimpl


@hookimpl
def pnm_reminders(network, today):
    return re.findall(r"(a+)+$", "a" * 50 + "b")
