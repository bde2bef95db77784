"""A note's text, whatever its bytes."""

import os

from pnm.vault import read_note
from pnm.vault.read import READ_BYTES


def read(tmp_path, data, name="n.md"):
    (tmp_path / name).write_bytes(data)
    return read_note(str(tmp_path), name)


def test_text_comes_with_its_own_line_ends(tmp_path):
    assert read(tmp_path, b"a\r\nb\n").text == "a\r\nb\n"


def test_a_missing_file_has_no_fingerprint(tmp_path):
    content = read_note(str(tmp_path), "gone.md")

    assert (content.text, content.fingerprint, content.problems) == (None, None, ())


def test_a_binary_file_gives_no_text_and_one_diagnostic(tmp_path):
    content = read(tmp_path, b"\x00\x01\x02" * 100)

    assert content.text is None
    assert [problem.source.path for problem in content.problems] == ["n.md"]


def test_bytes_of_another_age_are_read_and_said(tmp_path):
    content = read(tmp_path, "name: Zoë".encode("cp1252"))

    assert content.text == "name: Zoë"
    assert len(content.problems) == 1


def test_a_huge_file_is_read_by_its_beginning(tmp_path):
    file = tmp_path / "huge.md"
    with file.open("wb") as out:
        out.write(b"---\nname: Huge\n---\n")
        out.truncate(100_000_000)
    line = b"x" * 99 + b"\n"
    file2 = tmp_path / "long.md"
    file2.write_bytes(line * (READ_BYTES // 100 + 1000))

    assert read_note(str(tmp_path), "huge.md").problems[0].code == "PNM026"
    content = read_note(str(tmp_path), "long.md")
    assert content.problems[0].code == "PNM026"
    assert READ_BYTES - 100 <= len(content.text) <= READ_BYTES
    assert content.text.endswith("\n")


def test_a_folder_in_the_place_of_a_note_is_said(tmp_path):
    (tmp_path / "d.md").mkdir()

    assert read_note(str(tmp_path), "d.md").problems[0].code == "PNM021"


def test_a_link_put_in_the_place_of_a_note_is_not_followed(tmp_path):
    (tmp_path / "real.md").write_text("secret")
    os.symlink(tmp_path / "real.md", tmp_path / "l.md")

    assert read_note(str(tmp_path), "l.md").text is None
