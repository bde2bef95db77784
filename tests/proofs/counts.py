"""How often a proof is repeated: as often as its variable says, else as often as CI has time for.

In: a variable's name and a default. Out: a number. Not known here: what is repeated.
"""

import os


def count(variable, default):
    """Return the number that the environment gives for a proof."""
    return int(os.environ.get(variable, default))
