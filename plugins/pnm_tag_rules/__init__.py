"""Tags by rule: whom a query matches gets a tag, with its reason; the notes stay as they are.

In: `[plugins.tag_rules]` and the network. Out: derived tags, and what is wrong with a rule.
Not known here: how a query is read, and who asks for the tags.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pnm.api import DerivedTag, Diagnostic, Network, hookimpl
from pnm_tag_rules.apply import apply
from pnm_tag_rules.options import Options


@hookimpl
def pnm_settings() -> Iterable[type]:
    """Declare what may be set."""
    yield Options


@hookimpl
def pnm_tags(network: Network, today: date, settings: Options) -> Iterable[DerivedTag]:
    """Derive the tags of all rules."""
    return apply(network, settings).tags


@hookimpl
def pnm_checks(network: Network, today: date, settings: Options) -> Iterable[Diagnostic]:
    """Say which rules cannot be used, and why."""
    return apply(network, settings).problems
