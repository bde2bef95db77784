"""Reports of one vault on one day: which there are, and each as a document, a note, a template.

In: what a session knows, and a report's name with what was typed for it. Out: documents, planned
notes, copies of templates.
Not known here: what stands in a report (plugins say), and how it is rendered (see `pnm.reports`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pnm.code import lie_within
from pnm.errors import NotFoundError, QueryError, ReportError, VaultError
from pnm.wording import known_are

# What a document that is kept needs none of is imported where it is used.
if TYPE_CHECKING:
    from pnm.answers import Answers
    from pnm.config import Config
    from pnm.diagnostics import Diagnostic
    from pnm.host import Host, Opinions
    from pnm.model import Contact, Gathered, Report, Section
    from pnm.network import Network
    from pnm.planned import PlannedNote
    from pnm.reports.contract import Name
    from pnm.reports.folders import Format, TemplateFolders
    from pnm.reports.own import OwnReport
    from pnm.vault import Vault, Written


class Ground(Protocol):
    """What reports are made of; a session has it, each worked out when it is first asked for."""

    @property
    def config(self) -> Config:
        """Return the vault's configuration."""

    @property
    def network(self) -> Network:
        """Return the network on the day."""

    @property
    def host(self) -> Host:
        """Return the host with all plugins loaded."""

    @property
    def opinions(self) -> Opinions:
        """Return what the plugins say of the network."""

    @property
    def checks(self) -> tuple[Diagnostic, ...]:
        """Return all that is doubtful."""

    @property
    def answers(self) -> Answers:
        """Return the answers that were worked out before."""

    def select(self, query: str) -> tuple[Contact, ...]:
        """Return the contacts that a query matches."""

    def outdate(self) -> None:
        """Note that a file of the vault was written."""


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


