"""What cannot be read: a day of the user's own, a country without a calendar; what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from pnm.api import Contact, Diagnostic, Network, Severity, Source

from pnm_holidays.calendars import INSTALL, is_installed, is_known
from pnm_holidays.options import Options, is_own, read_day
from pnm_holidays.people import keeps


def faults(network: Network, options: Options) -> Iterator[Diagnostic]:
    """Yield all of it."""
    at = network.config.source("plugins.holidays.days")
    for written in options.days:
        if read_day(written) is None:
            mend = 'write a day and a name: "02-17 Carnival", or "2026-11-08 Diwali" for once'
            yield Diagnostic(at, "HOL001", f"{written!r} is no day with a name", mend)
    wanted = [row for contact in network.in_notes() for row in _wanted(network, contact, options)]
    if not is_installed():
        yield from _missing(wanted)
        return
    for country, source in wanted:
        if not is_known(country):
            mend = "write its name or code in English: Portugal, PT; a part of it: DE-BY"
            yield Diagnostic(source, "HOL002", f"no calendar is known for {country!r}", mend)


def _wanted(network: Network, contact: Contact, options: Options) -> Iterator[tuple[str, Source]]:
    """Yield the calendars that a note asks for, each with its place."""
    kept = keeps(network, contact)
    for name in kept:
        if not is_own(options, name):
            yield name, contact.source("celebrates")
    if contact.country and not kept:
        yield contact.country, contact.source("country")


def _missing(wanted: list[tuple[str, Source]]) -> Iterator[Diagnostic]:
    """Yield one word for all: the calendars are not installed."""
    if wanted:
        country, source = wanted[0]
        message = f"public holidays of {country} are not known: the calendars are not installed"
        yield Diagnostic(source, "HOL003", message, INSTALL, Severity.INFO)
