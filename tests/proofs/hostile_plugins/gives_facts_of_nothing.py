"""Gives facts about lines and people that are not there."""

from pnm.api import Fact, hookimpl


@hookimpl
def pnm_facts(note):
    yield Fact("hostile", -5, "\ud800", ("nobody", "\x00"), None)
    yield Fact("hostile", 10**9, "x" * 1_000_000)
