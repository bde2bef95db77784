"""What a note's folders say of it."""

import pytest

from pnm.contacts.places import Folder, folder_of, stem_of
from pnm.contacts.profile import Profile


@pytest.mark.parametrize(
    ("path", "stem"),
    [
        pytest.param("Ada.md", "Ada", id="in the vault itself"),
        pytest.param("People/Ada L. King.md", "Ada L. King", id="dots in the name"),
        pytest.param("a.b/Ada", "Ada", id="no suffix, dot in the folder"),
        pytest.param("a/.md", ".md", id="nothing but a suffix"),
    ],
)
def test_a_name_goes_without_its_suffix(path, stem):
    assert stem_of(path) == stem


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        pytest.param("Ada.md", Folder(), id="in the vault itself"),
        pytest.param("01 - People/Ada.md", Folder("people", False, "01 - People"), id="numbered"),
        pytest.param("People/B/Ada.md", Folder("b", False, "People"), id="below people"),
        pytest.param("x/Work/Team/Ada.md", Folder("team", False, ""), id="elsewhere"),
        pytest.param("Work/Team/Ada.md", Folder("team", False, "Work/Team"), id="by its path"),
        pytest.param(
            "Templates/People/A.md", Folder("people", True, "Templates/People"), id="both"
        ),
    ],
)
def test_a_folder_says_what_lies_in_it(path, folder):
    profile = Profile(person_folders=frozenset({"people", "work/team"}))

    assert folder_of(path, profile) == folder
