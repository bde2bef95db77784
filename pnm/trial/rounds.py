"""A plugin asked about several vaults on several days, and whether it answers the same again.

In: the plugin's calls, vaults. Out: findings, and the answers for comparison.
Not known here: processes, and what a plugin gives beside answers about networks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from pnm.config import Config
from pnm.diagnostics import in_order
from pnm.model import Fact, Gathered, Report, Tag, WrittenNote
from pnm.network import Network
from pnm.reports.given import with_samples
from pnm.trial.calls import Calls
from pnm.trial.canon import canonical, told_apart
from pnm.trial.findings import Rule
from pnm.trial.odd import SECRET
from pnm.trial.results import wrong_facts, wrong_values
from pnm.trial.telling import Teller
from pnm.trial.vaults import Collecting, Known, Vault

REVIEW: Final = Report("weekly-review", "Weekly review", "report")
_NOBODYS: Final = Report("a-report-of-nobody", "A report that no plugin makes", "report")
_ABOUT_ALL: Final = ("pnm_tags", "pnm_reminders", "pnm_checks")
_AGAIN: Final = "what a hook gives rests on its facts only: no clock, no chance, nothing kept"


@dataclass(frozen=True, slots=True)
class Day:
    """A network to ask about, and the same out of notes in another order.

    Attributes:
        vault: The vault.
        network: On the day.
        other: The same network, made of the notes from last to first.
        gathered: What the plugin said of it, for sections.
    """

    vault: Vault
    network: Network
    other: Network
    gathered: Gathered = field(default_factory=Gathered)

    @property
    def name(self) -> str:
        """Return the vault's name and the day."""
        return f"{self.vault.name} on {self.network.today}"

    def facts(self, **more: object) -> dict[str, object]:
        """Return what hooks get."""
        own = {"network": self.network, "today": self.network.today, "gathered": self.gathered}
        return {**own, **more}


