"""`pnm visit CITY [from=DAY] [until=DAY]`: the report `city-visit`.

In: nothing. Out: the click command. Not known here: what stands in the report.
"""

from __future__ import annotations

from pnm.api import report_command

command = report_command(
    "city-visit", "Say who is in CITY, and what is open with them.", "CITY [FROM] [UNTIL]"
)
