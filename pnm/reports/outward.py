"""What in a document would reach out by itself: pages that lead away, pictures from elsewhere.

In: a rendered document, the folders of templates. Out: nothing, or `ReportError` with the place.
Not known here: how a document is rendered. Values are escaped, so what is found is of a template.

A browser holds to the policy in a page's head, but a policy stops no page from leading away, and no
look-up of a host's name. A note has no policy at all: what it names is loaded by what shows it.
It is looked for in whatever context it stands: rather is too much refused than something missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pnm.diagnostics import Source
from pnm.errors import ReportError
from pnm.reports.folders import SUFFIXES, Format, TemplateFolders, edited_names, find_template
from pnm.reports.guarded import SAID_OF_PAGES

_ATTRIBUTE: Final = r"\s+([a-z-]+)=(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>=`]+)"
_LEADING: Final = re.compile(r"<(?:meta|link|iframe|frame|frameset|object|embed)(?=[\s/>])", re.I)
_META: Final = re.compile(rf"<meta(?:{_ATTRIBUTE})*\s*/?>", re.I)
_NAMED: Final = re.compile(r"http-equiv", re.I)
_HARMLESS: Final = re.compile(
    r"http-equiv=[\"']?(?:content-security-policy|content-type|x-ua-compatible)(?=[\s\"'/>])", re.I
)
_ICON: Final = re.compile(r"<link rel=\"icon\" href=\"data:[^\"<>]*\"\s*/?>", re.I)

_PARAGRAPH: Final = re.compile(r"\n[ \t>]*\n")
_EMBED: Final = re.compile(r"!\[\[[^\[\]\n]*\]\](?!\()")
_TARGET: Final = re.compile(r"\]\(\s*(<[^>\n]*|[^\s)]*)")
_DEFINED: Final = re.compile(r"\]:\s*(<[^>\n]*|\S*)")
_TAG: Final = re.compile(r"<([a-z][a-z0-9]*)((?:\"[^\"]*\"|'[^']*'|[^'\"<>])*>|[^<]*)", re.I)
_ELSEWHERE: Final = re.compile(r"//|[a-z][a-z0-9+.-]*:|[\\&]", re.I)
_ADDRESS: Final = re.compile(r"//|https?:|[\\&]", re.I)
_LOADING: Final = frozenset(
    "audio body embed feimage image img input picture source svg table td th tr track use "
    "video".split()
)
_NEVER: Final = frozenset("base form frame frameset iframe link meta object script style".split())

_ASKED: Final = {
    "html": "a page of pnm's leads nowhere and loads nothing by itself; take it out",
    "markdown": "what shows the note would load it, and tell others of it; put the picture into "
    "the vault, or take it out",
}


def stays_inside(text: str, fmt: Format, template: str, folders: TemplateFolders) -> str:
    """Stop at a document that would reach out of itself, where people wrote its templates.

    Args:
        text: The document.
        fmt: `html` or `markdown`.
        template: The name of the template that made it, for a fault whose line is not found.
        folders: Where templates come from.

    Returns:
        The document as it is.

    Raises:
        ReportError: It would; the fault names the template, and the line where it can be found.
    """
    found = next(_found(text, fmt), None)
    if found is None:
        return text
    raise ReportError(
        f"cannot render: the {'page' if fmt == 'html' else 'note'} would reach out by itself: "
        f"{_cut(found)}",
        mend=_ASKED[fmt],
        source=_place(found, fmt, template, folders),
    )


def _found(text: str, fmt: Format) -> Iterator[str]:
    return _in_page(text) if fmt == "html" else _in_note(text)


def _in_page(text: str) -> Iterator[str]:
    """Yield tags that no policy of a page stops; in whatever context they stand."""
    for start in _LEADING.finditer(text):
        if any(text.startswith(said, start.start()) for said in SAID_OF_PAGES):
            continue
        meta = _META.match(text, start.start())
        if meta and len(_NAMED.findall(meta[0])) == len(_HARMLESS.findall(meta[0])):
            continue
        if not _ICON.match(text, start.start()):
            yield text[start.start() : start.start() + 200].partition(">")[0]


def _in_note(text: str) -> Iterator[str]:
    """Yield pictures from elsewhere, and HTML that loads something."""
    has_image = False
    for paragraph in _PARAGRAPH.split(text):
        _, image, rest = _EMBED.sub("", paragraph).partition("![")
        has_image = has_image or bool(image)
        if image:
            yield from _elsewhere(_TARGET, rest)
    if has_image:
        yield from _elsewhere(_DEFINED, text)
    for tag in _TAG.finditer(text):
        name, rest = tag[1].lower(), tag[2]
        loads = name in _LOADING or "style" in rest.lower()
        if name in _NEVER or (loads and _ADDRESS.search(rest)):
            yield tag[0]


def _elsewhere(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """Yield addresses that are not those of files beside the note."""
    for target in pattern.finditer(text):
        address = target[1].lstrip("<")
        if _ELSEWHERE.search(address) and not address.startswith("data:"):
            yield address


def _place(found: str, fmt: Format, template: str, folders: TemplateFolders) -> Source:
    """Return the template and the line that wrote it, as far as can be told."""
    suffix = SUFFIXES[fmt]
    names = sorted(name for name in edited_names(folders) if name.endswith((suffix, ".css.j2")))
    known = [row for name in names if (row := find_template(name, folders)) is not None]
    line = next(iter(found.splitlines()), "")
    for wanted in (line, re.split(r"[\s?=]", line)[0]):
        for row in known:
            at = row.text.lower().find(wanted.lower()) if wanted else -1
            if at >= 0:
                return Source(row.shown, row.text.count("\n", 0, at) + 1)
    asked = find_template(template, folders)
    return Source(asked.shown if asked is not None else template)


def _cut(found: str) -> str:
    shown = " ".join(found.split())
    return repr(shown if len(shown) <= 60 else f"{shown[:59]}…")
