"""`python -m pnm` is `pnm`, and runs nothing out of the folder in which it is typed."""

import os
import sys
from contextlib import suppress

if not sys.flags.safe_path:  # Python puts the current folder first, and that may be a vault
    with suppress(OSError):
        if sys.path[0] in {"", os.getcwd()}:  # noqa: PTH109
            del sys.path[0]

from pnm.cli import main

main()
