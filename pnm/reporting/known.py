"""Which reports there are, and what was typed for one.

In: plugins, templates that people wrote, words. Out: reports with what they were told.
Not known here: what stands in a report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pnm.errors import NotFoundError
from pnm.wording import known_are

# What a document that is kept needs none of is imported where it is used.
if TYPE_CHECKING:
    from pnm.model import Report
    from pnm.reporting.ground import Ground
    from pnm.reports.folders import TemplateFolders
    from pnm.reports.own import OwnReport
    from pnm.vault import Vault


@dataclass(frozen=True, slots=True)
class Known:
    """A report that can be made.

    Attributes:
        report: The report.
        origin: The plugin that makes it, or the template that is all there is of it.
        own: What the head of that template says; None for a plugin's report.
    """

    report: Report
    origin: str
    own: OwnReport | None = None


class Reports:
    """Knows the reports of one vault."""

    def __init__(self, ground: Ground, vault: Vault, today: date, templates: Path | None) -> None:
        """Know where reports come from; nothing is read yet.

        Args:
            ground: What they are made of.
            vault: Where their notes and the vault's own templates lie.
            today: The day they are made for.
            templates: The user's own templates, for all vaults.
        """
        self._ground = ground
        self._vault = vault
        self._today = today
        self._templates = templates

    @property
    def all(self) -> tuple[Report, ...]:
        """Return the reports that there are, by name: of plugins, and of templates alone."""
        return tuple(known.report for known in self.known)

    @property
    def known(self) -> tuple[Known, ...]:
        """Return all reports with where each comes from, by name."""
        found = dict(self._of_plugins)
        for own in self._own():
            like = found.get(own.like)
            report = own.report(like.report if like else None)
            found.setdefault(own.name, Known(report, own.place.path, own))
        return tuple(found[name] for name in sorted(found))

    @cached_property
    def _of_plugins(self) -> Mapping[str, Known]:
        """The reports of plugins, by name; of two of one name that of the first plugin."""
        from pnm.model import Report

        found: dict[str, Known] = {}
        for plugin, row in self._ground.host.ask("pnm_reports", Report).given:
            found.setdefault(row.name, Known(row, plugin))
        return found

    def _own(self) -> Iterator[OwnReport]:
        from pnm.reports.folders import TemplateFolders, has_edited

        if has_edited(TemplateFolders(self._vault.templates, self._templates)):
            from pnm.reports.own import own_reports

            yield from own_reports(self.folders)

    def report(self, name: str) -> Report:
        """Return a report by its name, with nothing said for its parameters.

        Args:
            name: As typed after `pnm report`.

        Raises:
            NotFoundError: No plugin makes it.
        """
        known = {report.name: report for report in self.all}
        if name in known:
            return known[name]
        raise NotFoundError(f"no report is called {name!r}", mend=self._nearly(name, list(known)))

    def _nearly(self, name: str, known: Sequence[str]) -> str:
        from pnm.reports.own import headless

        place = headless(name, self.folders)
        if place:
            return f"{place} is there; it is a report when it begins with {{# title: … #}}"
        return known_are(name, known) if known else "reports come from plugins; see `pnm plugins`"

    def asked(self, name: str | None, words: Sequence[str], whom: Callable[[str], str]) -> Report:
        """Return a report with what was typed for its parameters.

        Args:
            name: The report's; None for that of `pnm review`.
            words: Values, and `key=value`.
            whom: Gives the id of the contact that a name means.

        Raises:
            NotFoundError: No plugin makes it, or nobody has a name that was typed.
            AmbiguousError: Several contacts have it.
            ParameterError: Something is missing, unknown or too much.
        """
        from pnm.reports.given import with_given

        return with_given(self.report(name or self._ground.config.review), words, whom, self._today)

    def samples(self) -> tuple[Report, ...]:
        """Return all reports, each with values of this vault for what it wants to be told."""
        from pnm.reports.given import with_samples

        network = self._ground.network
        return tuple(with_samples(report, network, self._today) for report in self.all)

    @property
    def folders(self) -> TemplateFolders:
        """Return where templates come from: the vault's folder, the user's, the plugins'."""
        from pnm.reports.folders import TemplateFolders

        return TemplateFolders(self._vault.templates, self._templates, self._folders_of_plugins)

    @cached_property
    def _folders_of_plugins(self) -> tuple[Path, ...]:
        """The folders that plugins name, in the order of the plugins' names."""
        return tuple(Path(p) for _, p in self._ground.host.ask("pnm_templates", str).given)
