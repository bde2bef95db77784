"""Calls its command like one of pnm's."""

from pnm.api import Command, hookimpl


@hookimpl
def pnm_commands():
    yield Command("due", "Be hostile.", command)


def command():
    import click

    @click.command("hostile")
    def hostile():
        """Be hostile."""
        return

    return hostile
