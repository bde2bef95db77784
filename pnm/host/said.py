"""What went wrong in foreign code, on one line, with the place in that code.

In: an exception. Out: text. Not known here: whose code it is.
"""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path
from types import CodeType
from typing import Final

from pnm.host.guard import fenced

_OWN: Final = f"{Path(__file__).parent.parent}{os.sep}"
_LIBRARY: Final = f"{Path(contextlib.__file__).parent}{os.sep}"
_INSTALLED: Final = ("site-packages", "dist-packages")
_PLACE: Final = re.compile(r"\([^()]+:\d+\)$")
_PATIENCE_SECONDS: Final = 1.0
_LONGEST: Final = 200


def said(exc: BaseException, *, where_only: bool = False) -> str:
    """Return what went wrong, on one line.

    Args:
        exc: What was raised.
        where_only: Leave out what it says.

    Returns:
        `ValueError: no more (lunch.py:12)`; only ` (lunch.py:12)` where that is asked for.
    """
    if isinstance(exc, SyntaxError) and exc.filename:
        return f"SyntaxError: {exc.msg} ({exc.filename.rpartition('/')[2]}:{exc.lineno})"
    where = ""
    trace = exc.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if not (file.startswith((_OWN, "<frozen")) or _is_of_python(file)):
            where = f" ({file.rpartition('/')[2]}:{trace.tb_lineno})"
        trace = trace.tb_next
    if where_only:
        return where
    return f"{type(exc).__name__}{_text(exc)}{where}"


def placed(fault: str, function: object) -> str:
    """Return a fault with the line of a function, where it names no line itself.

    Args:
        fault: In words.
        function: The plugin's, in which it lies.
    """
    code = getattr(function, "__code__", None)
    if not isinstance(code, CodeType) or _PLACE.search(fault):
        return fault
    return f"{fault} ({code.co_filename.rpartition('/')[2]}:{code.co_firstlineno})"


def _text(exc: BaseException) -> str:
    try:
        with fenced(_PATIENCE_SECONDS):
            text = " ".join(str(exc).split())[:_LONGEST]
    except BaseException:  # noqa: BLE001 - foreign code may fail even in saying what failed
        return ""
    return f": {text}" if text else ""


def _is_of_python(file: str) -> bool:
    """Tell whether a file is of Python's own library, such as `contextlib`."""
    return file.startswith(_LIBRARY) and not any(part in file for part in _INSTALLED)
