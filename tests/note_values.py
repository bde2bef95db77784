"""The values in a note's front matter, as tests compare them."""

from __future__ import annotations

from pnm.notes import Scalar, Sequence


def bare(node):
    """Return a node as plain Python values."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [bare(item) for item in node.items]
    return {field.key: bare(field.value) for field in node.fields}


def values(note):
    """Return the front matter of a note as plain Python values."""
    return {field.key: bare(field.value) for field in note.fields}


def leaves(node):
    """Yield the scalars in a node."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from leaves(item)
    else:
        for field in node.fields:
            yield from leaves(field.value)
