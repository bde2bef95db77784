"""What all commands share in printing."""

from pnm.cli.shared import drawn


def test_a_name_of_two_lines_is_one_row():
    assert drawn([("new\nline", "Fri 2 Jan"), ("Ana", "Sat 3 Jan")]) == (
        "new line  Fri 2 Jan\nAna       Sat 3 Jan\n"
    )
