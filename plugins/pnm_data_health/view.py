"""What every section of the report is made from.

In: what the hook is given. Out: `View`. Not known here: what a section says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pnm.api import Contact, Discretion, Gathered, Network, discretion_of, fold
from pnm_data_health.options import Options


@dataclass(frozen=True, slots=True)
class View:
    """The vault on one day, as far as the report may tell of it.

    Attributes:
        network: The whole vault; ask `discretion` before a contact is named.
        today: The day the report is made for.
        gathered: What all plugins said.
        options: What the user set.
        discretion: Who is private.
        people: The contacts with a note that may be spoken of, who matters now first.
    """

    network: Network
    today: date
    gathered: Gathered
    options: Options
    discretion: Discretion
    people: tuple[Contact, ...]

    def rank(self, contact: Contact) -> tuple[int, int, str, str]:
        """Return what contacts sort by: wished for first, then by the last time in touch."""
        return rank(self.network, contact)


def rank(network: Network, contact: Contact) -> tuple[int, int, str, str]:
    """Return what contacts sort by: those to be in touch with first, then who was lately."""
    cadence = network.cadence_of(contact.id)
    wished = cadence is not None and not cadence.never and not contact.dead
    last = network.last_contact(contact.id)
    return not wished, -last.day.toordinal() if last else 0, fold(contact.name), contact.id


def view_of(network: Network, today: date, gathered: Gathered, options: Options) -> View:
    """Return the view of a vault.

    Args:
        network: The whole vault.
        today: The day the report is made for.
        gathered: What all plugins said.
        options: What the user set.

    Returns:
        A view without private contacts, unless the settings include them.
    """
    discretion = discretion_of(network, everybody=options.include_private)
    told = (one for one in network.in_notes() if not one.me and discretion.shows(one.id))
    people = tuple(sorted(told, key=lambda one: rank(network, one)))
    return View(network, today, gathered, options, discretion, people)
