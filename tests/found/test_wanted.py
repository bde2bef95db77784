"""Which plugins are asked: `-p`, then `PNM_PLUGINS`, then the vault's lists, then the user's."""

import pytest

from pnm.errors import ConfigError
from pnm.found import Plugin
from pnm.found.wanted import LeftOut, Wanted, chosen, unknown_names, users_left_out

NONE = LeftOut()


def off(name):
    return LeftOut(frozenset({name}), "the file")


@pytest.mark.parametrize(
    ("wanted", "vault", "why"),
    [
        (Wanted(), NONE, ""),
        (Wanted(), off("dates"), "switched off in the file"),
        (Wanted(user=off("dates")), NONE, "switched off in the file"),
        (Wanted(environ="tags"), NONE, "not named by PNM_PLUGINS"),
        (Wanted(environ="tags, dates"), off("dates"), ""),
        (Wanted(environ=""), NONE, "not named by PNM_PLUGINS"),
        (Wanted(environ="no:tags"), NONE, ""),
        (Wanted(environ="no:dates"), NONE, "left out by PNM_PLUGINS"),
        (Wanted(("no:dates",)), NONE, "left out by -p"),
        (Wanted(("dates",), environ=""), off("dates"), ""),
        (Wanted(("no:dates", "dates")), NONE, ""),
    ],
)
def test_the_nearest_word_counts(wanted, vault, why):
    assert wanted.why_not("dates", vault) == why


def test_of_two_with_one_name_the_first_stays_and_the_other_says_so():
    first, second = (
        Plugin("dates", "pnm_dates", package="pnm"),
        Plugin("dates", "/x/dates.py", "user"),
    )

    rows = chosen([first, second], Wanted(), NONE)

    assert [row.off for row in rows] == [
        "",
        "pnm (pnm_dates) is called dates, too, and comes first",
    ]


def test_what_is_not_trusted_is_never_wanted_into_being_asked():
    plugin = Plugin("lunch", "/v/lunch.py", "vault", off="not trusted yet")

    (row,) = chosen([plugin], Wanted(("lunch",), environ="lunch"), NONE)

    assert row.off == "not trusted yet"


def test_an_unknown_name_gets_a_suggestion():
    plugins = [Plugin("dates", "pnm_dates")]

    assert unknown_names(["no:dates"], plugins) == ""
    assert "did you mean dates?" in unknown_names(["no:date"], plugins)


def test_the_users_lists_are_read(tmp_path):
    (tmp_path / "config.toml").write_text('[plugins]\ndisabled = ["a"]\n')

    left_out = users_left_out(tmp_path)

    assert left_out.names == {"a"}
    assert left_out.place == str(tmp_path / "config.toml")


@pytest.mark.parametrize("folder", [None, "nowhere"])
def test_without_a_file_the_lists_are_empty(tmp_path, folder):
    assert users_left_out(tmp_path / folder if folder else None) == LeftOut()


@pytest.mark.parametrize(
    "text",
    [
        "[plugins",
        "[vault]\n",
        "plugins = 3",
        "[plugins]\ndisabled = 5",
        "[plugins]\nenabled = []",
        "[plugins.dates]\n",
        "\xff",
    ],
)
def test_a_wrong_file_is_said_with_its_path(tmp_path, text):
    (tmp_path / "config.toml").write_bytes(text.encode("latin-1"))

    with pytest.raises(ConfigError) as caught:
        users_left_out(tmp_path)

    assert str(caught.value).startswith(str(tmp_path / "config.toml"))
