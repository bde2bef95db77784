"""Many notes read at once: by processes of their own where that is safe, else here.

In: a reader, and the files to read. Out: what was read, in the same order either way.
Not known here: what is in the notes, and the tables.

A process that ends early, for whatever reason, costs time only: what it did not give is read here.
"""

from __future__ import annotations

import contextlib
import gc
import marshal
import os
import selectors
import struct
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Final

from pnm.index.rows import AT_ONCE, Read, Reader, Task

if TYPE_CHECKING:
    from pnm.index.update import Progress

FEWEST: Final = 300
"""Fewer files than this are read sooner than processes are begun."""
MOST_PROCESSES: Final = 4
_HEAD: Final = struct.Struct("<II")
_NUMBER: Final = struct.Struct("<I")
_PIPE_BYTES: Final = 1 << 20
_MOST_PARTS: Final = 1_000
"""Their numbers must fit into a pipe before anybody reads, and the smallest pipe has 4096 bytes."""


def read_all(
    reader: Reader, tasks: Sequence[Task], progress: Progress | None = None
) -> Iterator[list[Read]]:
    """Read many notes.

    Args:
        reader: Reads one.
        tasks: The files, each with what its row says.
        progress: Called with files done and files to do.

    Yields:
        What was read, in the order of the tasks, some at once.
    """
    size = max(AT_ONCE, -(-len(tasks) // _MOST_PARTS))
    parts = [tasks[at : at + size] for at in range(0, len(tasks), size)]
    processes = _processes(len(tasks))
    with _without_collector():
        given = _given_by(processes, reader, parts) if processes > 1 else _here(reader, parts)
        done = 0
        for reads in given:
            if progress:
                progress(done, len(tasks))
            yield reads
            done += len(reads)
    if progress:
        progress(len(tasks), len(tasks))


def _processes(files: int) -> int:
    """Return how many processes to begin; 1 where this one reads by itself.

    A fork copies the locks of other threads as they stand, so there must be none.
    """
    if files < FEWEST or not sys.platform.startswith("linux") or threading.active_count() > 1:
        return 1
    return min(len(os.sched_getaffinity(0)), MOST_PROCESSES)


@contextlib.contextmanager
def _without_collector() -> Iterator[None]:
    """Let nothing be collected: what is made here in great numbers is all in use."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _here(reader: Reader, parts: Sequence[Sequence[Task]]) -> Iterator[list[Read]]:
    for part in parts:
        yield reader.read_some(part)


# -- processes -------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Worker:
    """One process, as the one that began it sees it.

    Attributes:
        process: Its number.
        pipe: What it gives is read from here.
        received: What it gave and is not a whole part yet.
    """

    process: int
    pipe: int
    received: bytearray = field(default_factory=bytearray)


def _given_by(
    processes: int, reader: Reader, parts: Sequence[Sequence[Task]]
) -> Iterator[list[Read]]:
    """Yield the parts in their order, whoever reads them; what nobody gives is read here."""
    first = list(enumerate(_here(reader, parts[:1])))  # so that all imports are made once, here
    waiting: dict[int, list[Read]] = {}
    workers = _begin(processes, reader, parts)  # before anybody is told and may begin a thread
    wanted = 0
    try:
        for number, reads in chain(first, _received(workers)):
            waiting[number] = reads
            while wanted in waiting:
                yield waiting.pop(wanted)
                wanted += 1
    finally:
        _end(workers)
    for number in range(wanted, len(parts)):
        if number in waiting:
            yield waiting.pop(number)
        else:
            yield from _here(reader, parts[number : number + 1])


def _begin(processes: int, reader: Reader, parts: Sequence[Sequence[Task]]) -> list[_Worker]:
    """Begin processes that take the numbers of parts out of one pipe, each the next when done."""
    numbers, fill = os.pipe()
    os.write(fill, b"".join(map(_NUMBER.pack, range(1, len(parts)))))
    os.close(fill)
    workers: list[_Worker] = []
    for _ in range(processes):
        theirs, ours = os.pipe()
        try:
            process = os.fork()
        except OSError:  # no more processes may be begun; those there are will do
            os.close(theirs)
            os.close(ours)
            break
        if not process:
            _work(numbers, ours, [theirs, *(w.pipe for w in workers)], reader, parts)
        os.close(ours)
        _widen(theirs)
        workers.append(_Worker(process, theirs))
    os.close(numbers)
    return workers


def _work(
    numbers: int,
    pipe: int,
    others: Sequence[int],
    reader: Reader,
    parts: Sequence[Sequence[Task]],
) -> None:
    """Read parts until none is left, and end the process: nothing else of it may run here."""
    try:
        for other in others:
            os.close(other)  # or nobody would notice that there is no reader any more
        while number := os.read(numbers, _NUMBER.size):
            (at,) = _NUMBER.unpack(number)
            reads = list(map(tuple, reader.read_some(parts[at])))
            data = marshal.dumps(reads, 2)
            _send(pipe, _HEAD.pack(at, len(data)) + data)
        os._exit(0)
    finally:
        os._exit(1)


def _send(pipe: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(pipe, left) :]


def _received(workers: list[_Worker]) -> Iterator[tuple[int, list[Read]]]:
    """Yield parts with their numbers as they come, until every process has ended."""
    with selectors.DefaultSelector() as selector:
        for worker in workers:
            selector.register(worker.pipe, selectors.EVENT_READ, worker)
        while selector.get_map():
            for key, _ in selector.select():
                worker = key.data
                data = os.read(worker.pipe, _PIPE_BYTES)
                if not data:
                    selector.unregister(worker.pipe)
                worker.received += data
                yield from _whole(worker.received)


def _whole(received: bytearray) -> Iterator[tuple[int, list[Read]]]:
    """Take the parts that have come wholly."""
    while len(received) >= _HEAD.size:
        number, size = _HEAD.unpack_from(received)
        end = _HEAD.size + size
        if len(received) < end:
            return
        rows = marshal.loads(memoryview(received)[_HEAD.size : end])
        del received[:end]
        yield number, [Read._make(row) for row in rows]


def _end(workers: list[_Worker]) -> None:
    """Stop what still runs, and wait for it."""
    for worker in workers:
        os.close(worker.pipe)  # who still writes ends by that
    for worker in workers:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(worker.process, 0)


def _widen(pipe: int) -> None:
    """Let a process write on while this one is busy."""
    import fcntl

    with contextlib.suppress(OSError, AttributeError):
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
