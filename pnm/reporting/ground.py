"""What reports are made of.

In: nothing; this is a protocol. Out: what a session has for whoever makes reports.
Not known here: reports.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pnm.answers import Answers
    from pnm.config import Config
    from pnm.diagnostics import Diagnostic
    from pnm.host import Host, Opinions
    from pnm.model import Contact
    from pnm.network import Network


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
