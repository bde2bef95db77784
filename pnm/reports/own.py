"""Reports that a template makes, without a plugin: its head says what stands in them.

In: folders of templates, a name. Out: `OwnReport`; the text of a new template.
Not known here: what plugins say, and who matches a query.

A template with a name of its own that begins with a comment of this kind is a report:

    {#
    title: Quiet friends
    about: Friends I have not heard of for two months.
    people: circle:friends quiet:>60d
    #}
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

from pnm.diagnostics import Source
from pnm.errors import NotFoundError, ReportError, VaultError
from pnm.model import Report
from pnm.reports.folders import (
    GENERIC,
    ORIGINAL,
    SUFFIXES,
    TemplateFolders,
    edited_names,
    find_template,
    original_names,
)
from pnm.wording import known_are

KEYS: Final = {
    "title": "the heading; without it a template is no report",
    "about": "one sentence for the list of reports",
    "people": "a query: each contact that matches stands in the section `people`",
    "like": "a report of a plugin: all its sections stand in this one too",
    "path": "where --write puts it: {folder}/{week} Friends.md",
}
"""What a head may say."""

_HEAD: Final = re.compile(r"\A\ufeff?\s*\{#[-+]?(.*?)[-+]?#\}", re.DOTALL)
_KEY: Final = re.compile(r"[A-Za-z_]{1,30}")
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")


@dataclass(frozen=True, slots=True)
class OwnReport:
    """A report that a template makes.

    Attributes:
        name: As typed after `pnm report`: the template's without its suffix.
        title: As printed.
        about: One sentence for the list of reports.
        people: A query; empty for no people.
        like: The report whose sections stand in it; empty for none.
        path: Where `--write` puts it; empty for nowhere.
        place: The template, and in it the line of the title.
        lines: The line of each key.
        odd: Keys that mean nothing, each with its line.
    """

    name: str
    title: str
    about: str
    people: str
    like: str
    path: str
    place: Source
    lines: tuple[tuple[str, int], ...]
    odd: tuple[tuple[str, int], ...]

    def at(self, key: str) -> Source:
        """Return where a key stands."""
        return Source(self.place.path, dict(self.lines).get(key, self.place.line))

    def report(self, like: Report | None) -> Report:
        """Return the report.

        Args:
            like: The report whose sections stand in it: it wants to be told the same.
        """
        parameters = like.parameters if like else ()
        return Report(self.name, self.title, self.name, self.path, self.about, parameters)

    def check(self) -> None:
        """Refuse a head that says something that means nothing.

        Raises:
            ReportError: It does; the line is named.
        """
        if self.odd:
            key, line = self.odd[0]
            raise ReportError(
                f"the head of a report has no {key!r}",
                mend=known_are(key, KEYS),
                source=Source(self.place.path, line),
            )


def own_reports(folders: TemplateFolders) -> Iterator[OwnReport]:
    """Yield the reports that templates make, by name.

    Args:
        folders: Where to look: in those that people write in. A template that stands for one of a
            plugin or of pnm is no report of its own.
    """
    for name in sorted(_own_names(folders)):
        for suffix in SUFFIXES.values():
            try:
                found = find_template(name + suffix, folders)
            except ReportError:  # it is said when somebody renders it
                continue
            own = _own(name, found.text, found.shown) if found else None
            if own is not None:
                yield own
                break


def _own_names(folders: TemplateFolders) -> set[str]:
    written = edited_names(folders) - original_names(folders)
    ends = tuple(SUFFIXES.values())
    names = {name.removesuffix(end) for name in written for end in ends if name.endswith(end)}
    return {name for name in names if _NAME.fullmatch(name)}


def headless(name: str, folders: TemplateFolders) -> str:
    """Return where a template lies that only lacks a head to be a report; empty for none."""
    for suffix in SUFFIXES.values():
        found = find_template(name + suffix, folders)
        if found is not None:
            return found.shown
    return ""


def _own(name: str, text: str, shown: str) -> OwnReport | None:
    """Read the head of a template; None where it has none."""
    head = _HEAD.match(text)
    if head is None:
        return None
    first = text.count("\n", 0, head.start(1)) + 1
    said: dict[str, tuple[str, int]] = {}
    odd: list[tuple[str, int]] = []
    for number, row in enumerate(head[1].split("\n"), first):
        key, colon, rest = row.partition(":")
        if not colon or not _KEY.fullmatch(key.strip()):
            continue
        if key.strip().lower() in KEYS:
            said[key.strip().lower()] = (" ".join(rest.split()), number)
        else:
            odd.append((key.strip(), number))
    if not said.get("title", ("", 0))[0]:
        return None

    def value(key: str) -> str:
        return said.get(key, ("", 0))[0]

    return OwnReport(
        name=name,
        title=value("title"),
        about=value("about"),
        people=value("people"),
        like=value("like"),
        path=value("path"),
        place=Source(shown, said["title"][1]),
        lines=tuple((key, line) for key, (_, line) in said.items()),
        odd=tuple(odd),
    )


# -- a new one -----------------------------------------------------------------------------------

_NEW: Final = """\
{{#
title: {title}
about: Whom I have not heard of for two months.
people: quiet:>60d
#}}
{{# Above stands what this report is; `pnm report vars {name}` lists what may stand below. -#}}
{{% extends "report.md.j2" %}}

{{% block title %}}
# {{{{ report.title }}}}, {{{{ today | day }}}}
{{% endblock %}}

{{% block sections %}}
{{% for section in sections %}}

## {{{{ section.title }}}}

{{% for line in section.lines %}}
- [ ] {{{{ line.person | link }}}} — {{{{ line.said | join(" · ") }}}}{{{{ line | mark }}}}
{{% endfor %}}
{{% endfor %}}
{{% endblock %}}
"""

_COPY: Final = """\
{{#
title: {title}
about: {about}
like: {like}
#}}
"""


def new_template(name: str, reports: Collection[Report], folders: TemplateFolders) -> str:
    """Return the text of a template that is a report of its own.

    Args:
        name: The report's.
        reports: Those that there are.
        folders: Where templates lie.

    Raises:
        VaultError: The name is no name for a report, or is taken.
    """
    _check(name, reports, folders)
    return _NEW.format(name=name, title=_title(name))


def copied_template(
    name: str, like: Report, reports: Collection[Report], folders: TemplateFolders
) -> str:
    """Return the text of a template that starts as another report's.

    Args:
        name: The new report's.
        like: The other one.
        reports: Those that there are.
        folders: Where templates lie; what people wrote is passed over.

    Raises:
        VaultError: The name is no name for a report, or is taken.
        NotFoundError: The other report has no template.
    """
    _check(name, reports, folders)
    suffix = SUFFIXES["markdown"]
    for stem in (like.template, GENERIC):
        found = find_template(ORIGINAL + stem + suffix, folders)
        if found is not None:
            about = like.about.replace("#}", "")
            return _COPY.format(title=_title(name), about=about, like=like.name) + found.text
    raise NotFoundError(f"{like.name} has no template", mend=f"pnm report new {name}")


def _title(name: str) -> str:
    return name.replace("-", " ").replace("_", " ").capitalize()


def _check(name: str, reports: Collection[Report], folders: TemplateFolders) -> None:
    if not _NAME.fullmatch(name):
        raise VaultError(
            f"{name!r} cannot be the name of a report",
            mend="use small letters, digits, - and _: quiet-friends",
        )
    if any(report.name == name for report in reports):
        raise VaultError(
            f"there is a report called {name!r} already",
            mend=f"take another name; to change how that one looks: pnm report eject {name}",
        )
    taken = headless(name, folders)
    if taken:
        raise VaultError(
            f"there is a template called {name!r} already: {taken}", mend="take another name"
        )
