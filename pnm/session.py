"""The wiring of one vault on one day: from a folder to answers.

In: where the vault is, which day it is, which plugins there are. Out: the network, what the
plugins say, reports, and all that is wrong.
Not known here: the command line and the clock.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pnm.config import Config, read_config
from pnm.contacts.facts import NoteFacts
from pnm.diagnostics import Diagnostic, Severity
from pnm.errors import ConfigError, NotFoundError, VaultError
from pnm.host import EntryPoint, Host
from pnm.index import Delta, Index, open_index, reconcile
from pnm.index.schema import fingerprint
from pnm.index.search import Hit, find, matching_paths
from pnm.index.store import rebuild
from pnm.index.update import Progress
from pnm.model import REACH_OUT, Contact, DerivedTag, Gathered, Reminder, Report, Section, Tag
from pnm.network import Network
from pnm.planned import PlannedNote, plan_note
from pnm.query import Knowledge, parse_query, select
from pnm.reports.folders import Format, TemplateFolders, eject
from pnm.reports.render import render
from pnm.vault import Vault, Written, write_text


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


@dataclass(slots=True)
class Session:
    """One vault on one day; everything is worked out when it is first asked for."""

    setting: Setting
    config: Config
    problems: list[Diagnostic] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    _index: Index | None = None
    _delta: Delta | None = None
    _cache: dict[str, object] = field(default_factory=dict)

    # -- the index ---------------------------------------------------------------------------

    @property
    def index(self) -> Index:
        """Return the index as it is, without bringing it up to date."""
        if self._index is None:
            folder = self.setting.cache / self.setting.vault.id
            self._index = open_index(folder, fingerprint(self.config.profile))
            if self._index.notice:
                self.notices.append(self._index.notice)
        return self._index

    def update(self, paths: Iterable[str] | None = None, *, accept_removals: bool = False) -> Delta:
        """Bring the index up to what the files say.

        Args:
            paths: Files that may have changed; None for all.
            accept_removals: Believe that most notes are gone.

        Returns:
            What changed.
        """
        try:
            delta = self._reconcile(paths, accept_removals=accept_removals)
        except sqlite3.DatabaseError as exc:
            self.notices.append(f"the index was damaged ({exc}) and is built anew")
            self.index.close()
            folder = self.setting.cache / self.setting.vault.id
            self._index = rebuild(folder, fingerprint(self.config.profile))
            delta = self._reconcile(None, accept_removals=True)
        if delta.stale:
            self.notices.append(
                f"{self.setting.vault.root}: {delta.stale}; the last index is served\n"
                "    mend: mount or restore the vault, or run `pnm index --accept-removals`"
            )
        self._delta = delta
        self._cache.clear()
        return delta

    def _reconcile(self, paths: Iterable[str] | None, *, accept_removals: bool) -> Delta:
        return reconcile(
            self.index,
            self.setting.vault,
            self.config.profile,
            paths,
            progress=self.setting.progress,
            accept_removals=accept_removals,
        )

    @property
    def delta(self) -> Delta:
        """Return what the last update did, updating first where none was made."""
        return self._delta if self._delta is not None else self.update()

    def forget_index(self) -> None:
        """Throw the index away; the next question builds it anew."""
        if self._index is not None:
            self._index.close()
        folder = self.setting.cache / self.setting.vault.id
        self._index = rebuild(folder, fingerprint(self.config.profile))
        self._delta = None
        self._cache.clear()

    def close(self) -> None:
        """Close the index."""
        if self._index is not None:
            self._index.close()

    # -- the network -------------------------------------------------------------------------

    @property
    def network(self) -> Network:
        """Return the network on this day, the index brought up to date."""
        known = self._cache.get("network")
        if not isinstance(known, Network):
            self.delta  # noqa: B018 - brings the index up to date
            known = Network(
                self._read_facts(),
                self.config,
                self.setting.today,
                lambda words: matching_paths(self.index, words),
            )
            self._cache["network"] = known
        return known

    def _read_facts(self) -> list[NoteFacts]:
        try:
            return list(self.index.facts())
        except (sqlite3.DatabaseError, ValueError, TypeError, IndexError) as exc:
            self.notices.append(f"the index was damaged ({exc}) and is built anew")
            self.index.close()
            folder = self.setting.cache / self.setting.vault.id
            self._index = rebuild(folder, fingerprint(self.config.profile))
            self._reconcile(None, accept_removals=True)
            return list(self.index.facts())

    # -- the plugins -------------------------------------------------------------------------

    @property
    def host(self) -> Host:
        """Return the host with all plugins loaded."""
        known = self._cache.get("host")
        if not isinstance(known, Host):
            known = Host(self.config.plugins)
            known.load(self.setting.plugins, self.config.disabled)
            self._cache["host"] = known
        return known

    @property
    def plugin_problems(self) -> tuple[Diagnostic, ...]:
        """Return the faults of the plugins asked so far; none are loaded for this."""
        known = self._cache.get("host")
        return tuple(known.problems) if isinstance(known, Host) else ()

    def _facts(self) -> dict[str, object]:
        return {"network": self.network, "today": self.setting.today}

    @property
    def tags(self) -> Mapping[str, tuple[Tag, ...]]:
        """Return for each contact its tags, written first, then derived ones it does not refuse."""
        known = self._cache.get("tags")
        if known is None:
            known = self._cache["tags"] = self._all_tags()
        return known  # type: ignore[return-value]

    def _all_tags(self) -> dict[str, tuple[Tag, ...]]:
        tags = {contact.id: list(contact.tags) for contact in self.network}
        derived = self.host.ask("pnm_tags", DerivedTag, **self._facts()).given
        for plugin, row in derived:
            contact = self.network.get(row.contact_id)
            if contact is None or row.tag.casefold() in contact.tags_not:
                continue
            if row.tag.casefold() not in {tag.name.casefold() for tag in tags[contact.id]}:
                tags[contact.id].append(Tag(row.tag, plugin, row.why, row.source))
        return {key: tuple(rows) for key, rows in tags.items()}

    @property
    def reminders(self) -> tuple[tuple[str, Reminder], ...]:
        """Return what is due on any day, with the plugin that says so, by day and ratio."""
        known = self._cache.get("reminders")
        if known is None:
            given = self.host.ask("pnm_reminders", Reminder, **self._facts()).given
            there = [(plugin, row) for plugin, row in given if row.contact_id in self.network]
            known = self._cache["reminders"] = tuple(sorted(there, key=_by_due))
        return known  # type: ignore[return-value]

    @property
    def due(self) -> dict[str, date]:
        """Return for each contact with a cadence the day on which reaching out is due."""
        known = self._cache.get("due")
        if known is None:
            days: dict[str, date] = {}
            for _, row in self.reminders:
                if row.kind == REACH_OUT:
                    days[row.contact_id] = min(row.due, days.get(row.contact_id, row.due))
            known = self._cache["due"] = days
        return known  # type: ignore[return-value]

    @property
    def checks(self) -> tuple[Diagnostic, ...]:
        """Return all that is doubtful: in files, in notes, in the whole, and what plugins find."""
        given = self.host.ask("pnm_checks", Diagnostic, **self._facts()).given
        found = [
            *self.delta.skipped,
            *self.network.diagnostics,
            *(row for _, row in given),
            *self.host.problems,
            *self.problems,
        ]
        return tuple(dict.fromkeys(sorted(found, key=lambda d: (d.source, d.code, d.message))))

    def ask_everything(self) -> None:
        """Ask every hook once, so that each plugin's time and faults are known."""
        for report in self.reports:
            self.sections(report)
        self.host.ask("pnm_templates", str)
        self.host.filters()

    # -- questions ---------------------------------------------------------------------------

    def select(self, query: str) -> tuple[Contact, ...]:
        """Return the contacts that a query matches.

        Args:
            query: In pnm's query language; empty for everybody.

        Returns:
            The contacts by name.

        Raises:
            QueryError: The query cannot be read.
        """
        node = parse_query(query)
        uses = query.casefold()
        knowledge = Knowledge(
            self.tags if "tag:" in uses else None, self.due if "due:" in uses else None
        )
        return select(node, self.network, knowledge)

    def find(self, words: tuple[str, ...], limit: int) -> tuple[Hit, ...]:
        """Return the lines of notes that match words best; see `pnm.index.search.find`."""
        self.delta  # noqa: B018 - brings the index up to date
        return find(self.index, words, limit)

    # -- reports -----------------------------------------------------------------------------

    @property
    def reports(self) -> tuple[Report, ...]:
        """Return the reports that plugins can make, by name."""
        given = self.host.ask("pnm_reports", Report).given
        return tuple(sorted((row for _, row in given), key=lambda report: report.name))

    def report(self, name: str) -> Report:
        """Return a report by its name.

        Raises:
            NotFoundError: No plugin makes it.
        """
        for report in self.reports:
            if report.name == name:
                return report
        known = ", ".join(report.name for report in self.reports) or "none"
        raise NotFoundError(f"no report is called {name!r}", mend=f"known are: {known}")

    def sections(self, report: Report) -> tuple[Section, ...]:
        """Return what the plugins contribute to a report, in order."""
        gathered = Gathered(self.reminders, self.tags, self.checks)
        given = self.host.ask(
            "pnm_sections", Section, report=report, gathered=gathered, **self._facts()
        ).given
        return tuple(sorted((row for _, row in given), key=lambda s: (s.order, s.id)))

    @property
    def folders(self) -> TemplateFolders:
        """Return where templates come from: the vault's, the user's, the plugins'."""
        given = self.host.ask("pnm_templates", str).given
        return TemplateFolders(
            self.setting.vault.templates, self.setting.templates, tuple(Path(p) for _, p in given)
        )

    def render(self, report: Report, fmt: Format, *, color: bool = False, width: int = 80) -> str:
        """Render a report for printing; see `pnm.reports.render`."""
        return render(
            report,
            self.sections(report),
            self.network,
            self.setting.today,
            fmt,
            self.folders,
            self.host.filters(),
            color=color,
            width=width,
        )

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
        text = render(
            report,
            self.sections(report),
            self.network,
            self.setting.today,
            "markdown",
            self.folders,
            self.host.filters(),
            keep_marks=True,
        )
        return plan_note(self.setting.vault, report, text, self.setting.today, self.config.profile)

    def write_note(self, planned: PlannedNote) -> Written:
        """Write a planned note.

        Raises:
            VaultError: It cannot be written, or somebody else changed it meanwhile.
        """
        written = write_text(self.setting.vault.root, planned.path, planned.data, seen=planned.seen)
        self._delta = None
        self._cache.clear()
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
        wanted = {report.name: report.template for report in self.reports}.get(name, name)
        template = eject(wanted, self.folders, "html" if fmt == "html" else "markdown")
        path = f".pnm/templates/{template.name}"
        if (self.setting.vault.root / path).exists():
            raise VaultError(
                f"{path} is there already; nothing was copied",
                mend="edit it, or delete it first to start from the original",
            )
        write_text(self.setting.vault.root, path, template.text.encode("utf-8"), seen=None)
        return path


