"""What a plugin does beside answering: writing, printing, asking the clock, starting things.

In: which files are its own; what Python tells of while it runs. Out: findings with the line in its
own code. What would change something outside is not only told of, but refused.
Not known here: hooks and networks. It stands guard against mistakes, not against malice.
"""

from __future__ import annotations

import _thread
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import date
from io import TextIOBase
from pathlib import Path
from types import FrameType
from typing import Any, Final

from pnm.trial.findings import Finding, Rule

Tell = Callable[[Finding], None]

_PURE: Final = "a hook only returns values; leave what is done to pnm or to a command"
_REFUSED: Final[dict[str, tuple[Rule, str]]] = {
    "subprocess.Popen": ("process", "starts another program"),
    "os.system": ("process", "starts another program"),
    "os.exec": ("process", "starts another program"),
    "os.posix_spawn": ("process", "starts another program"),
    "os.spawn": ("process", "starts another program"),
    "os.startfile": ("process", "starts another program"),
    "os.fork": ("process", "starts another process"),
    "os.forkpty": ("process", "starts another process"),
    "os.kill": ("process", "sends a signal"),
    "os.killpg": ("process", "sends a signal"),
    "webbrowser.open": ("process", "opens a browser"),
    "socket.connect": ("network", "asks the network"),
    "socket.bind": ("network", "listens on the network"),
    "socket.getaddrinfo": ("network", "asks the network"),
    "socket.gethostbyname": ("network", "asks the network"),
    "socket.sendto": ("network", "asks the network"),
    "urllib.Request": ("network", "asks the network"),
    "os.remove": ("writes", "deletes a file"),
    "os.rename": ("writes", "renames a file"),
    "os.mkdir": ("writes", "makes a folder"),
    "os.rmdir": ("writes", "deletes a folder"),
    "os.link": ("writes", "makes a link"),
    "os.symlink": ("writes", "makes a link"),
    "os.truncate": ("writes", "cuts a file"),
    "os.chmod": ("writes", "changes the rights of a file"),
    "os.chown": ("writes", "changes the owner of a file"),
    "os.utime": ("writes", "changes the times of a file"),
    "shutil.rmtree": ("writes", "deletes a folder"),
    "shutil.move": ("writes", "moves a file"),
    "tempfile.mkstemp": ("writes", "makes a temporary file"),
    "tempfile.mkdtemp": ("writes", "makes a temporary folder"),
    "builtins.input": ("prints", "asks whoever sits before it"),
}
_TOLD: Final[dict[str, tuple[Rule, str]]] = {
    "_thread.start_new_thread": ("process", "starts a thread"),
    "os.putenv": ("state", "changes the environment"),
    "os.unsetenv": ("state", "changes the environment"),
    "os.chdir": ("state", "changes the current folder"),
    "time.sleep": ("slow", "sleeps"),
    "sys.addaudithook": ("state", "adds an audit hook"),
    "sys.settrace": ("state", "sets a tracer"),
}
_MACHINE: Final = frozenset({"ctypes.dlopen", "ctypes.dlsym", "ctypes.call_function"})
"""What machine code does then, nobody sees; refused where the plugin's own lines ask for it."""
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_DEVICES: Final = ("/dev/", "/proc/", "/usr/share/", "/etc/localtime")
_CLOCK: Final = frozenset({time.time, time.time_ns})
_DAYS: Final = frozenset({"today", "now", "utcnow"})


class RefusedError(PermissionError):
    """A plugin wanted to do what no hook may."""


