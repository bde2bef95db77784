"""`pnm find`: full-text search with file and line."""

from __future__ import annotations

import click

from pnm.cli.shared import say, say_json, with_session
from pnm.session import Session


@click.command("find")
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="Notes.")
@with_session
def command(session: Session, text: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Search the text of all notes for TEXT; all words must occur, 'quoted words' together."""
    hits = session.index.find(text, limit)
    if as_json:
        say_json([{"path": h.path, "line": h.line, "text": h.text} for h in hits])
        return
    for hit in hits:
        say(f"{hit.path}:{hit.line}: {hit.text}")
