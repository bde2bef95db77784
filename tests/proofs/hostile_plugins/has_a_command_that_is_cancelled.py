"""Has a command that raises what nobody expects."""

from pnm.api import Command, hookimpl


@hookimpl
def pnm_commands():
    yield Command("hostile", "Be hostile.", command)


def command():
    import click

    @click.command("hostile")
    def hostile():
        """Be hostile."""
        raise GeneratorExit

    return hostile
