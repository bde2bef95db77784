"""Puts a stream of its own in the place of stdout and stderr."""

import io
import sys

from pnm.api import hookimpl


@hookimpl
def pnm_reminders(network, today):
    sys.stdout = sys.stderr = io.StringIO()
    return []
