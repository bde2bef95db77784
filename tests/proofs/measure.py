"""Index notes one by one in a process of its own, and say what each has cost.

In: a vault and a list of paths, one a line on stdin. Out: a line of JSON before and after each:
seconds of the processor, and the process's greatest size so far in megabytes.
Not known here: which notes, and how much is too much. A note that takes more than five seconds
ends the process by a signal; so whoever reads knows which it was.
"""

import json
import resource
import signal
import sys
import time
from pathlib import Path

from pnm.contacts.profile import Profile
from pnm.index import KeptIndex
from pnm.vault import Vault

MOST_SECONDS = 5
MOST_BYTES = 2_000_000_000


def main():
    vault = Vault(Path(sys.argv[1]))
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, hard))
    for path in [line.rstrip("\n") for line in sys.stdin]:
        say({"begun": path})
        signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
        before = time.process_time()
        kept = KeptIndex(vault, Profile(), Path("/dev/null/cache"))
        kept.update([path])
        read = len(kept.facts())
        seconds = time.process_time() - before
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        kept.close()
        say({"path": path, "read": read, "seconds": seconds, "megabytes": megabytes()})


def megabytes():
    """Return the process's greatest size so far; not that of the one which began it."""
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (row for row in status.read_text().splitlines() if row.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def say(value):
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
