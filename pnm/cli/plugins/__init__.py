"""`pnm plugins`: which there are, how they fare, and which are asked; one file a command.

In: arguments. Out: a click group whose commands are imported when they are typed.
"""

from __future__ import annotations

import click

COMMANDS = {
    "list": ("listing:command", "List the plugins: where from, hooks, time, last fault."),
    "show": ("show:command", "Show one: its hooks, settings, fields, commands."),
    "trust": ("trust:trust", "Read a plugin that lies in the vault, and let it be asked."),
    "distrust": ("trust:distrust", "Let a plugin of the vault be asked no more."),
    "enable": ("switch:enable", "Ask a plugin again, in this vault or in all."),
    "disable": ("switch:disable", "Leave a plugin out, in this vault or in all."),
    "new": ("new:command", "Make a plugin to start from."),
    "check": ("check:command", "Put a plugin on trial before it is shared."),
    "sync": ("sync:command", "Say how to get plugins back that are gone."),
}
"""Each command with its place and its line of help."""


class PluginCommands(click.Group):
    """Imports a command when it is asked for; without one it lists."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take options without a command as those of the list."""
        if not args or (args[0].startswith("-") and args[0] not in {"-h", "--help"}):
            args = ["list", *args]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names without importing anything."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        module, _, name = COMMANDS[cmd_name][0].partition(":")
        found: click.Command = getattr(import_module(f"pnm.cli.plugins.{module}"), name)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a command, or say which one may be meant."""
        if args and args[0] not in COMMANDS:
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, 1)
            hint = f" Did you mean {near[0]}?" if near else f" Try: pnm plugins show {args[0]}"
            ctx.fail(f"No such command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])


@click.group("plugins", cls=PluginCommands, invoke_without_command=True)
def command() -> None:
    """List the plugins, look into one, switch them on and off, make and check your own."""
