"""Housekeeping: a handful of things to mend in the notes, other ones each week.

In: a view with all diagnostics. Out: the section `housekeeping`, or None.
Not known here: what is looked for (see `checks.py` for this plugin's part of it).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from itertools import chain, zip_longest

from pnm.api import Diagnostic, Line, Section, Severity
from pnm_weekly_review.view import View

MOST = 5


def section(view: View) -> Section | None:
    """Return at most five things to mend, faults before mere wishes."""
    lines = tuple(_line(view, problem) for problem in _chosen(view))
    if not lines:
        return None
    return Section("housekeeping", "Housekeeping", 90, lines, folded=True)


def _chosen(view: View) -> list[Diagnostic]:
    """Return the week's choice: by severity, in turns by code, moving on week by week."""
    week = (view.today.toordinal() - 1) // 7
    chosen: list[Diagnostic] = []
    for severity in Severity:
        rows = _in_turns(p for p in view.gathered.problems if _fits(view, p, severity))
        room = MOST - len(chosen)
        start = week * room % len(rows) if len(rows) > room else 0
        chosen += (rows[start:] + rows[:start])[:room]
    return chosen


def _fits(view: View, problem: Diagnostic, severity: Severity) -> bool:
    told = view.discretion.allows(problem.source.path, problem.message, problem.mend)
    return told and problem.severity is severity


def _in_turns(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return one of each code, then another of each, so that no code crowds out the others."""
    by_code: defaultdict[str, list[Diagnostic]] = defaultdict(list)
    for problem in sorted(set(problems), key=_by_code):
        by_code[problem.code].append(problem)
    turns = chain.from_iterable(zip_longest(*by_code.values()))
    return [problem for problem in turns if problem is not None]


def _by_code(problem: Diagnostic) -> tuple[str, str, int, int, str]:
    source = problem.source
    return problem.code, source.path, source.line, source.column, problem.message


def _line(view: View, problem: Diagnostic) -> Line:
    # The message is part of the identity because lines move; it names no relative day.
    what = sha256(problem.message.encode()).hexdigest()[:8]
    return Line(
        problem.message,
        _concerned(view, problem),
        box=True,
        details=(problem.mend,),
        why=problem.code,
        sources=(problem.source,),
        key=f"housekeeping:{problem.code}:{problem.source.path}:{what}",
    )


def _concerned(view: View, problem: Diagnostic) -> str | None:
    """Return the contact in whose note it stands, or None."""
    path = problem.source.path
    own = view.network.get(path.rpartition(".")[0])
    return own.id if own is not None and own.path == path else None
