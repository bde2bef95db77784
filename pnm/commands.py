"""What a plugin's command gets: a vault on a day, and the ways to print.

In: a function of the plugin's. Out: the same with the options that all commands have, and `Asked`.
Not known here: which plugin it is; click's context tells whose settings are meant.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from pathlib import Path

    import click

    from pnm.model import Contact, Gathered
    from pnm.network import Network
    from pnm.session import Session

Format = Literal["markdown", "html", "terminal", "json"]


class Asked:
    """One command on one vault on one day.

    Attributes:
        as_json: Whether `--json` was said: print one JSON value with `say_json`, and nothing else.
    """

    def __init__(self, session: Session, plugin: str, *, as_json: bool) -> None:
        """Know what was asked for; nothing is read yet."""
        self.as_json = as_json
        self._session = session
        self._plugin = plugin

    @property
    def network(self) -> Network:
        """Return the whole vault on the day."""
        return self._session.network

    @property
    def today(self) -> date:
        """Return the day to answer for, in the user's time zone."""
        return self._session.setting.today

    @property
    def settings(self) -> Any:  # noqa: ANN401 - of the class that the plugin declares
        """Return the plugin's settings: an instance of what it declares, else the table."""
        return self._session.host.settings_of(self._plugin)

    @property
    def gathered(self) -> Gathered:
        """Return what all plugins say: reminders, tags, what is doubtful."""
        return self._session.reporting.gathered()

    @property
    def noted_day(self) -> date | None:
        """Return the day that the plugin noted last for this vault; None for none."""
        from pnm.found.noted import noted_day

        return noted_day(_data_folder(), self._session.setting.vault.id, self._plugin)

    def note_day(self) -> None:
        """Note the day to answer for: all that a plugin keeps from one command to the next."""
        from pnm.found.noted import note_day

        note_day(_data_folder(), self._session.setting.vault.id, self._plugin, self.today)

    def contact(self, words: str) -> Contact:
        """Return the one contact that is meant.

        Args:
            words: A name in any spelling, its beginning, an alias, an id or a path.

        Raises:
            NotFoundError: Nobody has a name like it.
            AmbiguousError: Several have.
        """
        from pnm.cli.whom import whom

        return self.network[whom(self._session, words)]

    def contacts(self, query: str = "") -> tuple[Contact, ...]:
        """Return the contacts that a query matches, by name; all of them for an empty one.

        Raises:
            QueryError: It cannot be read.
        """
        return self._session.select(query)

    def say(self, text: str = "") -> None:
        """Print a line of data to stdout, with control characters made harmless."""
        from pnm.cli.shared import say

        say(text)

    def tell(self, text: str) -> None:
        """Print a word about the work to stderr."""
        from pnm.cli.shared import tell

        tell(text)

    def say_json(self, value: object) -> None:
        """Print one JSON value to stdout."""
        from pnm.cli.shared import say_json

        say_json(value)

    def say_file(self, content: str | bytes) -> None:
        """Print a file for programs to stdout, byte by byte; text in UTF-8."""
        from pnm.cli.shared import say_file

        say_file(content)

    def put_file(self, path: str, content: bytes, mark: bytes) -> None:
        """Write a file outside the vault: a new one, or in place of one that has the mark in it.

        Args:
            path: As the user named it; `~` is the home folder.
            content: All its bytes.
            mark: What stands in every file of this kind that the plugin writes, and in no other.

        Raises:
            PnmError: Another file is there, or it cannot be written.
        """
        from pathlib import Path

        from pnm.vault import replace_own_file

        replace_own_file(Path(os.path.expanduser(path)), content, mark)  # noqa: PTH111 - never fails

    def show_report(
        self,
        name: str,
        given: Mapping[str, Sequence[str]] | None = None,
        fmt: Format | None = None,
    ) -> None:
        """Print a report as `pnm report` does.

        Args:
            name: The report's.
            given: For its parameters the values, as they would be typed.
            fmt: None for what fits the place it goes to.

        Raises:
            NotFoundError: No plugin makes it.
            PnmError: A value does not fit it.
        """
        from pnm.cli.rendering import Wanted, show_report

        words = [f"{key}={value}" for key, values in (given or {}).items() for value in values]
        wanted = Wanted(fmt, write=False, dry_run=False)
        show_report(self._session, name, wanted, words, as_json=self.as_json)


def _data_folder() -> Path:
    from pnm.vault import data_folder

    return data_folder(os.environ.get("PNM_DATA_DIR"))


def vault_command(function: Callable[..., int | None]) -> Callable[..., Any]:
    """Make a function the body of a click command that asks a vault.

    Args:
        function: Takes `Asked` first, then what its own options and arguments give. A number that
            it returns is the exit code.

    Returns:
        The function for `click.command`, with `--vault`, `--as-of`, `--no-plugins`, `-p` and
        `--json`. A `PnmError` in it is printed, and its exit code is the command's.
    """
    import click

    from pnm.cli.shared import with_session

    @functools.wraps(function)
    def body(session: Session, *, as_json: bool, **given: Any) -> int | None:
        plugin = (click.get_current_context().find_root().obj or {}).get("plugin", "")
        return function(Asked(session, plugin, as_json=as_json), **given)

    decorated: Callable[..., Any] = with_session(body)
    return decorated


def report_command(report_name: str, about: str, values: str = "[VALUE]...") -> click.Command:
    """Make a command that prints one report, with all options of `pnm report`.

    Args:
        report_name: As typed after `pnm report`.
        about: What the command does, in a sentence, for its help.
        values: What its help shows for the report's parameters: `NAME...`.

    Returns:
        The command; what is typed behind its name are the report's parameters.
    """
    from pnm.cli.reporting import report_command as made

    return made(report_name, about, values)
