"""What every section of the report is made from.

In: what the hook is given. Out: `View`. Not known here: what a section says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pnm.api import Contact, Discretion, Network, Report, add_months, discretion_of, fold
from pnm_birthdays.occasions import Occasion, Occasions
from pnm_birthdays.options import Options
from pnm_birthdays.span import Span, span_of

YEAR: int = 365


@dataclass(frozen=True, slots=True)
class View:
    """The vault on one day, as far as the report may tell of it.

    Attributes:
        network: The whole vault; ask `discretion` before a contact is named.
        today: The day the report is made for.
        options: What the user set.
        discretion: Who is private.
        span: The days that the report is about.
        days: The birthdays and other days of these, in order.
        later: Those after the span for which one may have to begin within it.
    """

    network: Network
    today: date
    options: Options
    discretion: Discretion
    span: Span
    days: tuple[Occasion, ...]
    later: tuple[Occasion, ...]

    def met_lately(self, contact_id: str) -> int:
        """Return on how many days of the last year one was in touch with a contact."""
        since = date.fromordinal(max(1, self.today.toordinal() - YEAR))
        return sum(day > since for day in self.network.days_of(contact_id))

    def rank(self, contact: Contact) -> tuple[bool, int, str, str]:
        """Return what contacts sort by: those to be in touch with first, then who was lately."""
        cadence = self.network.cadence_of(contact.id)
        wished = cadence is not None and not cadence.never
        days = self.network.days_of(contact.id)
        return not wished, -days[-1].toordinal() if days else 0, fold(contact.name), contact.id


def view_of(network: Network, today: date, report: Report, options: Options) -> View:
    """Return the view of a vault.

    Args:
        network: The whole vault.
        today: The day the report is made for.
        report: With what was asked for.
        options: What the user set.

    Returns:
        A view without private contacts, unless the settings include them.
    """
    discretion = discretion_of(network, everybody=options.include_private)
    span = span_of(report, today, options)
    occasions = Occasions(network, discretion)
    leads = [circle.lead_days or 0 for circle in network.circles.values()]
    reach = _later(span.last, max(leads, default=0))
    found = occasions.between(span.first, reach)
    return View(
        network,
        today,
        options,
        discretion,
        span,
        tuple(row for row in found if row.day <= span.last),
        tuple(row for row in found if row.day > span.last),
    )


def year_before(day: date) -> date:
    """Return the same day of the year before; the first day there is where there is none."""
    return add_months(day, -12) if day.year > 1 else date.min


def _later(day: date, days: int) -> date:
    return date.fromordinal(min(date.max.toordinal(), day.toordinal() + days))
