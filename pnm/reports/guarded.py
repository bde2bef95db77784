"""A page that runs no script and loads nothing, whoever wrote its template.

In: HTML. Out: the same HTML, with pnm's policy for browsers in its head.
Not known here: what stands in the page.

A template of a vault may come from another device or another person. A policy cannot be taken back
by what stands behind it in a page: browsers hold to all that they are told.
"""

from __future__ import annotations

import re
from typing import Final

POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "form-action 'none'; base-uri 'none'"
)

_POLICY: Final = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
_NO_LOOK_UPS: Final = '<meta http-equiv="x-dns-prefetch-control" content="off">'

SAID_OF_PAGES: Final = (_POLICY, _NO_LOOK_UPS)
"""What pnm tells browsers of its pages: what they may do, and not to look up hosts of links."""

_TOLD: Final = "\n".join(SAID_OF_PAGES)
_BEGIN: Final = re.compile(r"\s*(?:<!doctype html>)?", re.IGNORECASE)
_HEAD: Final = re.compile(
    r"\s*<!doctype html>\s*<html(?: lang=\"[A-Za-z-]*\")?>\s*<head>\s*"
    r"(?:<meta charset=\"utf-8\">\s*)?" + re.escape(_TOLD),
    re.IGNORECASE,
)


def guarded(page: str) -> str:
    """Tell browsers to run no script of a page and to load nothing.

    Args:
        page: HTML.

    Returns:
        The page as it is where its head says so first; else with the policy before all of it.
    """
    if _HEAD.match(page):
        return page
    begin = _BEGIN.match(page)
    end = begin.end() if begin else 0
    return f"{page[:end]}{_TOLD}{page[end:]}"
