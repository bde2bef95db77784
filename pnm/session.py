"""The wiring of one vault on one day: from a folder to answers.

In: where the vault is, which day it is, which plugins there are. Out: the network, what the
plugins say, reports, and all that is wrong.
Not known here: the command line and the clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pnm.answers import Answers
from pnm.diagnostics import Diagnostic, Severity, Source, in_order
from pnm.errors import ConfigError
from pnm.found import Plugin
from pnm.found.wanted import LeftOut, Wanted, chosen
from pnm.index import Delta, KeptIndex, Progress
from pnm.vault import Vault, read_small
from pnm.wording import known_are

# What an answer that is kept needs none of is imported where it is used.
if TYPE_CHECKING:
    from pnm.config import Config
    from pnm.contacts.further import Further
    from pnm.host import Host, Opinions
    from pnm.host.declared import Declared
    from pnm.host.diary import Diary
    from pnm.model import Contact
    from pnm.network import Network
    from pnm.reporting import Reporting

_CONFIG_BYTES: Final = 1_000_000
_CONFIG: Final = ".pnm/config.toml"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a command decides before a session is opened.

    Attributes:
        vault: The folder.
        today: The day to answer for.
        cache: The folder of all caches.
        plugins: The plugins that are there; empty for none.
        wanted: Which of them the user wants, as far as the vault does not say.
        modules: Plugins that are imported already, by name; tests have such.
        strict: Whether a wrong configuration stops the session; `doctor` goes on without it.
        progress: Called while the index is brought up to date.
        templates: The user's own templates, for all vaults.
    """

    vault: Vault
    today: date
    cache: Path
    plugins: tuple[Plugin, ...] = ()
    wanted: Wanted = field(default_factory=Wanted)
    modules: tuple[tuple[str, object], ...] = ()
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
        self._diary: Diary | None = None
        self._network: Network | None = None
        self._opinions: Opinions | None = None

    @cached_property
    def written(self) -> Config:
        """Return the vault's configuration as it is written; the defaults where it is wrong.

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
    def config(self) -> Config:
        """Return the vault's configuration, with the fields and kinds that plugins declare.

        Raises:
            ConfigError: It is wrong, and the setting is strict.
        """
        rows = sorted(self.declared.items())
        return self.written.reading(
            [(name, field) for name, row in rows for field in row.fields],
            [(name, kind) for name, row in rows for kind in row.relation_kinds],
        )

    @cached_property
    def plugins(self) -> tuple[Plugin, ...]:
        """Return the plugins that are there; those that are not asked say why in `off`."""
        config = self.written
        left_out = LeftOut(config.disabled, _CONFIG)
        return chosen(self.setting.plugins, self.setting.wanted, left_out)

    @cached_property
    def declared(self) -> Mapping[str, Declared]:
        """Return what the plugins that are asked declare, by their names."""
        from pnm.host.declared import declared, declared_by

        asked = [plugin for plugin in self.plugins if not plugin.off]
        settings = self.written.plugins
        found = declared(asked, settings, self.setting.cache) if asked else {}
        return {**found, **declared_by(self.setting.modules, settings)}

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
            made_of=self._made_of if setting.strict else None,
            further=lambda: self.further,
        )

    @cached_property
    def answers(self) -> Answers:
        """Return the answers that were worked out before, and what works out others."""
        parts = (self.setting.today.isoformat(), self._text, str(self.setting.vault.root))
        return Answers(
            lambda: self.index,
            parts,
            lambda: self._states,
            {plugin.module for plugin in self.setting.plugins},
            lambda: not (self.plugin_problems or self.problems),
        )

    @cached_property
    def _states(self) -> str | None:
        """Tell what the plugins are and which are wanted; None where that cannot be told."""
        if self.setting.modules:
            return None
        states = [(plugin, plugin.state()) for plugin in self.setting.plugins]
        if any(state is None and not plugin.off for plugin, state in states):
            return None
        rows = sorted((p.name, p.value, p.off, state or "") for p, state in states)
        return repr((rows, self.setting.wanted, self._faults))

    @property
    def _made_of(self) -> str | None:
        """Tell what the reading of notes hangs on without asking any plugin; None for not known."""
        if self._states is None or self._faults is None:
            return None
        return f"{self._text}\n{self._states}"

    @cached_property
    def _faults(self) -> tuple[str, ...] | None:
        """Tell which plugins could not be used when they were last looked at."""
        from pnm.found.remembered import faults_kept

        cache = self.setting.cache
        there = [plugin for plugin in self.setting.plugins if not plugin.off]
        found = faults_kept(cache, there)
        if found is None:  # one is new, or switched off in the configuration, which takes reading
            _ = self.declared
            found = faults_kept(cache, [plugin for plugin in self.plugins if not plugin.off])
        return found

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
        for name in ("_states", "_faults"):
            self.__dict__.pop(name, None)
        return self.index.update(paths, accept_removals=accept_removals)

    def close(self) -> None:
        """Close the index."""
        if self._diary is not None:
            self._diary.close()
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
        """Return the host with all plugins; each is loaded when it is needed."""
        if self._host is None:
            from pnm.host import Host
            from pnm.host.diary import Diary

            places = {plugin.name: plugin.place for plugin in self.plugins if not plugin.off}
            self._diary = Diary(self.setting.cache, places)
            host = Host(self.written.plugins)
            hooks = {name: row.hooks for name, row in self.declared.items()}
            host.load(self.plugins, hooks, {n: r.fault for n, r in self.declared.items()})
            for name, row in self.declared.items():
                for complaint in row.complaints:
                    host.fail(name, complaint, "PNM902")
            for name, module in self.setting.modules:
                host.add(name, module)
            host.before = self._diary.note
            self._host = host
        return self._host

    @cached_property
    def further(self) -> Further | None:
        """Return what reads the facts of plugins out of notes; None where no plugin does."""
        names = {name for name, row in self.declared.items() if "pnm_facts" in row.hooks}
        if not names:
            return None
        from pnm.host.further import FactsOfPlugins

        asked = [plugin for plugin in self.plugins if plugin.name in names and not plugin.off]
        settings = self.written.plugins
        states = [(p.name, p.version, p.state(), repr(settings.get(p.name))) for p in asked]
        return FactsOfPlugins(lambda: self.host, sorted(names), repr(states))

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
            *self.host.check_settings(self.config.source),
            *self.plugin_problems,
            *self.host.notices,
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
        from pnm.model import Exporter, Importer

        gathered = self.reporting.gathered()
        for report in self.reporting.samples():
            self.opinions.sections(report, gathered)
        self.host.ask("pnm_templates", str)
        self.host.filters()
        self.host.ask("pnm_importers", Importer)
        self.host.ask("pnm_exporters", Exporter)

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

    @cached_property
    def reporting(self) -> Reporting:
        """Return what makes reports."""
        from pnm.reporting import Reporting

        setting = self.setting
        return Reporting(self, setting.vault, setting.today, setting.templates)

    def outdate(self) -> None:
        """Note that a file of the vault was written: what is known is asked anew."""
        self.index.outdate()
        self._network = self._opinions = None
        self.answers.outdate()


def open_session(setting: Setting, fault: ConfigError | None = None) -> Session:
    """Open a vault for one command.

    Args:
        setting: Vault, day, caches, plugins.
        fault: What is wrong with the user's own configuration, where that was put up with.

    Returns:
        The session. Nothing is read but the configuration.

    Raises:
        ConfigError: The configuration is wrong, and the setting is strict.
    """
    try:
        problems = (_config_problem(fault),) if fault is not None else ()
        return Session(setting, _config_text(setting.vault), problems)
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
