"""The wiring of one vault on one day: from a folder to answers.

In: where the vault is, which day it is, which plugins there are. Out: the network, what the
plugins say, reports, and all that is wrong.
Not known here: the command line and the clock.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pnm.answers import Answers
from pnm.code import lie_within
from pnm.diagnostics import Diagnostic, Severity, Source, in_order
from pnm.errors import ConfigError, NotFoundError, VaultError
from pnm.index import Delta, KeptIndex, Progress
from pnm.vault import Vault, read_small
from pnm.wording import known_are

# What an answer that is kept needs none of is imported where it is used.
if TYPE_CHECKING:
    from pnm.config import Config
    from pnm.host import EntryPoint, Host, Opinions
    from pnm.model import Contact, Gathered, Report
    from pnm.network import Network
    from pnm.planned import PlannedNote
    from pnm.reports.folders import Format, TemplateFolders
    from pnm.vault import Written

_CONFIG_BYTES: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Setting:
    """What a command decides before a session is opened.

    Attributes:
        vault: The folder.
        today: The day to answer for.
        cache: The folder of all caches.
        plugins: The plugins that are announced; empty for none.
        strict: Whether a wrong configuration stops the session; `doctor` goes on without it.
        progress: Called while the index is brought up to date.
        templates: The user's own templates, for all vaults.
    """

    vault: Vault
    today: date
    cache: Path
    plugins: tuple[EntryPoint, ...] = ()
    strict: bool = True
    progress: Progress | None = None
    templates: Path | None = None


class Session:
    """One vault on one day; everything is worked out when it is first asked for.

    Attributes:
        setting: What the command decided.
        problems: What is wrong with the configuration, as far as it was asked for.
    """

    def __init__(
        self, setting: Setting, text: str | None, problems: tuple[Diagnostic, ...] = ()
    ) -> None:
        """Know the vault; nothing is read yet.

        Args:
            setting: What the command decided.
            text: That of the configuration; None for none.
            problems: Why it cannot be read.
        """
        self.setting = setting
        self.problems = problems
        self._text = text
        self._host: Host | None = None
        self._network: Network | None = None
        self._opinions: Opinions | None = None

    @cached_property
    def config(self) -> Config:
        """Return the vault's configuration; the defaults where it is wrong and may be.

        Raises:
            ConfigError: It is wrong, and the setting is strict.
        """
        from pnm.config import Config, read_config

        try:
            return read_config(self._text)
        except ConfigError as exc:
            if self.setting.strict:
                raise
            self.problems += (_config_problem(exc),)
            return Config()

    @cached_property
    def index(self) -> KeptIndex:
        """Return the vault's index."""
        setting = self.setting
        return KeptIndex(
            setting.vault,
            lambda: self.config.profile,
            setting.cache,
            setting.progress,
            # A wrong one that was put up with once must not look like one that was read.
            made_of=(self._text or "") if setting.strict else None,
        )

    @cached_property
    def answers(self) -> Answers:
        """Return the answers that were worked out before, and what works out others."""
        parts = (self.setting.today.isoformat(), self._text, str(self.setting.vault.root))
        return Answers(
            lambda: self.index,
            parts,
            self.setting.plugins,
            lambda: not (self.plugin_problems or self.problems),
        )

    def update(self, paths: Iterable[str] | None = None, *, accept_removals: bool = False) -> Delta:
        """Bring the index up to what the files say.

        Args:
            paths: Files that may have changed; None for all.
            accept_removals: Believe that most notes are gone.

        Returns:
            What changed.
        """
        self._network = self._opinions = None
        self.answers.outdate()
        return self.index.update(paths, accept_removals=accept_removals)

    def close(self) -> None:
        """Close the index."""
        self.index.close()

    # -- what is known -----------------------------------------------------------------------

    @property
    def network(self) -> Network:
        """Return the network on this day, the index brought up to date."""
        if self._network is None:
            from pnm.network import Network

            self._network = Network(
                self.index.facts(), self.config, self.setting.today, self.index.matching
            )
        return self._network

    @property
    def host(self) -> Host:
        """Return the host with all plugins loaded."""
        if self._host is None:
            from pnm.host import Host

            self._host = Host(self.config.plugins)
            self._host.load(self.setting.plugins, self.config.disabled)
        return self._host

    @property
    def opinions(self) -> Opinions:
        """Return what the plugins say of the network."""
        if self._opinions is None:
            from pnm.host import Opinions

            self._opinions = Opinions(self.host, self.network)
        return self._opinions

    @property
    def plugin_problems(self) -> tuple[Diagnostic, ...]:
        """Return the faults of the plugins asked so far; none are loaded for this."""
        return tuple(self._host.problems) if self._host is not None else ()

    @property
    def checks(self) -> tuple[Diagnostic, ...]:
        """Return all that is doubtful: in files, in notes, in the whole, and what plugins find."""
        found = [
            *self.index.delta.skipped,
            *self.network.diagnostics,
            *self.opinions.checks,
            *self.plugin_problems,
            *self._unheard(),
            *self.problems,
        ]
        return in_order(found)

    def _unheard(self) -> Iterator[Diagnostic]:
        """Yield the tables of settings that belong to no plugin there is."""
        if not self.setting.plugins:
            return
        for name in sorted(self.config.plugins.keys() - self.host.plugins.keys()):
            yield Diagnostic(
                self.config.source(f"plugins.{name}"),
                "PNM332",
                f"[plugins.{name}] sets something for a plugin that is not there",
                known_are(name, sorted(self.host.plugins)),
            )

    def ask_everything(self) -> None:
        """Ask every hook once, so that each plugin's time and faults are known."""
        gathered = self._gathered()
        for report in self.reports:
            self.opinions.sections(report, gathered)
        self.host.ask("pnm_templates", str)
        self.host.filters()

    def select(self, query: str) -> tuple[Contact, ...]:
        """Return the contacts that a query matches.

        Args:
            query: In pnm's query language; empty for everybody.

        Returns:
            The contacts by name.

        Raises:
            QueryError: The query cannot be read.
        """
        from pnm.query import Knowledge, parse_query, select

        node = parse_query(query)
        uses = query.casefold()  # no plugin is asked for what the query does not name
        knowledge = Knowledge(
            self.opinions.tags if "tag:" in uses else None,
            self.opinions.due if "due:" in uses else None,
        )
        return select(node, self.network, knowledge)

    # -- reports -----------------------------------------------------------------------------

    @property
    def reports(self) -> tuple[Report, ...]:
        """Return the reports that plugins can make, by name."""
        from pnm.model import Report

        given = self.host.ask("pnm_reports", Report).given
        return tuple(sorted((row for _, row in given), key=lambda report: report.name))

    def report(self, name: str) -> Report:
        """Return a report by its name.

        Raises:
            NotFoundError: No plugin makes it.
        """
        known = {report.name: report for report in self.reports}
        if name in known:
            return known[name]
        mend = known_are(name, known) if known else "reports come from plugins; see `pnm plugins`"
        raise NotFoundError(f"no report is called {name!r}", mend=mend)

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

        return render(
            report,
            self.opinions.sections(report, self._gathered()),
            self.network,
            self.setting.today,
            fmt,
            self._folders,
            self.host.filters(),
            keep_marks=keep_marks,
            base=self.setting.vault.root.as_uri(),
            color=color,
            width=width,
        )

    def document(
        self, name: str | None, fmt: Format, *, color: bool = False, width: int = 80
    ) -> str:
        """Return a rendered report; one from before, where all that it rests on is the same.

        Args:
            name: The report's; None for that of `pnm review`.
            fmt: `markdown`, `html`, `terminal` or `json`.
            color: For a terminal, whether it shows colour.
            width: For a terminal, the columns it has.

        Returns:
            The document, with a line end.

        Raises:
            NotFoundError: No plugin makes it.
            ReportError: A template is wrong; it says where and how to mend it.
        """

        def rendered() -> str:
            report = self.report(name or self.config.review)
            return self.render(report, fmt, color=color, width=width)

        from pnm.reports.folders import TemplateFolders, has_edited

        edited = TemplateFolders(self.setting.vault.templates, self.setting.templates)
        if has_edited(edited):
            return rendered()  # people are just writing at them

        def may_keep() -> bool:
            folders = map(str, self._folders.plugins)
            return lie_within(folders, self.answers.packages) and not has_edited(edited)

        looks = (color, width) if fmt == "terminal" else ()
        return self.answers.get(("document", name, fmt, looks), rendered, may_keep=may_keep)

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
        return plan_note(self.setting.vault, report, text, self.setting.today, self.config.profile)

    def write_note(self, planned: PlannedNote) -> Written:
        """Write a planned note.

        Raises:
            VaultError: It cannot be written, or somebody else changed it meanwhile.
        """
        from pnm.vault import write_text

        written = write_text(self.setting.vault.root, planned.path, planned.data, seen=planned.seen)
        self.index.outdate()
        self._network = self._opinions = None
        self.answers.outdate()
        return written

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
        from pnm.vault import write_text

        wanted = {report.name: report.template for report in self.reports}.get(name, name)
        template = eject(wanted, self._folders, "html" if fmt == "html" else "markdown")
        path = f".pnm/templates/{template.name}"
        if os.path.lexists(self.setting.vault.root / path):
            raise VaultError(
                f"{path} is there already; nothing was copied",
                mend="edit it, or delete it first to start from the original",
            )
        write_text(self.setting.vault.root, path, template.text.encode("utf-8"), seen=None)
        return path

    def _gathered(self) -> Gathered:
        from pnm.model import Gathered

        return Gathered(self.opinions.reminders, self.opinions.tags, self.checks)

    @property
    def _folders(self) -> TemplateFolders:
        """Where templates come from: the vault's folder, the user's, the plugins'."""
        from pnm.reports.folders import TemplateFolders

        given = self.host.ask("pnm_templates", str).given
        return TemplateFolders(
            self.setting.vault.templates, self.setting.templates, tuple(Path(p) for _, p in given)
        )


def open_session(setting: Setting) -> Session:
    """Open a vault for one command.

    Args:
        setting: Vault, day, caches, plugins.

    Returns:
        The session. Nothing is read but the configuration.

    Raises:
        ConfigError: The configuration is wrong, and the setting is strict.
    """
    try:
        return Session(setting, _config_text(setting.vault))
    except ConfigError as exc:
        if setting.strict:
            raise
        return Session(setting, None, (_config_problem(exc),))


def _config_problem(exc: ConfigError) -> Diagnostic:
    source = exc.source or Source(".pnm/config.toml")
    return Diagnostic(source, "PNM300", exc.message, exc.mend, Severity.ERROR)


def _config_text(vault: Vault) -> str | None:
    source = Source(vault.config_path.relative_to(vault.root).as_posix())
    try:
        return read_small(vault.config_path, _CONFIG_BYTES).decode("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except UnicodeDecodeError as exc:
        raise ConfigError("is not UTF-8", mend="save it as UTF-8", source=source) from exc
    except OSError as exc:
        raise ConfigError(
            f"cannot be read: {exc.strerror or exc}",
            mend="make it a file that you may read, or take it away to have the defaults",
            source=source,
        ) from exc
