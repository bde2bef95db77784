"""The small picture: it can be read without colour, and by a screen reader."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from pnm.reports.chart import svg
from pnm.reports.context import ChartView

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*series, labels=("Jan", "Feb", "Mar"), title="In touch"):
    text = svg(ChartView(title, labels, series), "numbers").replace(
        "<svg ", f'<svg xmlns="{SVG[1:-1]}" '
    )
    return ElementTree.fromstring(text)


def bars(tree):
    """The groups of the bars, from left to right and from below, with their heights."""
    found = [r for r in tree.findall(f"{SVG}rect") if float(r.get("width")) > 12]
    return [(r.get("fill")[-2], round(float(r.get("height")))) for r in found]


def test_bars_are_stacked_in_proportion():
    (first, second, alone) = bars(drawn(("a", (2, 0, 0)), ("b", (2, 0, 4))))

    assert [first[0], second[0], alone[0]] == ["0", "1", "1"]
    assert first[1] == second[1] == pytest.approx(alone[1] / 2, abs=1)


def test_it_is_told_in_words():
    tree = drawn(("family", (1, 2, 0)), ("friends", (0, 0, 4)))

    assert tree.find(f"{SVG}title").text == "In touch"
    assert tree.find(f"{SVG}desc").text == (
        "In all by group: family: 3, friends: 4. By time: Jan 1, Feb 2, Mar 4."
    )
    assert tree.get("aria-labelledby").split() == [
        tree.find(f"{SVG}title").get("id"),
        tree.find(f"{SVG}desc").get("id"),
    ]


def test_each_group_is_hatched_in_its_own_way():
    tree = drawn(*((f"group {n}", (n + 1, 1, 1)) for n in range(6)))
    patterns = [
        re.sub(r"\s+", " ", "".join(ElementTree.tostring(p, "unicode") for p in list(pattern)[1:]))
        for pattern in tree.iter(f"{SVG}pattern")
    ]

    assert len(set(patterns)) == 6


def test_small_groups_beyond_six_become_one():
    tree = drawn(*((f"group {n}", (n + 1, 1, 1)) for n in range(9)))
    legend = [t.text for t in tree.findall(f"{SVG}text") if t.get("class") == "legend"]

    assert legend == ["group 4", "group 5", "group 6", "group 7", "group 8", "others"]


def test_the_legend_breaks_into_rows():
    tree = drawn(*((f"a circle with a long name {n}", (1, 1, 1)) for n in range(6)))
    rows = {t.get("y") for t in tree.findall(f"{SVG}text") if t.get("class") == "legend"}

    assert len(rows) == 2


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [
        (1, ["0", "1"]),
        (4, ["0", "1", "2", "3", "4"]),
        (22, ["0", "10", "20"]),
        (1200, ["0", "500", "1,000"]),
    ],
)
def test_the_scale_has_round_numbers(highest, ticks):
    tree = drawn(("a", (highest, 0, 0)))

    assert [t.text for t in tree.findall(f"{SVG}text") if t.get("class") == "tick"] == ticks


@pytest.mark.parametrize(
    "series",
    [(), (("a", ()),), (("a", (0, 0, 0)),), (("a", (1, 2)), ("b", (1, 2, 3, 4)))],
    ids=["no groups", "no numbers", "zeros", "too few and too many"],
)
def test_any_numbers_can_be_drawn(series):
    assert drawn(*series).tag == f"{SVG}svg"


def test_no_labels_can_be_drawn():
    assert bars(drawn(("a", (1,)), labels=())) == []


def test_names_are_escaped():
    tree = drawn(("<b>&", (1, 1, 1)), title="</svg><script>")

    assert tree.find(f"{SVG}title").text == "</svg><script>"
