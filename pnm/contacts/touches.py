"""The times of being in touch that a note tells of, and the links in it that do not count.

In: a `Note`, its kind, the profile. Out: `Touch` and `Refusal` rows, each with line and rule.
Not known here: whom a link means, and which day it is today. The rules are those of
`docs/being-in-touch.md`; `pnm why` prints their words.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pnm.contacts import kinds
from pnm.contacts.facts import Refusal, Touch
from pnm.contacts.keys import encounter_key
from pnm.contacts.kinds import Kind
from pnm.contacts.profile import Profile
from pnm.contacts.words import said
from pnm.dates import leading_day
from pnm.folding import fold
from pnm.notes import Block, Note, links_in, plain, scalars

LOG_LINE = "dated line in the contact's own note"
LINKED_LOG = "linked in a dated line"
PEOPLE_LIST = "in the people list of a dated note"
DATED_NOTE = "linked in a dated note"
TICKED = "ticked task"
EXPLICIT = "last_contact key"

NO_CONTACT = frozenset(
    {
        "life events",
        "milestones",
        "important dates",
        "key dates",
        "observations",
        "positions",
        "timeline",
    }
)
"""Headings under which a dated line is a fact about somebody, not a contact."""

NOT_TALKED = frozenset(
    {"related", "reach out", "to reach out", "birthdays", "to contact", "people to contact"}
)
"""Headings in dated notes under which a link is a list, not a contact."""

PARTICIPANTS = frozenset(
    {"participants", "attendees", "people", "present", "with", "who", "who was there"}
)
_PLACES = {
    "quote": "in a quote",
    "code": "in code",
    "comment": "in a comment",
    "embed": "an embed",
}
_TEXT = 300
"""Characters of a line's text that are kept."""


class Touches(NamedTuple):
    """What `read_touches` gives."""

    touches: tuple[Touch, ...]
    refusals: tuple[Refusal, ...]


