"""The templates of reports: what one may use, a copy of one to edit, a new one.

In: a report's name. Out: names with examples; files in the vault's folder of templates.
Not known here: what a template says.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pnm.errors import VaultError
from pnm.reporting.made import MadeReports

# What a document that is kept needs none of is imported where it is used.
if TYPE_CHECKING:
    from pnm.model import Report
    from pnm.reports.contract import Name
    from pnm.reports.folders import Format


class Reporting(MadeReports):
    """All that is to be done with the reports of one vault, and with their templates."""

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
