"""Reports as one page of HTML: valid, harmless, readable, complete in itself."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import html5lib
import pytest

from pnm.model import Section

XHTML = "{http://www.w3.org/1999/xhtml}"
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "form-action 'none'; base-uri 'none'"
)
OWN = ("data:,", "file:///home/me/Notes/")
"""The empty icon, and the notes of the vault itself."""


def parsed(page):
    """The page as a tree; an error of its HTML fails the test."""
    return html5lib.HTMLParser(strict=True).parse(page)


def elements(tree, name):
    return list(tree.iter(XHTML + name))


def words(element):
    return " ".join("".join(element.itertext()).split())


@pytest.fixture
def tree(desk):
    return parsed(desk.render("html", base="file:///home/me/Notes"))


def test_the_page_has_one_title_and_a_heading_for_each_section(tree):
    assert [words(h1) for h1 in elements(tree, "h1")] == ["Weekly review"]
    assert [words(h2) for h2 in elements(tree, "h2")][:3] == ["This week", "Promises", "Reach out"]
    assert len(elements(tree, "section")) == 8


def test_the_page_loads_nothing(tree):
    loading = {
        "script",
        "iframe",
        "object",
        "embed",
        "img",
        "video",
        "audio",
        "source",
        "base",
        "form",
    }
    addresses = [
        e.get("src") or e.get("href") for e in tree.iter() if e.get("src") or e.get("href")
    ]
    styles = "".join(words(style) for style in elements(tree, "style"))

    assert not [e.tag for e in tree.iter() if str(e.tag).removeprefix(XHTML) in loading]
    assert not [a for a in addresses if re.match(r"[a-z]+:|//", a) and not a.startswith(OWN)]
    assert not re.search(r"@import|url\(", styles)


def test_the_page_forbids_itself_to_load_anything(tree):
    metas = {meta.get("http-equiv"): meta.get("content") for meta in elements(tree, "meta")}

    assert metas["Content-Security-Policy"] == POLICY


def test_people_link_their_notes(tree):
    (first, *_) = elements(tree, "a")

    assert first.get("href") == "file:///home/me/Notes/People/%C5%81ukasz%20W%C3%B3jtowicz.md"


def test_a_link_stays_one_whatever_the_note_is_called(desk):
    section = desk.with_line("quiet", "People/C# & friends")
    (link,) = elements(parsed(desk.render("html", section, base="file:///n/")), "a")

    assert link.get("href") == "file:///n/People/C%23%20%26%20friends.md"


def test_without_an_address_a_page_names_people_without_links(desk):
    tree = parsed(desk.render("html"))

    assert elements(tree, "a") == []
    assert words(elements(tree, "strong")[0]) == "Łukasz Wójtowicz"


def test_what_is_to_be_done_has_a_box_that_can_be_ticked(tree):
    boxes = elements(tree, "input")

    assert {box.get("type") for box in boxes} == {"checkbox"}
    assert not [box for box in boxes if box.get("disabled") is not None]
    assert len(boxes) == 9


def test_each_line_gives_its_reason_and_its_sources(tree):
    why = next(w for w in elements(tree, "details") if "every 3 weeks" in words(w))

    assert [words(code) for code in elements(why, "code")] == [
        "People/Ana Silva.md:24",
        ".pnm/config.toml:12",
    ]


def test_folded_sections_are_closed(tree):
    folds = [d for d in elements(tree, "details") if d.get("class") == "fold"]

    assert [words(next(d.iter(XHTML + "h2"))) for d in folds] == ["Housekeeping", "Numbers"]
    assert not [d for d in folds if d.get("open") is not None]


def test_the_picture_is_in_the_page(tree):
    (svg,) = tree.iter("{http://www.w3.org/2000/svg}svg")

    assert svg.get("role") == "img"


def test_free_space_has_room_to_write(desk):
    page = desk.render("html", (Section("free", "Free", 1, free=True),))

    assert 'class="room"' in page


def test_a_section_of_this_format_may_have_its_own_template(desk):
    desk.write("trip.html.j2", "<section><h2>{{ section.values.city }}</h2></section>")
    section = Section("trip", "A trip", 1, template="trip", values={"city": "A & B"})

    assert "<h2>A &amp; B</h2>" in desk.render("html", (section,))


def colours(style):
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6});", style))


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a, b):
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", [0, 1, 2], ids=["light", "dark", "print"])
@pytest.mark.parametrize("colour", ["ink", "soft", "accent"])
def test_text_can_be_read_on_the_paper(desk, mode, colour):
    chosen = colours(re.findall(r":root \{(.+?)\}", desk.render("html"), re.DOTALL)[mode])

    assert contrast(chosen[colour], chosen["paper"]) >= 4.5


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_each_group_of_the_picture_stands_out_from_the_paper(desk, mode):
    chosen = colours(re.findall(r":root \{(.+?)\}", desk.render("html"), re.DOTALL)[mode])

    assert min(contrast(chosen[f"s{n}"], chosen["paper"]) for n in range(6)) >= 3


def test_the_style_has_no_tree_errors_as_xml(desk):
    (svg,) = re.findall(r"<svg.+?</svg>", desk.render("html"), re.DOTALL)

    assert ElementTree.fromstring(svg).tag == "svg"


@pytest.mark.parametrize(
    "template",
    [
        "<script>alert(1)</script>",
        "<!DOCTYPE html>\n<html><head><script>alert(1)</script></head></html>",
        '<!-- <meta http-equiv="Content-Security-Policy"> --><body onload=alert(1)>',
        '<!doctype html><html lang="en"><head><base href="http://evil.example/">',
        "<noscript><!DOCTYPE html>",
    ],
)
@pytest.mark.parametrize("where", ["vault", "user"])
def test_a_page_of_a_template_that_somebody_wrote_runs_nothing(desk, template, where):
    desk.write("report.html.j2", template, folder=getattr(desk.folders, where))
    desk.write("weekly-review.html.j2", template, folder=getattr(desk.folders, where))
    page = html5lib.parse(desk.render("html"), namespaceHTMLElements=False)
    first = page.find("head")[0]

    assert first.tag == "meta"
    assert first.get("content").startswith("default-src 'none'; ")


def test_a_page_that_says_so_itself_stays_as_it_is(desk):
    before = desk.render("html")
    desk.write("style.css.j2", '{% include "builtin/style.css.j2" %}', folder=desk.folders.vault)

    assert desk.render("html").count("Content-Security-Policy") == 1
    assert desk.render("html").replace("\n", "") == before.replace("\n", "")
