"""In which state code is, whatever else lies beside it."""

from pnm.code import files_below


def test_a_link_that_leads_nowhere_is_no_code(tmp_path):
    (tmp_path / "good.py").write_text("x = 1")
    (tmp_path / ".#good.py").symlink_to("somebody@host.4711:1")

    assert [file.path for file in files_below(str(tmp_path))] == ["good.py"]
