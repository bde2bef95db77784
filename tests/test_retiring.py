"""What goes away still works, and is told: to the author where it is used, to the user in pnm."""

import sys
import types
import warnings

import pytest

from pnm import api, hookspecs
from pnm.host import Host
from pnm.retiring import Retiring, RetiringWarning, going, noticed, retiring_names

TABLE = {"old": Retiring(3, "new", "0.5")}


@pytest.fixture
def shop(monkeypatch):
    """A module with a name that goes away."""
    module = types.ModuleType("shop")
    module.__getattr__ = retiring_names("shop", TABLE)
    monkeypatch.setitem(sys.modules, "shop", module)
    return module


def test_a_name_that_goes_away_still_is_what_it_was_and_says_what_to_write(shop):
    with pytest.warns(RetiringWarning, match=r"shop\.old goes away in pnm 0\.5; write new instead"):
        assert shop.old == 3


def test_an_import_of_it_is_told_at_its_own_line(shop):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        exec(compile("\n\nfrom shop import old", "lunch.py", "exec"), {})

    assert [(row.filename, row.lineno) for row in caught] == [("lunch.py", 3)]


def test_a_name_that_never_was_is_none(shop):
    with pytest.raises(AttributeError, match="module 'shop' has no attribute 'older'"):
        _ = shop.older
    with pytest.raises(ImportError):
        exec("from shop import older", {})


def test_nothing_of_the_public_surface_goes_away_today():
    assert dict(api.RETIRING) == {}
    with pytest.raises(AttributeError, match=r"module 'pnm\.api' has no attribute 'Remider'"):
        _ = api.Remider


def test_what_goes_away_is_collected_and_other_warnings_are_not(shop):
    with warnings.catch_warnings(record=True) as others:
        warnings.simplefilter("always")
        with noticed() as found:
            exec(compile("from shop import old", "/a/lunch.py", "exec"), {})
            warnings.warn("something else", UserWarning, stacklevel=1)

    assert found == ["shop.old goes away in pnm 0.5; write new instead (lunch.py:1)"]
    assert [str(row.message) for row in others] == ["something else"]


# -- hooks -----------------------------------------------------------------------------------------

PLUGIN = """
from pnm.api import hookimpl


@hookimpl
def pnm_tags(network, today):
    return []
"""


def lunch():
    module = types.ModuleType("pnm_lunch")
    exec(compile(PLUGIN, "pnm_lunch.py", "exec"), vars(module))
    return module


@pytest.fixture
def _tags_go_away(monkeypatch):
    """One hook goes away, and so does a parameter of another use of it."""
    old = dict(hookspecs.pnm_tags.pnm_spec)
    new = {
        **old,
        "warn_on_impl": going("hook pnm_tags", "pnm_labels", "0.5"),
        "warn_on_impl_args": {"today": going("today of pnm_tags", "network.today", "0.5")},
    }
    monkeypatch.setattr(hookspecs.pnm_tags, "pnm_spec", new)


@pytest.mark.usefixtures("_tags_go_away")
def test_a_hook_and_a_parameter_that_go_away_still_work_and_are_told():
    host = Host()
    host.add("lunch", lunch())

    assert host.plugins["lunch"].hooks == ("pnm_tags",)
    assert (host.problems, host.plugins["lunch"].fault) == ([], "")
    assert [(row.code, row.severity) for row in host.notices] == [("PNM905", "info")] * 2
    assert {row.message.partition(" (")[0] for row in host.notices} == {
        "hook pnm_tags goes away in pnm 0.5; write pnm_labels instead",
        "today of pnm_tags goes away in pnm 0.5; write network.today instead",
    }
    assert all("(pnm_lunch.py:" in row.message for row in host.notices)


def test_a_plugin_that_uses_nothing_old_is_told_nothing_of():
    host = Host()
    host.add("lunch", lunch())

    assert host.notices == []
