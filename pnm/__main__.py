"""`python -m pnm` is `pnm`."""

from pnm.cli import main

main()
