"""The words of the rules: what counts as being in touch, what does not, and which headings say so.

In: nothing; these are words. Out: what `pnm why` prints, and `docs/being-in-touch.md` explains.
Not known here: how a note is read.
"""

from __future__ import annotations

from typing import Final

LOG_LINE: Final = "dated line in the contact's own note"
LINKED_LOG: Final = "linked in a dated line"
PEOPLE_LIST: Final = "in the people list of a dated note"
DATED_NOTE: Final = "linked in a dated note"
TICKED: Final = "ticked task"
EXPLICIT: Final = "last_contact key"

UNDATED: Final = "in an undated note"
OPEN_TASK: Final = "an open task: it is a promise"
CANCELLED: Final = "a cancelled task"
NO_DAY: Final = "ticked, but on no known day (add ✅ YYYY-MM-DD)"
RELATION: Final = "listed as a relation"
UNDER: Final = "under the heading"
UNTICKED: Final = "an unticked line of a review"
IN_TEMPLATE: Final = "in a template"
IN_INDEX: Final = "in an index of notes"
PLACES: Final = {
    "quote": "in a quote",
    "code": "in code",
    "comment": "in a comment",
    "embed": "an embed",
}

NO_CONTACT: Final = frozenset(
    {
        "life events",
        "milestones",
        "important dates",
        "key dates",
        "observations",
        "positions",
        "timeline",
        "birthday",
        "birthdays",
        "upcoming birthdays",
        "anniversaries",
        "reach out",
        "to reach out",
        "to contact",
        "people to contact",
        "contents",
        "table of contents",
        "toc",
    }
)
"""Headings under which a line is a fact about somebody or a wish, dated or not, and no contact."""

NOT_TALKED: Final = frozenset(
    {
        "people",
        "related",
        "related people",
        "relations",
        "relationships",
        "backlinks",
        "linked mentions",
        "see also",
    }
)
"""Headings in dated notes under which a link is a list; a line with a date of its own counts."""

PARTICIPANTS: Final = frozenset(
    {"participants", "attendees", "people", "present", "with", "who", "who was there"}
)
"""Headings in notes on a meeting under which those who were there are listed."""


def under(heading: str) -> str:
    """Return the reason for what stands under such a heading."""
    return f"{UNDER} “{heading}”"
