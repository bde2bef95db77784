"""Anyone on your mind: room for the user's own words.

In: a view. Out: the section `free`, always. Not known here: the other sections.
"""

from __future__ import annotations

from pnm.api import Section
from pnm_weekly_review.view import View


def section(view: View) -> Section:
    """Return the free section; what is written in it stays when the review is made again."""
    return Section(
        "free",
        "Anyone on your mind?",
        99,
        intro="Room for whoever comes to mind; what you write here stays.",
        free=True,
    )