class Watch:
    """Looks on while foreign code runs."""

    def __init__(self, own: tuple[str, ...], tell: Tell) -> None:
        """Know whose code is looked at; nothing is watched yet.

        Args:
            own: The plugin's files and folders.
            tell: Takes what is found.
        """
        self._own = tuple(place if place.endswith(".py") else f"{place}{os.sep}" for place in own)
        self._tell = tell
        self._asked = ""
        self._fallback = (own[0] if own else "", 0)
        self._readable = tuple(
            str(Path(place).resolve())
            for place in {*sys.path, sys.prefix, sys.base_prefix, *own}
            if place and place != os.sep
        )
        sys.addaudithook(self._audit)

    @contextmanager
    def on(self, asked: str, place: tuple[str, int], *, closely: bool = True) -> Iterator[None]:
        """Watch what is run inside.

        Args:
            asked: What the plugin is asked, for messages: a hook's name.
            place: Where that stands, for what has no line in the plugin's own code.
            closely: Whether each call is looked at, too, for the clock; that takes time.
        """
        self._asked, self._fallback = asked, place
        spoken = _Spoken(self)
        try:
            with redirect_stdout(spoken), redirect_stderr(spoken):
                sys.setprofile(self._profile if closely else None)
                try:
                    yield
                finally:
                    sys.setprofile(None)
        finally:
            self._asked = ""

    def is_own(self, file: str) -> bool:
        """Tell whether a file is the plugin's."""
        return file.startswith(self._own)

    def line_of(self, exc: BaseException) -> tuple[str, int]:
        """Return the last line of the plugin's own code that an exception came through."""
        if isinstance(exc, SyntaxError) and exc.filename and self.is_own(exc.filename):
            return exc.filename, exc.lineno or 0
        found, trace = self._fallback, exc.__traceback__
        while trace is not None:
            file = trace.tb_frame.f_code.co_filename
            if self.is_own(file):
                found = file, trace.tb_lineno
            trace = trace.tb_next
        return found

    def note(self, rule: Rule, message: str, mend: str = _PURE) -> None:
        """Tell of something that is just being done."""
        asked, self._asked = self._asked, ""  # what is done here is not the plugin's
        path, line = self._place()
        self._tell(Finding(path, line, rule, f"{asked} {message}", mend))
        self._asked = asked

    def _place(self) -> tuple[str, int]:
        frame: FrameType | None = sys._getframe(1)
        while frame is not None:
            if self.is_own(frame.f_code.co_filename):
                return frame.f_code.co_filename, frame.f_lineno
            frame = frame.f_back
        return self._fallback

    def _audit(self, event: str, args: tuple[Any, ...]) -> None:
        if not self._asked:
            return
        if event == "open":
            self._open(*args)
        elif event in _REFUSED:
            rule, message = _REFUSED[event]
            self.note(rule, f"{message}{_named(args)}")
            raise RefusedError(f"{message}: no hook may")
        elif event in _MACHINE and self._is_at_machine_code():
            self.note("process", "calls machine code with ctypes")
            raise RefusedError("it calls machine code: no hook may")
        elif event in _TOLD:
            self.note(*_TOLD[event])
        elif event == "sqlite3.connect" and args and args[0] != ":memory:":
            self.note("writes", f"opens a database ({args[0]})")

    def _is_at_machine_code(self) -> bool:
        """Tell whether it is the plugin that uses ctypes, and not what it imports."""
        frame: FrameType | None = sys._getframe(2)
        while frame is not None and frame.f_globals.get("__name__") == "ctypes":
            frame = frame.f_back
        return frame is not None and self.is_own(frame.f_code.co_filename)

    def _open(self, path: object, mode: str | None, flags: int) -> None:
        if not isinstance(path, (str, bytes, os.PathLike)):
            return
        file = os.fsdecode(path)
        if (mode is not None and set(mode) & set("wax+")) or (mode is None and flags & _WRITING):
            if file != os.devnull:
                self.note("writes", f"writes a file ({file})")
                raise RefusedError(f"{file}: no hook may write")
        elif not file.startswith((*self._readable, *_DEVICES)) and Path(file).is_absolute():
            self.note(
                "reads", f"reads a file ({file})", "what a hook gives rests on its facts only"
            )

    def _profile(self, frame: FrameType, event: str, arg: Any) -> None:  # noqa: ANN401
        if event != "c_call":
            return
        if arg is _thread.start_new_thread:
            self.note(*_TOLD["_thread.start_new_thread"])
        if not self.is_own(frame.f_code.co_filename):
            return
        if arg is time.sleep:
            self.note(*_TOLD["time.sleep"])
        owner = getattr(arg, "__self__", None)
        if arg in _CLOCK:
            self._clock(f"time.{arg.__name__}", frame)
        elif arg.__name__ in _DAYS and isinstance(owner, type) and issubclass(owner, date):
            self._clock(f"{owner.__name__}.{arg.__name__}", frame)

    def _clock(self, name: str, frame: FrameType) -> None:
        message = f"{self._asked} reads the clock ({name})"
        mend = "take `today` as a parameter, so that --as-of works"
        place = frame.f_code.co_filename, frame.f_lineno
        self._tell(Finding(*place, "clock", message, mend))


class _Spoken(TextIOBase):
    """Stands in the place of stdout and stderr."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    def writable(self) -> bool:
        """Tell that it takes text."""
        return True

    def write(self, text: str) -> int:
        """Tell of what is printed."""
        if text.strip():
            self._watch.note("prints", "prints", "give values; a command prints with asked.say")
        return len(text)


def _named(args: tuple[Any, ...]) -> str:
    """Return what an event is about, where it says."""
    first = next((arg for arg in args if isinstance(arg, (str, bytes, os.PathLike))), "")
    text = os.fsdecode(first) if first else ""
    return f" ({text[:60]})" if text else ""