def _by_due(row: tuple[str, Reminder]) -> tuple[date, float, str, str, str]:
    plugin, reminder = row
    return reminder.due, -(reminder.ratio or 0), reminder.contact_id, reminder.kind, plugin


def open_session(setting: Setting) -> Session:
    """Open a vault for one command.

    Args:
        setting: Vault, day, caches, plugins.

    Returns:
        The session. Nothing is read but the configuration.

    Raises:
        ConfigError: The configuration is wrong, and the setting is strict.
    """
    problems: list[Diagnostic] = []
    try:
        config = read_config(_config_text(setting.vault))
    except ConfigError as exc:
        if setting.strict:
            raise
        config = Config()
        problems.append(
            Diagnostic(
                exc.source or config.source(""), "PNM300", exc.message, exc.mend, Severity.ERROR
            )
        )
    return Session(setting, config, problems)


def _config_text(vault: Vault) -> str | None:
    try:
        return vault.config_path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return None
    except NotADirectoryError:
        return None
    except UnicodeDecodeError as exc:
        raise ConfigError(
            "is not UTF-8", mend="save it as UTF-8", source=Config().source("")
        ) from exc
    except OSError as exc:
        raise ConfigError(
            f"cannot be read: {exc.strerror or exc}",
            mend="give yourself the right to read it",
            source=Config().source(""),
        ) from exc
