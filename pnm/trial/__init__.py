"""A plugin put on trial before it is shared: what a user would stumble over.

In: a path or a name. Out: `Verdict`, with findings that say where and what to do.
Not known here: how a verdict is printed.
"""

from pnm.trial.apart import tried
from pnm.trial.findings import Finding, Verdict, shown
from pnm.trial.subjects import Subject, SubjectError, subjects_of

__all__ = ["Finding", "Subject", "SubjectError", "Verdict", "shown", "subjects_of", "tried"]
