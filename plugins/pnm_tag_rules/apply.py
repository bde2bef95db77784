"""The rules to the tags they derive.

In: the network and the plugin's settings. Out: `Applied`: derived tags, and what is wrong with
a rule. Not known here: how the settings are written (see `rules.py`).

The rules are applied once, in the order written: a rule sees the tags of those before it, not
of those after it. A contact gets a tag once, by the first rule that gives it.
"""

from __future__ import annotations

from dataclasses import dataclass

from pnm.api import (
    Contact,
    DerivedTag,
    Diagnostic,
    Knowledge,
    Network,
    QueryError,
    Severity,
    Tag,
    parse_query,
    select,
)
from pnm_tag_rules.options import Options
from pnm_tag_rules.rules import UNREADABLE, Rule, read_rules

ORIGIN = "tag_rules"


@dataclass(frozen=True, slots=True)
class Applied:
    """What the rules gave, rule by rule and in it by contact, and the faults of the others."""

    tags: tuple[DerivedTag, ...]
    problems: tuple[Diagnostic, ...]


def apply(network: Network, settings: Options) -> Applied:
    """Apply all rules to all contacts.

    Args:
        network: The whole vault.
        settings: What the user set.

    Returns:
        The derived tags, and a diagnostic for each rule that cannot be used.
    """
    written = read_rules(settings.rules, network.config.source)
    problems = list(written.problems)
    known = {contact.id: contact.tags for contact in network}
    derived: list[DerivedTag] = []
    for rule in written.rules:
        try:
            matched = select(parse_query(rule.when), network, Knowledge(tags=known, due=None))
        except QueryError as fault:
            problems.append(
                Diagnostic(rule.source, UNREADABLE, fault.message, fault.mend, Severity.ERROR)
            )
            continue
        for contact in matched:
            derived += _give(rule, contact, known)
    return Applied(tuple(derived), tuple(problems))


def _give(rule: Rule, contact: Contact, known: dict[str, tuple[Tag, ...]]) -> list[DerivedTag]:
    """Return the tags that a contact gets by a rule, and add them to what is known."""
    given: list[DerivedTag] = []
    for name in rule.tags:
        has = {tag.name.casefold() for tag in known[contact.id]}
        if name.casefold() in has or name.casefold() in contact.tags_not:
            continue
        known[contact.id] += (Tag(name, ORIGIN, rule.why, rule.source),)
        given.append(DerivedTag(contact.id, name, rule.why, rule.source))
    return given
