"""Blocks of a template that are never shown: the template that it extends has none of the name.

In: an environment, the name of a template. Out: `StrayBlockError`, or nothing.
Not known here: what stands in the blocks.
"""

from __future__ import annotations

from typing import Final

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError, nodes

from pnm.diagnostics import Source
from pnm.reports.faults import StrayBlockError

_DEEPEST: Final = 12


def check_blocks(environment: Environment, name: str) -> None:
    """Refuse a template with a block that is never shown.

    Args:
        environment: Finds templates.
        name: The template that is rendered.

    Raises:
        StrayBlockError: It has one.
    """
    chain = _chain(environment, name)
    if len(chain) < 2 or _extended(chain[-1][1]) is not None:
        return  # it extends nothing, or what cannot be told before it is rendered
    shown: set[str] = set()
    for place, (file, tree) in enumerate(reversed(chain)):
        for block in tree.body if place else ():
            if isinstance(block, nodes.Block) and block.name not in shown:
                raise StrayBlockError(Source(file, block.lineno), block.name, sorted(shown))
        shown |= {block.name for block in tree.find_all(nodes.Block)}


def blocks_in(environment: Environment, name: str) -> tuple[str, ...]:
    """Return the names of the blocks of a template and of those that it extends, in order.

    Args:
        environment: Finds templates.
        name: The template.
    """
    trees = [tree for _, tree in _chain(environment, name)]
    found = (block.name for tree in reversed(trees) for block in tree.find_all(nodes.Block))
    return tuple(dict.fromkeys(found))


def _chain(environment: Environment, name: str) -> list[tuple[str, nodes.Template]]:
    """Return a template and those that it extends, as far as that can be told."""
    chain: list[tuple[str, nodes.Template]] = []
    asked: str | None = name
    while asked is not None and len(chain) < _DEEPEST:
        if environment.loader is None:
            break
        try:
            text, file, _ = environment.loader.get_source(environment, asked)
            tree = environment.parse(text, asked, file)
        except (TemplateNotFound, TemplateSyntaxError):  # it is said when it is rendered
            break
        chain.append((file or asked, tree))
        parent = _extended(tree)
        asked = environment.join_path(parent, asked) if parent else None
    return chain


def _extended(tree: nodes.Template) -> str | None:
    """Return the name of the template that one extends; empty where it is worked out."""
    found = next(tree.find_all(nodes.Extends), None)
    if found is None:
        return None
    return str(found.template.value) if isinstance(found.template, nodes.Const) else ""
