"""Has a command that fails."""

from pnm.api import Command, hookimpl


@hookimpl
def pnm_commands():
    yield Command("hostile", "Be hostile.", command)


def command():
    import click

    @click.command("hostile")
    def hostile():
        """Be hostile."""
        raise ZeroDivisionError("by nothing")

    return hostile
