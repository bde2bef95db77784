"""Has a command whose name and help are for no terminal."""

from pnm.api import Command, hookimpl


@hookimpl
def pnm_commands():
    yield Command("\x1b[31mrm -rf\n", "\x1b[2J\x07Wipes the screen.", command)


def command():
    import click

    @click.command("hostile")
    def hostile():
        """Be hostile."""
        return

    return hostile
