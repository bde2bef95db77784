"""`pnm brief NAME [NAME…]`: the report of that name.

In: nothing. Out: the click command. Not known here: what stands in the report.
"""

from __future__ import annotations

from pnm.api import report_command

command = report_command(
    "brief", "Say what to know before meeting NAME, one or several.", "NAME..."
)
