"""Generated notes that keep what their reader did to them.

In: a note as its reader left it, and the same note rendered anew. Out: one text with both; and
what was ticked and typed. All of it is pure text.
Not known here: templates, contacts, the disk and the day.
"""

from pnm.keep.marks import ReviewItem, items, key_of, marker
from pnm.keep.merging import merge, seal
from pnm.keep.seals import is_sealed
from pnm.keep.ticked import ticked_days, with_ticked, without_ticked

__all__ = [
    "ReviewItem",
    "is_sealed",
    "items",
    "key_of",
    "marker",
    "merge",
    "seal",
    "ticked_days",
    "with_ticked",
    "without_ticked",
]
