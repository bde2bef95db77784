"""`python -m pnm` is `pnm`, and runs nothing out of the folder in which it is typed."""

import os
import sys

if not sys.flags.safe_path and sys.path[0] in {"", os.getcwd()}:  # noqa: PTH109 - as Python has it
    del sys.path[0]  # Python puts the current folder first, and that may be a vault

from pnm.cli import main

main()
