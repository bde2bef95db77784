"""The one query language: `tag:friend and quiet:>60d`, for commands, rules and templates.

In: a text, a network, what plugins derived. Out: which contacts match.
Not known here: plugins and the command line. The language is described in `docs/queries.md`.
"""

from pnm.query.evaluate import Knowledge, select
from pnm.query.parse import FIELDS, Node, parse_query

__all__ = ["FIELDS", "Knowledge", "Node", "parse_query", "select"]
