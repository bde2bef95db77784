"""A plugin may keep one day for each vault."""

from datetime import date

import pytest

from pnm.found.noted import FILE, note_day, noted_day

DAY = date(2026, 11, 16)


def test_a_day_is_kept_for_each_vault_and_each_plugin(tmp_path):
    note_day(tmp_path, "notes-1", "one", DAY)
    note_day(tmp_path, "notes-1", "two", date(2026, 11, 1))
    note_day(tmp_path, "notes-2", "one", date(2026, 11, 2))
    note_day(tmp_path, "notes-2", "one", date(2026, 11, 3))

    assert noted_day(tmp_path, "notes-1", "one") == DAY
    assert noted_day(tmp_path, "notes-1", "two") == date(2026, 11, 1)
    assert noted_day(tmp_path, "notes-2", "one") == date(2026, 11, 3)
    assert noted_day(tmp_path, "notes-2", "two") is None


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"notes": 3}', '{"notes": {"one": 3}}', '{"notes": {"one": "soon"}}', "\xff"],
)
def test_what_cannot_be_read_counts_as_no_day_and_is_written_anew(tmp_path, text):
    (tmp_path / FILE).write_text(text, "latin-1")

    assert noted_day(tmp_path, "notes", "one") is None
    assert note_day(tmp_path, "notes", "one", DAY)
    assert noted_day(tmp_path, "notes", "one") == DAY


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("")

    assert not note_day(tmp_path / "file", "notes", "one", DAY)
