"""A page in the browser that shows itself anew, served to this machine only.

In: pages as HTML, one after the other. Out: an address; whoever has it open sees each page.
Not known here: what the pages are about, and when there is a new one.
"""

from pnm.live.server import LivePage, Shown

__all__ = ["LivePage", "Shown"]
