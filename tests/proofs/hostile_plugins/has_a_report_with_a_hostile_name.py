"""Makes reports whose names and paths lead out of the vault."""

from pnm.api import Line, Report, Section, hookimpl


@hookimpl
def pnm_reports():
    yield Report("../../hostile", "\x1b[31mHostile", "../../../etc/passwd", "../../../tmp/hostile.md")
    yield Report("", "", "", "")
    yield Report("weekly-review", "Not yours", "weekly-review", ".pnm/config.toml")


@hookimpl
def pnm_sections(report):
    yield Section("\x1b[31m", "<script>alert(1)</script>", 10**400, (Line("](javascript:alert(1))"),))
