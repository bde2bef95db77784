"""A fence around foreign code while it runs: its time, its exits, its printing.

In: how long it may take. Out: a context in which it runs; `Stopped` where it was stopped.
Not known here: plugins and hooks. The fence is against mistakes: Python has no wall against malice.

A timer interrupts what runs for too long, where the system has one and this is the main thread.
What listens to no interrupt, since it stays in a library's machine code or catches all exceptions,
is ended by the system after some more time, and the whole process with it; `pnm.found.ends` tells
the next command whose code that was.
"""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from operator import is_not
from types import FrameType
from typing import Final, NoReturn

PATIENCE_SECONDS: Final = 5.0
"""So much of the processor's time an answer may take, and twice as long on the clock."""
PATIENCE_FOR_ONE: Final = 0.002
"""And so much more for each contact."""
_AGAIN_SECONDS: Final = 0.2
_AT_LAST: Final = 2
"""So many times the processor's time it may take before the system ends it."""
_MOST_PRINTED: Final = 200
_STDOUT: Final = 1


class Stopped(BaseException):
    """The code was stopped, because it took too long or wanted to end the process."""


class Printed:
    """What was printed in the meantime.

    Attributes:
        text: Its beginning.
        elsewhere: Whether a standard stream was closed, or another put in its place.
    """

    text = ""
    elsewhere = False


def patience(contacts: int = 0) -> float:
    """Return how many seconds of the processor an answer may take.

    Args:
        contacts: How many there are to answer about.
    """
    return PATIENCE_SECONDS + PATIENCE_FOR_ONE * contacts


@contextmanager
def fenced(seconds: float) -> Iterator[Printed]:
    """Run foreign code.

    Args:
        seconds: Of the processor that it may take.

    Yields:
        What it prints; it goes nowhere else.

    Raises:
        Stopped: It took too long, or wanted to end the process.
    """
    printed = Printed()
    sink = io.StringIO()
    process, ways_out = os.getpid(), (os._exit, os.abort)
    streams = sys.stdin, sys.stdout, sys.stderr, sys.__stdout__
    os._exit, os.abort = _leaving(process, *ways_out)  # type: ignore[assignment]
    sys.stdout = sys.__stdout__ = sink  # type: ignore[assignment,misc]
    inside = sys.stdin, sys.stdout, sys.stderr, sys.__stdout__
    try:
        with _hearing() as heard, _without_stdout(), _limited(seconds):
            try:
                yield printed
            except KeyboardInterrupt as exc:
                if heard:
                    raise
                played = Stopped("played the user's interrupt")
                raise played.with_traceback(exc.__traceback__) from exc
    finally:
        if os.getpid() != process:  # foreign code forked; only one of the two goes on
            ways_out[0](0)
        os._exit, os.abort = ways_out
        now = sys.stdin, sys.stdout, sys.stderr, sys.__stdout__
        printed.elsewhere = sink.closed or any(map(is_not, now, inside))
        sys.stdin, sys.stdout, sys.stderr, sys.__stdout__ = streams  # type: ignore[misc]
        if not sink.closed:
            printed.text = sink.getvalue()[:_MOST_PRINTED]


def _leaving(
    process: int, end: Callable[[int], NoReturn], abort: Callable[[], NoReturn]
) -> tuple[Callable[[int], NoReturn], Callable[[], NoReturn]]:
    """Return what takes the place of the ways out of a process; in another they stay."""

    def leave(status: int = 1) -> NoReturn:
        if os.getpid() != process:
            end(status)
        raise Stopped("wanted to end the process")

    def fall() -> NoReturn:
        if os.getpid() != process:
            abort()
        raise Stopped("wanted to end the process")

    return leave, fall


@contextmanager
def _hearing() -> Iterator[list[bool]]:
    """Tell whether the user interrupts; where that cannot be told, each interrupt is the user's."""
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        yield [True]
        return
    heard: list[bool] = []

    def interrupt(number: int, frame: FrameType | None) -> None:
        heard.append(True)
        before(number, frame)

    signal.signal(signal.SIGINT, interrupt)
    try:
        yield heard
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _without_stdout() -> Iterator[None]:
    """Lead nowhere what is written to stdout by its number, and put the number back."""
    try:
        kept = os.dup(_STDOUT)
    except OSError:  # the shell closed it
        yield
        return
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, _STDOUT)
        os.close(nowhere)
        yield
    finally:
        os.dup2(kept, _STDOUT)
        os.close(kept)


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return
    begun, used = time.monotonic(), time.process_time()
    running = True

    def stop(number: int, frame: FrameType | None) -> None:
        over = time.process_time() - used >= seconds or time.monotonic() - begun >= 2 * seconds
        if running and over:
            raise Stopped(f"was stopped after {seconds:.0f} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    around = signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN_SECONDS)
    at_last = signal.setitimer(signal.ITIMER_VIRTUAL, _AT_LAST * seconds)
    try:
        yield
    finally:
        running = False
        signal.setitimer(signal.ITIMER_VIRTUAL, *at_last)
        signal.setitimer(signal.ITIMER_REAL, *around)
        signal.signal(signal.SIGALRM, before if before is not None else signal.SIG_DFL)
