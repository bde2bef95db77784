"""What a plugin gives beside answers about a network: commands, formats, templates, filters.

In: the plugin's calls, networks. Out: findings.
Not known here: how a plugin is loaded, and its answers about networks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from pnm.errors import PnmError
from pnm.model import Command, Exporter, Importer, Report
from pnm.reports.folders import Format, TemplateFolders
from pnm.reports.render import render
from pnm.trial.calls import Calls
from pnm.trial.canon import shown_now
from pnm.trial.findings import Finding, Rule
from pnm.trial.odd import MARKUP, SECRET
from pnm.trial.rounds import Day
from pnm.trial.telling import Teller

_FORMATS: Final[tuple[Format, ...]] = ("markdown", "html", "terminal", "json")
_RULES: Final[Mapping[str, Rule]] = {
    "pnm_commands": "commands",
    "pnm_exporters": "exporters",
    "pnm_importers": "importers",
    "pnm_templates": "templates",
    "pnm_filters": "filters",
}
_STRANGE: Final = (b"", b"\xff\xfe\x00", b"a,b\n1\n\n,,\n", b"BEGIN:VCARD\nEND:", b"{}")


class Extras:
    """Tries them."""

    def __init__(self, calls: Calls, teller: Teller, taken: frozenset[str]) -> None:
        """Know the plugin.

        Args:
            calls: Its hooks.
            teller: Takes what is found.
            taken: Names of commands that are pnm's own.
        """
        self._calls = calls
        self._teller = teller
        self._taken = taken

    # -- commands ----------------------------------------------------------------------------

    def commands(self) -> None:
        """Import each command, and ask for its help."""
        for row in self._given("pnm_commands"):
            self._command(row)

    def _command(self, row: Command) -> None:
        import click

        if row.name in self._taken:
            self._found("pnm_commands", f"names a command {row.name!r}, which pnm has", "rename it")
            return
        load = row.load if callable(row.load) else partial(_imported, row.load)
        made = self._run("pnm_commands", f"the command {row.name}", load)
        if made is None:
            return
        if not isinstance(made, click.Command):
            said = f"leads for {row.name} to a {type(made).__name__}, not a click command"
            self._found("pnm_commands", said, "name it as module:command, or return it")
            return
        if not (made.help or "").strip():
            said = f"names the command {row.name}, which does not say what it does"
            self._found("pnm_commands", said, "write a docstring below its def")
        context = click.Context(made, info_name=row.name)
        self._run("pnm_commands", f"the help of {row.name}", partial(made.get_help, context))

    # -- formats -----------------------------------------------------------------------------

    def formats(self, days: list[Day], *, plain: bool) -> None:
        """Write each format twice, and read files that are none.

        Args:
            days: Networks to write.
            plain: Whether no setting says that private contacts may be written.
        """
        for row in self._given("pnm_exporters"):
            for day in days:
                self._exporter(row, day, plain=plain)
        for row in self._given("pnm_importers"):
            for data in _STRANGE:
                self._importer(row, data)

    def _exporter(self, row: Exporter, day: Day, *, plain: bool) -> None:
        hook, what = "pnm_exporters", f"the exporter {row.name}"
        before = shown_now(day.network)
        work = partial(row.write, day.network, self._calls.settings)
        first, second = (self._run(hook, what, work, row.write) for _ in range(2))
        if first is None:
            return
        if not isinstance(first, (str, bytes)):
            said = f"{what} gives a {type(first).__name__}"
            self._found(hook, said, "return the whole file as text or bytes", row.write)
        if first != second:
            self._found(hook, f"{what} gives another file when asked again", "no clock", row.write)
        if shown_now(day.network) != before:
            self._found(hook, f"{what} changes the network", "make values of your own", row.write)
        text = first if isinstance(first, str) else bytes(first).decode("utf-8", "replace")
        if plain and SECRET in text:
            mend = "leave out contact.private unless a setting asks"
            self._found(hook, f"{what} writes a private contact", mend, row.write)

    def _importer(self, row: Importer, data: bytes) -> None:
        what = f"the importer {row.name}"
        self._run("pnm_importers", what, partial(_read, row, data, self._calls.settings), row.read)

    # -- documents ---------------------------------------------------------------------------

    def documents(self, day: Day, found: Sequence[tuple[Report, list[Any]]]) -> None:
        """Render the plugin's sections in all formats.

        Args:
            day: What they are about.
            found: Reports, each with its sections.
        """
        folders = [Path(folder) for folder in self._given("pnm_templates")]
        for folder in folders:
            if not folder.is_absolute() or not folder.is_dir():
                mend = "give str(Path(__file__).resolve().parent / 'templates')"
                self._found("pnm_templates", f"names a folder that is not there: {folder}", mend)
        filters = self._filters()
        templates = TemplateFolders(None, None, tuple(folders))
        for report, sections in found:
            if not sections and not report.template:
                continue
            for fmt in _FORMATS:
                work = partial(_rendered, report, sections, day, fmt, templates, filters)
                self._teller.at("pnm_sections", f"{report.name} as {fmt}")
                text = self._run("pnm_sections", f"{report.name} as {fmt}", work)
                if isinstance(text, PnmError):
                    self._template(text)
                elif text is not None and fmt == "html" and MARKUP in text:
                    hook = "pnm_templates" if folders else "pnm_sections"
                    message = f"{hook} lets a name become markup in {report.name}"
                    mend = "take `| safe` away, or escape first"
                    self._calls.found("markup", self._calls.hooks[hook], message, mend)

    def _filters(self) -> dict[str, Callable[..., object]]:
        rows = {}
        for row in self._given("pnm_filters"):
            if len(row) != 2 or not str(row[0]).isidentifier() or not callable(row[1]):
                self._found("pnm_filters", f"gives {row!r:.60}", "give a name and a function")
            else:
                rows[row[0]] = row[1]
        return rows

    def _template(self, exc: PnmError) -> None:
        place = exc.source
        path, line = (place.path, place.line) if place else ("", 0)
        self._teller.finding(Finding(path or "a template", line, "template", exc.message, exc.mend))

    # -- asking ------------------------------------------------------------------------------

    def _given(self, hook: str) -> list[Any]:
        self._teller.at(hook, "")
        return self._calls.of(hook, {})

    def _run(self, hook: str, what: str, work: Callable[[], Any], place: object = None) -> Any:  # noqa: ANN401
        self._teller.at(hook, what)
        function = place or self._calls.hooks.get(hook) or self._calls.hooks.get("pnm_reports")
        return self._calls.run(what, function, work)

    def _found(self, hook: str, message: str, mend: str, place: object = None) -> None:
        at = place or self._calls.hooks[hook]
        said = message if place else f"{hook} {message}"
        self._calls.found(_RULES[hook], at, said, mend)


def _imported(load: str) -> object:
    module, _, attribute = load.partition(":")
    return getattr(import_module(module), attribute or "command")


def _read(row: Importer, data: bytes, settings: object) -> None:
    """Read a file that is none; saying so by a `PnmError` is right."""
    try:
        for note in row.read(data, settings):
            if not isinstance(getattr(note, "text", None), str):
                raise TypeError(f"gave a {type(note).__name__}, not a NewNote")
    except PnmError:
        return


def _rendered(
    report: Report,
    sections: list[Any],
    day: Day,
    fmt: Format,
    templates: TemplateFolders,
    filters: Mapping[str, Callable[..., object]],
) -> str | PnmError:
    network = day.network
    try:
        return render(report, sections, network, network.today, fmt, templates, filters)
    except PnmError as exc:
        return exc
