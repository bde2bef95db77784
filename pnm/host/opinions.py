"""What the plugins say of one network: each question put once, and the answers joined.

In: the host, a network. Out: tags, reminders, diagnostics, sections.
Not known here: what is made of them, and any plugin's name.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TypeVar

from pnm.diagnostics import Diagnostic
from pnm.host.asking import Host
from pnm.model import REACH_OUT, DerivedTag, Gathered, Reminder, Report, Section, Tag
from pnm.network import Network

_T = TypeVar("_T")


class Opinions:
    """Asks all plugins about one network; what is asked again is remembered."""

    def __init__(self, host: Host, network: Network) -> None:
        self._host = host
        self._network = network

    @cached_property
    def tags(self) -> Mapping[str, tuple[Tag, ...]]:
        """For each contact its tags: written ones first, then derived ones it does not refuse."""
        tags = {contact.id: list(contact.tags) for contact in self._network}
        for plugin, row in self._given("pnm_tags", DerivedTag):
            contact = self._network.get(row.contact_id)
            if contact is None or row.tag.casefold() in contact.tags_not:
                continue
            if row.tag.casefold() not in {tag.name.casefold() for tag in tags[contact.id]}:
                tags[contact.id].append(Tag(row.tag, plugin, row.why, row.source))
        return {key: tuple(rows) for key, rows in tags.items()}

    @cached_property
    def reminders(self) -> tuple[tuple[str, Reminder], ...]:
        """What is due on any day, with the plugin that says so, by day and ratio."""
        given = self._given("pnm_reminders", Reminder)
        there = (pair for pair in given if pair[1].contact_id in self._network)
        return tuple(sorted(there, key=_by_due))

    def reminders_of(self, contact_id: str) -> tuple[Reminder, ...]:
        """Return what is due of one contact, in the same order."""
        return self._reminders_by_contact.get(contact_id, ())

    @cached_property
    def _reminders_by_contact(self) -> Mapping[str, tuple[Reminder, ...]]:
        found: dict[str, list[Reminder]] = {}
        for _, row in self.reminders:
            found.setdefault(row.contact_id, []).append(row)
        return {contact_id: tuple(rows) for contact_id, rows in found.items()}

    @cached_property
    def due(self) -> Mapping[str, date]:
        """For each contact with a cadence the day on which reaching out is due."""
        days: dict[str, date] = {}
        for _, row in self.reminders:
            if row.kind == REACH_OUT:
                days[row.contact_id] = min(row.due, days.get(row.contact_id, row.due))
        return days

    @cached_property
    def checks(self) -> tuple[Diagnostic, ...]:
        """What the plugins find doubtful."""
        return tuple(row for _, row in self._given("pnm_checks", Diagnostic))

    def sections(self, report: Report, gathered: Gathered) -> tuple[Section, ...]:
        """Return what the plugins contribute to a report, in order."""
        given = self._given("pnm_sections", Section, report=report, gathered=gathered)
        return tuple(sorted((row for _, row in given), key=lambda s: (s.order, s.id)))

    def _given(self, hook: str, kind: type[_T], **facts: object) -> tuple[tuple[str, _T], ...]:
        today = self._network.today
        return self._host.ask(hook, kind, network=self._network, today=today, **facts).given


def _by_due(pair: tuple[str, Reminder]) -> tuple[date, float, str, str, str]:
    plugin, row = pair
    return row.due, -(row.ratio or 0), row.contact_id, row.kind, plugin
