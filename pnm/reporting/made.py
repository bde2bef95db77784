"""One report, made: as a document, and as a note of the vault.

In: a report, or its name with what was typed for it. Out: a document; a note, planned or written.
Not known here: what stands in a report (plugins say), and how it is rendered (see `pnm.reports`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pnm.code import lie_within
from pnm.errors import QueryError, ReportError
from pnm.reporting.known import Reports
from pnm.wording import known_are

# What a document that is kept needs none of is imported where it is used.
if TYPE_CHECKING:
    from pnm.model import Gathered, Report, Section
    from pnm.planned import PlannedNote
    from pnm.reports.folders import Format
    from pnm.reports.own import OwnReport
    from pnm.vault import Written


class MadeReports(Reports):
    """Makes the reports of one vault."""

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
