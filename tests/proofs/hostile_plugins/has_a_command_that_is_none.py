"""Has a command that is a text."""

from pnm.api import Command, hookimpl


@hookimpl
def pnm_commands():
    yield Command("hostile", "Be hostile.", command)


def command():
    return "hostile"
