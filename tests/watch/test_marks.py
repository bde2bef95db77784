from __future__ import annotations

from math import inf

import pytest

from pnm.watch.marks import Marks


@pytest.mark.parametrize(
    ("touches", "now", "given"),
    [
        ([("a", 0.0)], 0.5, set()),
        ([("a", 0.0)], 1.0, {"a"}),
        ([("a", 0.0), ("a", 0.9)], 1.5, set()),
        ([("a", 0.0), ("a", 0.9)], 1.9, {"a"}),
        ([("a", i / 10) for i in range(50)], 5.0, {"a"}),
        ([("a", 0.0), ("b", 0.9)], 1.0, {"a"}),
        ([], 9.0, set()),
    ],
    ids=[
        "too early",
        "quiet long enough",
        "touched again",
        "quiet again",
        "never quiet",
        "each by itself",
        "nothing",
    ],
)
def test_a_name_is_given_when_it_has_settled(touches, now, given):
    marks = Marks(settle=1.0, longest=5.0)
    for name, at in touches:
        marks.touch(name, at)

    assert marks.take(now) == given


def test_a_name_is_given_once():
    marks = Marks(settle=1.0, longest=5.0)
    marks.touch("a", 0.0)

    assert (marks.take(1.0), marks.take(2.0), marks.next_at) == ({"a"}, frozenset(), inf)


def test_nothing_is_given_before_the_next_instant():
    marks = Marks(settle=1.0, longest=5.0)
    marks.touch("a", 3.0)

    assert (marks.next_at, marks.take(3.99), marks.take(4.0)) == (4.0, frozenset(), {"a"})


def test_in_a_burst_names_come_in_batches():
    marks = Marks(settle=1.0, longest=5.0)
    for number in range(1000):
        marks.touch(str(number), number / 1000)
    batches, now = [], 0.0
    while (now := marks.next_at) < inf:
        batches.append(marks.take(now))

    assert sum(map(len, batches)) == 1000
    assert len(batches) <= 6


def test_cleared_marks_are_forgotten():
    marks = Marks(settle=1.0, longest=5.0)
    marks.touch("a", 0.0)
    marks.clear()

    assert (marks.next_at, marks.take(9.0)) == (inf, frozenset())


@pytest.mark.parametrize(
    ("touches", "given_at"),
    [
        ([(0.0, False), (0.1, True)], 1.1),
        ([(0.0, False), (3.0, True)], 4.0),
        ([(0.0, False), (4.5, True)], 5.0),
        ([(0.0, False)], 25.0),
        ([(0.0, True), (0.5, False), (0.6, True)], 1.6),
    ],
    ids=[
        "finished at once",
        "finished later",
        "after much longer",
        "never finished",
        "touched again",
    ],
)
def test_a_name_that_is_unfinished_waits_for_its_end(touches, given_at):
    given = []
    for now in (given_at - 0.01, given_at):
        marks = Marks(settle=1.0, longest=5.0)
        for at, finished in touches:
            marks.touch("a", at, finished=finished)
        given.append(marks.take(now))

    assert given == [frozenset(), {"a"}]


def test_a_name_that_needs_longer_is_given_when_it_was_quiet_for_so_long():
    marks = Marks(settle=1.0, longest=5.0)
    marks.touch("slow", 0.0)
    marks.touch("quick", 0.0)

    def quiet(name):
        return 3.0 if name == "slow" else 0.0

    assert marks.take(1.0, quiet) == {"quick"}
    assert (marks.take(2.9, quiet), marks.next_at) == (frozenset(), 3.0)
    assert marks.take(3.0, quiet) == {"slow"}


def test_unfinished_marks_outlive_a_clearing():
    marks = Marks(settle=1.0, longest=5.0)
    marks.touch("whole", 0.0)
    marks.touch("half", 0.0, finished=False)
    marks.clear()
    marks.touch("half", 0.5)

    assert marks.take(9.0) == {"half"}
