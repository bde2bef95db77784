"""Gives one folder of templates without a list around it."""

from pnm.api import hookimpl


@hookimpl
def pnm_templates():
    return "/"
