"""A rendering in a process of its own, with little time and memory.

In: a job whose templates somebody wrote. Out: the document's text, or `ReportError`.
Not known here: what the templates say. Templates in a vault are data that other devices and people
may have written: in here they cannot make pnm hang, fill the memory or write a file.
"""

from __future__ import annotations

import json
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import FrameType
from typing import TYPE_CHECKING, Final

from pnm.diagnostics import Source
from pnm.errors import ReportError

if TYPE_CHECKING:
    from pnm.reports.job import Job

CPU_SECONDS: Final = 2
WALL_SECONDS: Final = 10
MEMORY_BYTES: Final = 512 * 1024 * 1024

_START: Final = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from pnm.reports.confined import serve; serve()"
)


@dataclass(frozen=True, slots=True)
class _Carried:
    """A plugin's filter on its way to the other process, where it is imported when it is used."""

    name: str
    pickled: bytes

    def __call__(self, *args: object, **kwargs: object) -> object:
        """Import the filter and call it."""
        if not self.pickled:
            raise ReportError(
                f"the filter {self.name!r} cannot be used in a template that you edited",
                mend="make it a function of its plugin's module, not one inside a function",
            )
        function = pickle.loads(self.pickled)
        return function(*args, **kwargs)


def do_confined(job: Job) -> str:
    """Render a job in a process of its own.

    Args:
        job: What is to be rendered.

    Returns:
        The document.

    Raises:
        ReportError: A template is wrong, or takes too much time or memory.
    """
    work = pickle.dumps(replace(job, filters=_carried(job.filters)))
    command = [sys.executable, "-I", "-B", "-c", _START, json.dumps(sys.path)]
    try:
        done = subprocess.run(
            command, input=work, capture_output=True, timeout=WALL_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as exc:
        raise _overdone(job) from exc
    except OSError as exc:
        raise ReportError(
            f"cannot start {sys.executable!r} for the template: {exc.strerror}",
            mend="close some programs, or take the template away",
        ) from exc
    if done.returncode < 0:
        raise _overdone(job)
    if done.returncode > 0:
        said = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise ReportError(
            f"cannot render {job.template!r}: {said[:200]}",
            mend="look in your templates and in the filters that they use, or take them away",
        )
    return _answer(json.loads(done.stdout))


def _answer(said: Mapping[str, object]) -> str:
    if "text" in said:
        return str(said["text"])
    path, line = str(said["path"]), int(str(said["line"]))
    raise ReportError(
        str(said["message"]), mend=str(said["mend"]), source=Source(path, line) if path else None
    )


def _overdone(job: Job) -> ReportError:
    return ReportError(
        f"cannot render {job.template!r}: it takes more than {CPU_SECONDS} seconds or "
        f"{MEMORY_BYTES // 1_000_000} MB",
        mend="look in your templates for a loop that does not end, or take them away",
    )


def _carried(filters: Mapping[str, Callable[..., object]]) -> dict[str, Callable[..., object]]:
    return {name: _Carried(name, _pickled(function)) for name, function in filters.items()}


def _pickled(function: Callable[..., object]) -> bytes:
    try:
        return pickle.dumps(function)
    except (pickle.PicklingError, AttributeError, TypeError):
        return b""


def serve() -> None:
    """Do one job: read it from stdin, write the answer to stdout. Runs in the other process."""
    job = pickle.load(sys.stdin.buffer)
    _confine()
    sys.stdout.buffer.write(json.dumps(_served(job)).encode("ascii"))


def _served(job: Job) -> dict[str, object]:
    from pnm.reports.job import do

    try:
        return {"text": do(job)}
    except ReportError as exc:
        place = exc.source or Source("")
        return {"message": exc.message, "mend": exc.mend, "path": place.path, "line": place.line}


def _confine() -> None:
    """Take away time, memory and the writing of files, as far as the system can."""
    if sys.platform == "win32":
        return
    import resource

    limits = {
        resource.RLIMIT_AS: MEMORY_BYTES,
        resource.RLIMIT_CPU: CPU_SECONDS + 1,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for limit, most in limits.items():
        try:
            resource.setrlimit(limit, (most, most))
        except (ValueError, OSError):
            continue
    signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)


def _stop(number: int, frame: FrameType | None) -> None:
    """Stop in the template's own line, so that the message can name it."""
    from pnm.reports.faults import TooMuchError

    raise TooMuchError(f"it takes more than {CPU_SECONDS} seconds")
