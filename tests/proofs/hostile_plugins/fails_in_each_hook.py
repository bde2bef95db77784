"""Fails whatever it is asked."""

from pnm.api import hookimpl


@hookimpl
def pnm_fields(settings):
    raise RuntimeError("pnm_fields is not ready")


@hookimpl
def pnm_relation_kinds(settings):
    raise RuntimeError("pnm_relation_kinds is not ready")


@hookimpl
def pnm_facts(note):
    raise RuntimeError("pnm_facts is not ready")


@hookimpl
def pnm_tags(network):
    raise RuntimeError("pnm_tags is not ready")


@hookimpl
def pnm_reminders(network):
    raise RuntimeError("pnm_reminders is not ready")


@hookimpl
def pnm_checks(network):
    raise RuntimeError("pnm_checks is not ready")


@hookimpl
def pnm_reports():
    raise RuntimeError("pnm_reports is not ready")


@hookimpl
def pnm_sections(report):
    raise RuntimeError("pnm_sections is not ready")


@hookimpl
def pnm_templates():
    raise RuntimeError("pnm_templates is not ready")


@hookimpl
def pnm_filters():
    raise RuntimeError("pnm_filters is not ready")


@hookimpl
def pnm_commands(settings):
    raise RuntimeError("pnm_commands is not ready")


@hookimpl
def pnm_importers():
    raise RuntimeError("pnm_importers is not ready")


@hookimpl
def pnm_exporters():
    raise RuntimeError("pnm_exporters is not ready")
