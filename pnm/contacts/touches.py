"""The times of being in touch that a note tells of, and the links in it that do not count.

In: a `Note`, its kind, the profile. Out: `Touch` and `Refusal` rows, each with line and rule.
Not known here: whom a link means, and which day it is today. The rules are those of
`docs/being-in-touch.md`; `pnm why` prints their words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from pnm.contacts import kinds, rules
from pnm.contacts.encounters import has_participants, people_list
from pnm.contacts.facts import TEXT_LENGTH, Refusal, Touch
from pnm.contacts.headings import Under, heading_word, under
from pnm.contacts.kinds import Kind
from pnm.contacts.log import log_line
from pnm.contacts.profile import Profile
from pnm.contacts.rules import EXPLICIT
from pnm.contacts.words import said
from pnm.dates import leading_day
from pnm.notes import Block, Note, plain

__all__ = ["EXPLICIT", "Touches", "read_touches"]


_NOT_TALKED = rules.NOT_TALKED - rules.PARTICIPANTS
"""What a line may not be introduced by; `People:` says who was there."""


class Touches(NamedTuple):
    """What `read_touches` gives."""

    touches: tuple[Touch, ...]
    refusals: tuple[Refusal, ...]


class _Reader:
    """Walks the blocks of one note; one instance a note."""

    def __init__(
        self,
        note: Note,
        kind: Kind,
        headings: tuple[Under, ...],
        profile: Profile,
        relations: frozenset[int],
    ) -> None:
        self._note = note
        self._kind = kind
        self._headings = headings
        self._profile = profile
        self._relations = relations
        self._own = kind.name == kinds.PERSON
        self._log = self._log_sections()
        self.touches: list[Touch] = []
        self.refusals: list[Refusal] = []

    def read(self) -> Touches:
        if not self._own:
            self._people_list()
        roots, continued = self._continued()
        log = self._log
        for index, block in enumerate(self._note.blocks):
            if index in continued:
                self._group([block, *continued[index]])
            elif index not in roots and (block.section not in log or not self._is_log(block)):
                self._group([block])
        for link in self._note.hidden:
            self.refusals.append(Refusal(link.target, link.line, rules.PLACES[link.place]))
        return Touches(tuple(self.touches), tuple(self.refusals))

    # -- most lines of most notes ------------------------------------------------------------

    def _log_sections(self) -> frozenset[int]:
        """Return the sections of the contact's own note in which a line stands for itself.

        There is no heading over them that has a day, or says that nothing here is a contact.
        """
        if not self._own:
            return frozenset()
        free = rules.NO_CONTACT.isdisjoint
        found = (n for n, u in enumerate(self._headings) if u.day is None and free(u.words))
        return frozenset((-1, *found))

    def _is_log(self, block: Block) -> bool:
        """Take a line alone in such a section, or leave it to the closer look.

        Returns:
            Whether it is a simple line of the log, or a line that tells nothing.
        """
        _, line, _, _, _, parent, day, _, _, links, task = block
        if parent >= 0 or task is not None or line in self._relations:
            return False
        if day is None:
            return not links or self._is_aside(block)
        touch = log_line(block, day, self._profile)
        if touch is not None:
            self.touches.append(touch)
        return touch is not None

    def _is_aside(self, block: Block) -> bool:
        """Refuse the links of an undated line, or leave it to the closer look."""
        targets = [link.target for link in block.links if link.place == "text"]
        if block.kind == "quote" or block.text[:1] == ">" or len(targets) < len(block.links):
            return False
        self._refuse(targets, block.line, rules.UNDATED)
        return True

    # -- which block belongs to which --------------------------------------------------------

    def _continued(self) -> tuple[dict[int, int], dict[int, list[Block]]]:
        """Say which blocks tell of one time together.

        Returns:
            For each block that continues another that one's index, and the same turned round.
        """
        roots: dict[int, int] = {}
        continued: dict[int, list[Block]] = {}
        framed = self._has_frames()
        for index, block in enumerate(self._note.blocks):
            if (framed or block.parent >= 0) and block.day is None and block.task is None:
                root = self._root(index, block, roots)
                if root != index:
                    roots[index] = root
                    continued.setdefault(root, []).append(block)
        return roots, continued

    def _has_frames(self) -> bool:
        """Return whether `_frame` can find anything."""
        if self._own:
            return True in [here.dated >= 0 for here in self._headings]
        blocks = self._note.blocks
        return True in [bool(blocks[here.block].links) for here in self._headings]

    def _root(self, index: int, block: Block, roots: dict[int, int]) -> int:
        """Return the index of the block whose line an undated one continues, or its own."""
        if block.parent >= 0:
            above = roots.get(block.parent, block.parent)
            if self._gathers(self._note.blocks[above]):
                return above
        frame = self._frame(block)
        return self._headings[frame].block if frame >= 0 else index

    def _gathers(self, block: Block) -> bool:
        """Return whether the lines nested under a block tell of the same time as it."""
        if block.kind == "heading":
            return False
        if block.task is not None or block.links:
            return True
        if block.day is not None:
            return self._own or bool(block.rest)
        channel, _, _ = said(block.text, self._profile, anywhere=True)
        return bool(channel)

    def _frame(self, block: Block) -> int:
        """Return the heading that tells of the same time as a block under it, or -1.

        In a contact's own note that is a heading with a day; in others one with a link.
        """
        if block.section < 0 or block.kind == "heading":
            return -1
        if self._own:
            return under(self._headings, block).dated
        heading = self._note.blocks[under(self._headings, block).block]
        return block.section if heading.links and not block.links else -1

    def _above(self, block: Block) -> Iterator[Block]:
        """Yield the blocks that a block is nested under, the nearest first."""
        while block.parent >= 0:
            block = self._note.blocks[block.parent]
            yield block

    def _day_of(self, block: Block) -> tuple[date | None, bool]:
        """Return the day a block speaks of, and whether it or what is above it says so."""
        for written in (block, *self._above(block)):
            if written.day is not None:
                return written.day, True
        day = under(self._headings, block).day
        return (day, True) if day is not None else (self._kind.day, False)

    # -- what a group of blocks tells --------------------------------------------------------

    def _people_list(self) -> None:
        found = people_list(self._note, self._kind, self._headings, self._profile)
        if found is not None and found.day:
            self.touches.append(found)
        elif found is not None:
            self._refuse(found.people, found.line, rules.UNDATED)

    def _group(self, blocks: list[Block]) -> None:
        live: list[Block] = []
        targets: list[str] = []
        for block in blocks:
            quoted = block.kind == "quote" or block.text.startswith(">")
            for link in block.links:
                place = "quote" if quoted and link.place == "text" else link.place
                if place == "text":
                    targets.append(link.target)
                else:
                    self.refusals.append(Refusal(link.target, link.line, rules.PLACES[place]))
            if not quoted:
                live.append(block)
        if not live:
            return
        root = live[0]
        if root.task is not None:
            self._task(root, live, targets)
        elif targets or self._own:
            self._line(root, live, targets)

    def _refuse(self, targets: Iterable[str], line: int, reason: str) -> None:
        self.refusals += [Refusal(target, line, reason) for target in targets]

    def _task(self, root: Block, live: list[Block], targets: list[str]) -> None:
        people = targets or ([""] if self._own else [])
        if root.task is None or not people:
            return
        if root.task.state == "-":
            self._refuse(people, root.line, rules.CANCELLED)
        elif root.task.state not in {"x", "X"}:
            self._refuse(people, root.line, rules.OPEN_TASK)
        elif (day := root.task.done or self._day_of(root)[0]) is None:
            self._refuse(people, root.line, rules.NO_DAY)
        else:
            text = root.task.text
            if found := leading_day(text, order=self._profile.date_order):
                text = text[found[1] :].lstrip(" :-–—")
            text = _in_one([text, *(b.text for b in live[1:])])
            self._add(day, text, root.line, rules.TICKED, people)

    def _line(self, root: Block, live: list[Block], targets: list[str]) -> None:
        day, dated = (root.day, True) if root.day is not None else self._day_of(root)
        reason = self._refusal(root, day, dated=dated)
        if reason:
            people = ["", *targets] if self._own and dated else targets
            self._refuse(people, root.line, reason)
            return
        if day is None or (not dated and has_participants(self._kind, self._headings, root)):
            return
        text = plain(root.rest) if len(live) == 1 else _joined(root, live)
        if self._own:
            self._add(day, text, root.line, rules.LOG_LINE, ["", *targets])
        else:
            rule = rules.LINKED_LOG if dated else rules.DATED_NOTE
            self._add(day, text, root.line, rule, targets)

    def _refusal(self, root: Block, day: date | None, *, dated: bool) -> str:
        """Return why a line is no contact, or an empty text."""
        if root.line in self._relations:
            return rules.RELATION
        if day is None or (self._own and not dated):
            return rules.UNDATED
        if not dated and has_participants(self._kind, self._headings, root):
            return ""
        for word in under(self._headings, root).words:
            if word in rules.NO_CONTACT or (not dated and word in rules.NOT_TALKED):
                return rules.under(word)
        for word in self._leads(root):
            if word in rules.NO_CONTACT or (not dated and word in _NOT_TALKED):
                return rules.under(word)
        return ""

    def _leads(self, root: Block) -> list[str]:
        """Return what a line is introduced by: `Reach out: [[Sam]]`, or the items above it."""
        lead, colon, _ = root.text.partition(":")
        leads = [heading_word(lead)] if colon and "[" not in lead else []
        if root.parent >= 0:
            for block in self._above(root):
                if block.kind != "heading" and "[" not in block.text:
                    leads.append(heading_word(block.text))
        return leads

    def _add(self, day: date, text: str, line: int, rule: str, people: Iterable[str]) -> None:
        anywhere = rule != rules.LOG_LINE
        channel, favour, text = said(text[: TEXT_LENGTH * 2], self._profile, anywhere=anywhere)
        self.touches.append(
            Touch(
                day.isoformat(),
                channel,
                text[:TEXT_LENGTH],
                line,
                rule,
                tuple(dict.fromkeys(people)),
                favour,
            )
        )


def _joined(root: Block, live: list[Block]) -> str:
    """Return the text of a line and of those that go on with it."""
    texts = [block.rest if block is root else block.text for block in live]
    if root.kind == "heading" and texts[0] and len(texts) > 1:
        texts[:2] = [f"{texts[0]}: {texts[1]}"]
    return _in_one(texts)


def _in_one(texts: Iterable[str]) -> str:
    return " / ".join([shown for shown in map(plain, texts) if shown])


def read_touches(
    note: Note,
    kind: Kind,
    headings: tuple[Under, ...],
    profile: Profile,
    relations: frozenset[int] = frozenset(),
) -> Touches:
    """Read what a note says of being in touch.

    Args:
        note: The note as read.
        kind: What kind of note it is, and its day.
        headings: What the note's headings say.
        profile: The vault's profile.
        relations: Lines that list relations, which are no contacts.

    Returns:
        The touches, and for each link that does not count the reason.
    """
    if kind.name in {kinds.TEMPLATE, kinds.INDEX}:
        reason = rules.IN_TEMPLATE if kind.name == kinds.TEMPLATE else rules.IN_INDEX
        links = [link for block in note.blocks for link in block.links]
        return Touches((), tuple(Refusal(k.target, k.line, reason) for k in links))
    return _Reader(note, kind, headings, profile, relations).read()
