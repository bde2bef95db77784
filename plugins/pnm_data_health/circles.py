"""Circles that notes name and the configuration does not.

In: a view. Out: the section `circles`, or None where the configuration has no circles at all.
Not known here: what a circle leads to.
"""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import get_close_matches
from typing import Final

from pnm.api import Contact, Section, counted, fold
from pnm_data_health.finding import Finding, section_of
from pnm_data_health.view import View

NEAR: Final = 0.8

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")


def section(view: View) -> Section | None:
    """Return slips first, then the circles without an interval, in one line."""
    known = {_same(circle.name): circle.name for circle in view.network.circles.values()}
    if not known:
        return None
    named: defaultdict[str, list[Contact]] = defaultdict(list)
    spelt: dict[str, str] = {}
    for one in view.people:
        for name in one.circles:
            key = _same(name)
            if key not in known:
                spelt.setdefault(key, name)
                named[key].append(one)
    slips, free = [], []
    for key in sorted(named):
        near = get_close_matches(key, known, 1, NEAR)
        if near:
            slips.append(_slip(spelt[key], known[near[0]], named[key]))
        else:
            free.append(key)
    found = [*slips, *([_free(spelt, free, named)] if free else ())]
    tally = ("circle misspelt", "circles misspelt") if slips else ("", "")
    return section_of(view, "circles", "Circles", 65, found, tally=tally)


def _same(name: str) -> str:
    """Return a circle's name for comparison: `Friends` and `friend` are one."""
    return fold(name.lstrip("#")).removesuffix("s")


def _key(name: str) -> str:
    """Return a name as TOML writes it in a table's heading."""
    return name if _BARE.fullmatch(name) else '"' + name.replace("\\", "").replace('"', "") + '"'


def _slip(name: str, meant: str, people: list[Contact]) -> Finding:
    return Finding(
        "circle",
        f"circle {name!r}, of {counted(len(people), 'note')}, is not in .pnm/config.toml",
        tuple(one.source("circles") for one in people),
        f"did you mean {meant}? then write circle: {meant}; else add [circles.{_key(name)}]",
        people[0].id if len(people) == 1 else None,
        sure="a guess by spelling",
    )


def _free(spelt: dict[str, str], keys: list[str], named: dict[str, list[Contact]]) -> Finding:
    said = ", ".join(f"{spelt[key]} ({len(named[key])})" for key in keys)
    first = spelt[keys[0]]
    return Finding(
        "circles",
        f"without an interval: {said}",
        tuple(named[key][0].source("circles") for key in keys),
        f'fine if you want none; else write [circles.{_key(first)}] and every = "8 weeks" into '
        ".pnm/config.toml",
        box=False,
        values=(("circles", tuple(spelt[key] for key in keys)),),
    )