class _Reader:
    """Walks the blocks of one note; one instance a note."""

    def __init__(self, note: Note, kind: Kind, profile: Profile, relations: frozenset[int]) -> None:
        self._note = note
        self._kind = kind
        self._profile = profile
        self._relations = relations
        self._own = kind.name == kinds.PERSON
        self._heading_days = [
            leading_day(h.text, order=profile.date_order)  # type: ignore[arg-type]
            for h in note.headings
        ]
        self._roots = self._group()
        self.touches: list[Touch] = []
        self.refusals: list[Refusal] = []

    # -- which block belongs to which --------------------------------------------------------

    def _group(self) -> list[int]:
        """Return for each block the index of the block whose line it continues, or its own."""
        roots: list[int] = []
        for index, block in enumerate(self._note.blocks):
            root = index
            if block.parent >= 0 and block.day is None and block.task is None:
                above = roots[block.parent]
                if self._gathers(self._note.blocks[above]):
                    root = above
            roots.append(root)
        return roots

    def _gathers(self, block: Block) -> bool:
        if block.kind == "heading":
            return False
        if block.day is not None or block.links:
            return True
        return bool(said(block.text, self._profile, anywhere=True).channel)

    def _heading_of(self, block: Block) -> str:
        return fold(self._note.headings[block.section].text) if block.section >= 0 else ""

    def _day_of(self, block: Block) -> tuple[str, bool]:
        """Return the day a block speaks of, and whether it or its heading says so."""
        if block.day is not None:
            return block.day.isoformat(), True
        if block.section >= 0 and (found := self._heading_days[block.section]):
            return found[0].isoformat(), True
        return (self._kind.day.isoformat(), False) if self._kind.day else ("", False)

    # -- walking -----------------------------------------------------------------------------

    def read(self) -> Touches:
        self._people_list()
        members: dict[int, list[Block]] = {}
        for index, block in enumerate(self._note.blocks):
            members.setdefault(self._roots[index], []).append(block)
        for blocks in members.values():
            self._group_of_blocks(blocks)
        for link in self._note.hidden:
            self.refusals.append(Refusal(link.target, link.line, _PLACES[link.place]))
        return Touches(tuple(self.touches), tuple(self.refusals))

    def _people_list(self) -> None:
        if self._kind.day is None or self._own:
            return
        names: list[str] = []
        line = 0
        for field in self._note.fields:
            if encounter_key(field.key) == "people":
                for scalar in scalars(field.value):
                    line = line or scalar.line
                    names += _names(scalar.text, scalar.line)
        for block in self._note.blocks:
            if self._heading_of(block) in PARTICIPANTS and self._kind.name == kinds.ENCOUNTER:
                names += [link.target for link in block.links if link.place == "text"]
                line = line or block.line
        if names:
            title = self._title()
            channel = self._channel()
            self.touches.append(
                Touch(
                    self._kind.day.isoformat(),
                    channel,
                    title,
                    line,
                    PEOPLE_LIST,
                    tuple(dict.fromkeys(names)),
                    listed=True,
                )
            )

    def _title(self) -> str:
        for field in self._note.fields:
            if encounter_key(field.key) == "title" and (found := scalars(field.value)):
                return plain(found[0].text)[:_TEXT]
        stem = self._note.path.rpartition("/")[2].rpartition(".")[0]
        found_day = leading_day(stem)
        return stem[found_day[1] :].strip(" -–—_") if found_day else stem

    def _channel(self) -> str:
        words = []
        for field in self._note.fields:
            if encounter_key(field.key) == "channel" or field.key.casefold() in {
                "type",
                "tags",
                "categories",
            }:
                words += [plain(scalar.text).lstrip("#") for scalar in scalars(field.value)]
        words.append(self._title())
        text = " ".join(word.removesuffix("s") for word in words)
        return said(text, self._profile, anywhere=True).channel

    def _group_of_blocks(self, blocks: list[Block]) -> None:
        live: list[Block] = []
        for block in blocks:
            for link in block.links:
                if link.place != "text":
                    self.refusals.append(Refusal(link.target, link.line, _PLACES[link.place]))
            if block.kind == "quote":
                continue
            live.append(block)
        if not live:
            return
        root = live[0]
        targets = [link.target for block in live for link in block.links if link.place == "text"]
        if root.task is not None and root.day is None:
            self._task(root, targets)
        elif root.kind != "heading":
            self._line(root, live, targets)
        elif targets:
            self._refuse(targets, root.line, "in a heading")

    def _refuse(self, targets: list[str], line: int, reason: str) -> None:
        self.refusals += [Refusal(target, line, reason) for target in targets]

    def _task(self, block: Block, targets: list[str]) -> None:
        task = block.task
        if task is None:
            return
        people = targets or ([""] if self._own else [])
        if not people:
            return
        if task.state in {"-"}:
            self._refuse(people, block.line, "a cancelled task")
        elif task.state not in {"x", "X"}:
            self._refuse(people, block.line, "an open task: it is a promise")
        else:
            day = task.done.isoformat() if task.done else self._day_of(block)[0]
            if day:
                self._add(day, task.text, block.line, TICKED, people)
            else:
                self._refuse(people, block.line, "ticked, but on no known day (add ✅ YYYY-MM-DD)")

    def _line(self, root: Block, live: list[Block], targets: list[str]) -> None:
        heading = self._heading_of(root)
        day, dated = self._day_of(root)
        if root.line in self._relations or (self._own and not dated):
            reason = (
                "listed as a relation" if root.line in self._relations else "in an undated note"
            )
            self._refuse(targets, root.line, reason)
            return
        if not day:
            self._refuse(targets, root.line, "in an undated note")
        elif heading in NO_CONTACT or (not dated and heading in NOT_TALKED):
            people = ["", *targets] if self._own else targets
            self._refuse(people, root.line, f"under the heading “{heading}”")
        elif (self._own and root.day is None and self._blank(live)) or (
            heading in PARTICIPANTS and self._kind.name == kinds.ENCOUNTER and not dated
        ):
            return
        else:
            self._dated(day, dated, root, live, targets)

    def _blank(self, live: list[Block]) -> bool:
        return not any(block.text.strip() for block in live)

    def _dated(
        self, day: str, dated: bool, root: Block, live: list[Block], targets: list[str]
    ) -> None:
        text = " / ".join(plain(b.rest if b is root else b.text) for b in live if b.text)
        if self._own:
            self._add(day, text, root.line, LOG_LINE, ["", *targets])
        elif targets:
            self._add(day, text, root.line, LINKED_LOG if dated else DATED_NOTE, targets)

    def _add(self, day: str, text: str, line: int, rule: str, people: list[str]) -> None:
        found = said(text[: _TEXT * 2], self._profile, anywhere=rule != LOG_LINE)
        self.touches.append(
            Touch(
                day,
                found.channel,
                found.text[:_TEXT],
                line,
                rule,
                tuple(dict.fromkeys(people)),
                found.favour,
            )
        )


def _names(text: str, line: int) -> Iterator[str]:
    """Yield the targets of a value in a list of people: links, else the names themselves."""
    links = links_in(text, line)
    if links:
        yield from (link.target for link in links)
        return
    for name in text.replace(";", ",").split(","):
        if name.strip():
            yield f"text:{name.strip()}"


def read_touches(
    note: Note, kind: Kind, profile: Profile, relations: frozenset[int] = frozenset()
) -> Touches:
    """Read what a note says of being in touch.

    Args:
        note: The note as read.
        kind: What kind of note it is, and its day.
        profile: The vault's profile.
        relations: Lines that list relations, which are no contacts.

    Returns:
        The touches, and for each link that does not count the reason.
    """
    if kind.name in {kinds.TEMPLATE, kinds.INDEX}:
        reason = "in a template" if kind.name == kinds.TEMPLATE else "in an index of notes"
        links = [link for block in note.blocks for link in block.links]
        return Touches((), tuple(Refusal(k.target, k.line, reason) for k in links))
    return _Reader(note, kind, profile, relations).read()
