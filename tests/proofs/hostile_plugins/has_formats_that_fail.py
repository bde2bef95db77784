"""Reads and writes formats, and fails in both."""

from pnm.api import Exporter, Importer, hookimpl


def write(network, settings):
    raise ZeroDivisionError("by nothing")


def read(data, settings):
    yield 5


@hookimpl
def pnm_exporters():
    yield Exporter("hostile", "Fails.", write)


@hookimpl
def pnm_importers():
    yield Importer("hostile", "Fails.", (".txt",), read)