class Rounds:
    """Asks."""

    def __init__(
        self, name: str, calls: Calls, teller: Teller, *, bundled: bool, under: str = ""
    ) -> None:
        """Know whom to ask.

        Args:
            name: The plugin's.
            calls: Its hooks.
            teller: Takes what is found.
            bundled: Whether it is one of pnm's own.
            under: Under which circumstances, for messages.
        """
        self._under = under
        self._name = name
        self._calls = calls
        self._teller = teller
        self._bundled = bundled

    # -- facts -------------------------------------------------------------------------------

    def days(self, vault: Vault, config: Config, *, again: bool) -> Iterator[Day]:
        """Yield the networks of a vault, with the plugin's own facts in them.

        Args:
            vault: The vault.
            config: Its configuration, with what the plugin declares.
            again: Whether to ask for the facts twice.
        """
        further = None
        if "pnm_facts" in self._calls.hooks:
            collecting = Collecting()
            vault.facts(config, collecting)
            further = Known(self._name, self._facts(collecting.notes, vault, again=again))
        notes = vault.facts(config, further)
        for day in vault.days:
            network = Network(notes, config, day)
            yield Day(vault, network, Network(notes[::-1], config, day) if again else network)

    def _facts(
        self, notes: list[WrittenNote], vault: Vault, *, again: bool
    ) -> dict[str, tuple[Fact, ...]]:
        """Return the facts of all notes; asked twice, the other time from last to first."""
        read = {note.path: self._of_note(note, vault, watched=again) for note in notes}
        self._teller.answers(
            "pnm_facts", f"{vault.name}{self._under}", list(map(canonical, read.items()))
        )
        if again:
            other = {note.path: self._of_note(note, vault, watched=False) for note in notes[::-1]}
            for path, facts in read.items():
                self._are_same("order", "pnm_facts", facts, other[path], "when asked later")
        return {path: tuple(facts) for path, facts in read.items()}

    def _of_note(self, note: WrittenNote, vault: Vault, *, watched: bool) -> list[Fact]:
        self._teller.at("pnm_facts", f"{note.path} of {vault.name}")
        facts: list[Fact] = self._calls.of("pnm_facts", {"note": note}, watched=watched)
        if watched:
            self._wrong("pnm_facts", wrong_facts(note.path, facts, vault.notes[note.path]))
        return facts

    # -- questions about a network -----------------------------------------------------------

    def ask(self, day: Day, *, again: bool) -> Day:
        """Ask all questions about a network but those for sections.

        Args:
            day: The network.
            again: Whether to ask each twice, and about the notes in another order.

        Returns:
            The day, with what was gathered.
        """
        given = {hook: self._asked(hook, day, {}, again=again) for hook in _ABOUT_ALL}
        reminders = sorted(given["pnm_reminders"], key=lambda row: (row.due, row.contact_id))
        return Day(
            day.vault,
            day.network,
            day.other,
            Gathered(
                tuple((self._name, row) for row in reminders),
                _tags(day.network, self._name, given["pnm_tags"]),
                in_order([*day.network.diagnostics, *given["pnm_checks"]]),
            ),
        )

    def sections(
        self, day: Day, reports: Iterable[Report], *, again: bool, plain: bool
    ) -> list[tuple[Report, list[Any]]]:
        """Ask for the sections of reports, the plugin's own, the review, and one of nobody.

        Args:
            day: The network, with what was gathered.
            reports: The plugin's own.
            again: Whether to ask twice.
            plain: Whether no setting says that private contacts may be shown.

        Returns:
            Each report but that of nobody, with its sections.
        """
        rows = [with_samples(report, day.network, day.network.today) for report in reports]
        found = []
        for report in (*rows, REVIEW):
            given = self._asked("pnm_sections", day, {"report": report}, again=again)
            found.append((report, given))
            if plain and any(SECRET in canonical(section) for section in given):
                self._found(
                    "discretion",
                    "pnm_sections",
                    f"shows a private contact in {report.name}",
                    "leave out contact.private, and texts that are private, unless a setting asks",
                )
        if self._asked("pnm_sections", day, {"report": _NOBODYS}, again=False):
            self._found(
                "sections",
                "pnm_sections",
                "gives sections for every report there is",
                "look at report.name, and give nothing for those it does not know",
            )
        return found

    def _asked(self, hook: str, day: Day, more: Mapping[str, object], *, again: bool) -> list[Any]:
        if hook not in self._calls.hooks:
            return []
        self._teller.at(hook, day.name)
        facts = day.facts(**more)
        values = self._calls.of(hook, facts, watched=again)
        report = more.get("report")
        told = f" for {report.name}" if isinstance(report, Report) else ""
        self._teller.answers(hook, f"{day.name}{told}{self._under}", list(map(canonical, values)))
        if again and hook not in self._calls.given_up:
            second = self._calls.of(hook, facts, watched=False)
            if self._are_same("again", hook, values, second, "when asked again"):
                third = self._calls.of(hook, {**facts, "network": day.other}, watched=False)
                self._are_same("order", hook, second, third, "in another order of notes")
        self._wrong(
            hook, wrong_values(values, day.network, day.vault.notes, own_codes=self._bundled)
        )
        return values

    # -- telling -----------------------------------------------------------------------------

    def _are_same(
        self, rule: Rule, hook: str, first: list[Any], second: list[Any], when: str
    ) -> bool:
        apart = told_apart(map(canonical, first), map(canonical, second))
        if apart:
            self._found(rule, hook, f"gives something else {when}: {apart}", _AGAIN)
        return not apart

    def _wrong(self, hook: str, rows: Iterable[tuple[str, str]]) -> None:
        for message, mend in rows:
            self._found("value", hook, message, mend)

    def _found(self, rule: Rule, hook: str, message: str, mend: str) -> None:
        self._calls.found(rule, self._calls.hooks[hook], f"{hook} {message}", mend)


def _tags(network: Network, name: str, given: Iterable[Any]) -> Mapping[str, tuple[Tag, ...]]:
    tags = {contact.id: contact.tags for contact in network}
    for row in given:
        if row.contact_id in tags:
            derived = Tag(row.tag, name, row.why, row.source)
            tags[row.contact_id] = (*tags[row.contact_id], derived)
    return MappingProxyType(tags)
