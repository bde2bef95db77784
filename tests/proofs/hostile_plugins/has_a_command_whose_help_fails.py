"""Has a command that fails before it begins."""

from pnm.api import Command, hookimpl


@hookimpl
def pnm_commands():
    yield Command("hostile", "Be hostile.", command)


def command():
    import click

    def wrong(context, parameter, value):
        raise ZeroDivisionError("by nothing")

    @click.command("hostile")
    @click.option("--loud", callback=wrong, is_eager=True)
    def hostile(loud):
        """Be hostile."""

    return hostile