class Reporting:
    """Makes the reports of one vault."""

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

    # -- which there are ---------------------------------------------------------------------

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

    # -- as a document -----------------------------------------------------------------------

    def render(
        self,
        report: Report,
        fmt: Format,
        *,
        keep_marks: bool = False,
        color: bool = False,
        width: int = 80,
    ) -> str:
        """Render a report; see `pnm.reports.render`."""
        from pnm.reports.render import render

        ground = self._ground
        return render(
            report,
            self.sections(report),
            ground.network,
            self._today,
            fmt,
            self.folders,
            ground.host.filters(),
            keep_marks=keep_marks,
            base=self._vault.root.as_uri(),
            color=color,
            width=width,
        )

    def document(
        self,
        name: str | None,
        fmt: Format,
        words: Sequence[str] = (),
        whom: Callable[[str], str] = str,
        *,
        color: bool = False,
        width: int = 80,
    ) -> str:
        """Return a rendered report; one from before, where all that it rests on is the same.

        Args:
            name: The report's; None for that of `pnm review`.
            fmt: `markdown`, `html`, `terminal` or `json`.
            words: What was typed for its parameters.
            whom: Gives the id of the contact that a name means.
            color: For a terminal, whether it shows colour.
            width: For a terminal, the columns it has.

        Returns:
            The document, with a line end.

        Raises:
            NotFoundError: No plugin makes it, or nobody has a name that was typed.
            AmbiguousError: Several contacts have it.
            ParameterError: What was typed does not fit the report.
            ReportError: A template is wrong; it says where and how to mend it.
        """

        def rendered() -> str:
            return self.render(self.asked(name, words, whom), fmt, color=color, width=width)

        from pnm.reports.folders import TemplateFolders, has_edited

        edited = TemplateFolders(self._vault.templates, self._templates)
        if has_edited(edited):
            return rendered()  # people are just writing at them
        answers = self._ground.answers

        def may_keep() -> bool:
            folders = map(str, self.folders.plugins)
            return lie_within(folders, answers.packages) and not has_edited(edited)

        looks = (color, width) if fmt == "terminal" else ()
        # What was typed stands for what it means: that hangs on the notes and the day only.
        question = ("document", name, tuple(words), fmt, looks)
        return answers.get(question, rendered, may_keep=may_keep)

    def sections(self, report: Report) -> tuple[Section, ...]:
        """Return what stands in a report.

        Args:
            report: With what was given for its parameters.

        Raises:
            ReportError: It is one that a template makes, whose head says what means nothing.
            QueryError: The head's query cannot be read.
        """
        opinions, gathered = self._ground.opinions, self.gathered()
        own = next((row.own for row in self.known if row.report.name == report.name), None)
        if own is None:
            return opinions.sections(report, gathered)
        own.check()
        found = opinions.sections(self._like(own, report) if own.like else report, gathered)
        return (*self._people(own, gathered), *found)

    def _like(self, own: OwnReport, report: Report) -> Report:
        """Return the report of a plugin whose sections a template takes."""
        known = self._of_plugins.get(own.like)
        if known is None:
            raise ReportError(
                f"no plugin makes a report called {own.like!r}",
                mend=known_are(own.like, sorted(self._of_plugins)),
                source=own.at("like"),
            )
        return replace(known.report, given=report.given)

    def _people(self, own: OwnReport, gathered: Gathered) -> Iterator[Section]:
        """Yield the people that match the query of a template."""
        if not own.people:
            return
        from pnm.reports.people import people_section

        try:
            contacts = self._ground.select(own.people)
        except QueryError as exc:
            exc.source = exc.source or own.at("people")
            raise
        yield people_section(contacts, self._ground.network, gathered, self._today)

    def gathered(self) -> Gathered:
        """Return what all plugins said before a report is made."""
        from pnm.model import Gathered

        opinions = self._ground.opinions
        return Gathered(opinions.reminders, opinions.tags, self._ground.checks)

    @property
    def folders(self) -> TemplateFolders:
        """Return where templates come from: the vault's folder, the user's, the plugins'."""
        from pnm.reports.folders import TemplateFolders

        return TemplateFolders(self._vault.templates, self._templates, self._folders_of_plugins)

    @cached_property
    def _folders_of_plugins(self) -> tuple[Path, ...]:
        """The folders that plugins name, in the order of the plugins' names."""
        return tuple(Path(p) for _, p in self._ground.host.ask("pnm_templates", str).given)

    # -- as a note ---------------------------------------------------------------------------

    def plan_note(self, report: Report) -> PlannedNote:
        """Work out the note that a report becomes in the vault, without writing it.

        Args:
            report: One with a path.

        Returns:
            The note, with all that its reader did to it before.

        Raises:
            ReportError: The report is not made to be a note.
            VaultError: The note on the disk cannot be read.
        """
        from pnm.planned import plan_note

        text = self.render(report, "markdown", keep_marks=True)
        profile = self._ground.config.profile
        return plan_note(self._vault, report, text, self._today, profile, self._said(report))

    def write_note(self, planned: PlannedNote) -> Written:
        """Write a planned note.

        Raises:
            VaultError: It cannot be written, or somebody else changed it meanwhile.
        """
        from pnm.vault import write_text

        written = write_text(self._vault.root, planned.path, planned.data, seen=planned.seen)
        self._ground.outdate()
        return written

    def _said(self, report: Report) -> dict[str, str]:
        """Return what was typed for each parameter, people by name."""
        from pnm.reports.context import report_view, shown_given

        given = report_view(report, self._ground.network).given
        return {name: ", ".join(map(shown_given, values)) for name, values in given.items()}

    # -- as a template -----------------------------------------------------------------------

    def names(
        self, name: str, words: Sequence[str], whom: Callable[[str], str], fmt: Format
    ) -> tuple[Name, ...]:
        """Return all that a report's template may use, with examples out of the vault.

        Args:
            name: The report's.
            words: What was typed for its parameters; where nothing was, values of the vault serve.
            whom: Gives the id of the contact that a name means.
            fmt: `markdown` or `html`.

        Raises:
            NotFoundError: There is no such report.
            ParameterError: What was typed does not fit it.
        """
        from pnm.reports.context import page
        from pnm.reports.contract import blocks_of, filters_of, names_of
        from pnm.reports.folders import SUFFIXES

        if words:
            report = self.asked(name, words, whom)
        else:
            report = next(row for row in self.samples() if row.name == self.report(name).name)
        view = page(
            report,
            self.sections(report),
            self._ground.network,
            self._today,
            suffix=SUFFIXES[fmt],
            is_note=bool(report.path) and fmt == "markdown",
        )
        filters = self._ground.host.filters()
        return (
            *names_of(view),
            *filters_of(fmt, filters),
            *blocks_of(report.template, fmt, self.folders, filters),
        )

    def eject(self, name: str, fmt: Format) -> str:
        """Copy a template into the vault's own, to be edited.

        Args:
            name: A report's or a template's.
            fmt: `markdown` or `html`.

        Returns:
            The copy's path in the vault.

        Raises:
            NotFoundError: There is no such template.
            VaultError: It is there already, or cannot be written.
        """
        from pnm.reports.folders import eject

        wanted = {report.name: report.template for report in self.all}.get(name, name)
        template = eject(wanted, self.folders, "html" if fmt == "html" else "markdown")
        return self._write_template(
            template.name,
            template.text,
            "nothing was copied",
            "edit it, or delete it first to start from the original",
        )

    def new(self, name: str, like: str | None) -> str:
        """Write a template into the vault that is a report of its own.

        Args:
            name: The report's.
            like: The report whose template it starts with, and whose sections stand in it; None
                for a small one of its own.

        Returns:
            The template's path in the vault.

        Raises:
            NotFoundError: There is no such report.
            VaultError: The name is taken, or is none; or the template cannot be written.
        """
        from pnm.reports.own import copied_template, new_template

        folders, reports = self.folders, self.all
        if like is None:
            text = new_template(name, reports, folders)
        else:
            text = copied_template(name, self._of_plugin(like), reports, folders)
        return self._write_template(
            f"{name}.md.j2", text, "nothing was written", "take another name"
        )

    def _write_template(self, name: str, text: str, left: str, mend: str) -> str:
        from pnm.vault import write_text

        path = f".pnm/templates/{name}"
        if os.path.lexists(self._vault.root / path):
            raise VaultError(f"{path} is there already; {left}", mend=mend)
        write_text(self._vault.root, path, text.encode("utf-8"), seen=None)
        return path

    def _of_plugin(self, name: str) -> Report:
        """Return a report that a plugin makes."""
        found = next((row for row in self.known if row.report.name == name), None)
        if found is None or found.own is None:
            return self.report(name)
        raise VaultError(
            f"{name} is itself made by a template: {found.origin}",
            mend="copy that file, and change its title",
        )
