"""`python -m pnm` is `pnm`, and runs nothing out of the folder in which it is typed."""

import os
import sys

if not sys.flags.safe_path:  # Python puts the current folder first, and that may be a vault
    sys.path[:] = [folder for folder in sys.path if folder not in {"", os.getcwd()}]  # noqa: PTH109

from pnm.cli import main

main()
