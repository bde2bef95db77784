"""Has a command that leaves with a code of its own, which is allowed."""

from pnm.api import Command, hookimpl


@hookimpl
def pnm_commands():
    yield Command("hostile", "Be hostile.", command)


def command():
    import click

    @click.command("hostile")
    def hostile():
        """Be hostile."""
        raise SystemExit(7)

    return hostile
