"""One vault on one day: what a session asks, remembers and tells."""

from datetime import date
from types import ModuleType

import pytest

from pnm.api import Diagnostic, Report, Severity, Source, hookimpl
from pnm.errors import ConfigError, NotFoundError
from pnm.session import Setting, open_session
from pnm.vault import Vault

TODAY = date(2026, 3, 2)


def imported(name, **functions):
    module = ModuleType(name)
    for hook, function in functions.items():
        function.__name__ = hook
        setattr(module, hook, hookimpl(function))
    return name, module


def diary():
    return [Report("diary", "Diary", "diary", "Diary/{day}.md")]


def boom():
    raise ValueError("out of ink")


@pytest.fixture
def opened(tmp_path):
    root = tmp_path / "vault"
    root.mkdir()
    (root / "Ada.md").write_text("---\ntype: person\n---\n")
    sessions = []

    def open_with(*plugins):
        sessions.append(
            open_session(Setting(Vault(root), TODAY, tmp_path / "cache", modules=plugins))
        )
        return sessions[-1]

    yield open_with
    for session in sessions:
        session.close()


def test_the_fault_of_a_plugin_is_told_also_after_a_note_was_written(opened):
    session = opened(imported("diary", pnm_reports=diary, pnm_tags=boom))

    reporting = session.reporting
    reporting.write_note(reporting.plan_note(reporting.report("diary")))

    assert ["out of ink" in problem.message for problem in session.plugin_problems] == [True]


def test_a_plugin_without_reports_is_asked_everything_too(opened):
    session = opened(imported("tagger", pnm_tags=lambda: [], pnm_reminders=boom))

    session.ask_everything()

    assert "out of ink" in session.host.plugins["tagger"].fault


def test_each_plugin_is_asked_once_for_what_it_finds(opened):
    asked = []

    def look():
        asked.append(TODAY)
        return [Diagnostic(Source("Ada.md"), "XYZ001", "no city", "write city:", Severity.INFO)]

    session = opened(imported("diary", pnm_reports=diary, pnm_checks=look))
    session.reporting.render(session.reporting.report("diary"), "markdown")

    assert "XYZ001" in {problem.code for problem in session.checks}
    assert asked == [TODAY]


def test_a_written_note_is_known_to_the_next_question(opened):
    session = opened(imported("diary", pnm_reports=diary))
    before = len(session.network.notes)

    reporting = session.reporting
    reporting.write_note(reporting.plan_note(reporting.report("diary")))

    assert len(session.network.notes) == before + 1


@pytest.mark.parametrize(
    ("plugins", "mend"),
    [
        ([imported("diary", pnm_reports=diary)], "did you mean diary? known are: diary"),
        ([], "reports come from plugins; see `pnm plugins`"),
    ],
    ids=["a near miss", "no plugins"],
)
def test_a_report_that_nobody_makes_says_what_there_is(opened, plugins, mend):
    with pytest.raises(NotFoundError) as caught:
        opened(*plugins).reporting.report("dairy")

    assert caught.value.mend == mend


def test_a_wrong_configuration_that_was_put_up_with_once_stops_the_next_command(tmp_path):
    (tmp_path / ".pnm").mkdir()
    (tmp_path / ".pnm" / "config.toml").write_text("= wrong")
    for strict in (False, True):
        setting = Setting(Vault(tmp_path), date(2026, 3, 2), tmp_path / "cache", strict=strict)
        session = open_session(setting)
        if strict:
            with pytest.raises(ConfigError):
                session.update()
        else:
            session.update()
            session.close()
