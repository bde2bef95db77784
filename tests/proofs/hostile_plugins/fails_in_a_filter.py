"""Gives a filter that fails, and one that never comes back."""

from pnm.api import Report, Section, hookimpl


def fails(value):
    raise ZeroDivisionError("by nothing")


def loops(value):
    while True:
        pass


@hookimpl
def pnm_filters():
    yield "fails", fails
    yield "loops", loops
    yield "no function", 5


@hookimpl
def pnm_reports():
    yield Report("hostile", "Hostile", "hostile")


@hookimpl
def pnm_sections(report):
    yield Section("hostile", "Hostile", 10)
