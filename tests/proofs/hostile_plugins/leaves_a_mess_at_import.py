"""Changes the folder, the environment, the streams and the limits, while it is imported."""

import io
import os
import signal
import sys

from pnm.api import hookimpl

os.chdir("/")
os.environ["PNM_VAULT"] = "/nowhere"
os.environ.pop("PATH", None)
sys.stdout = io.StringIO()
sys.setrecursionlimit(100)
signal.signal(signal.SIGINT, signal.SIG_IGN)


@hookimpl
def pnm_reminders(network, today):
    return []
