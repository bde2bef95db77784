"""Crashes Python itself when it reads a note."""

import ctypes

from pnm.api import hookimpl


@hookimpl
def pnm_facts(note):
    return [ctypes.string_at(0)]
