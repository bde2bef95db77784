"""Names made comparable: `Łukasz` = `lukasz`, `Zoë` = `ZOE`, `伟 李` = `weili`.

In: text. Out: lower-case ASCII where that is possible. Not known here: who has the name.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import combining, normalize

_KEY_NOISE = re.compile(r"[\s_\-]+")
_FOREIGN = re.compile(r"[^\x00-\x7f]{1,200}")


def fold(text: str) -> str:
    """Return text in lower-case ASCII with single spaces, for comparing names.

    Args:
        text: A name in any script.

    Returns:
        Its folded form; the case-folded text itself where nothing can be transliterated.
    """
    if not text.isascii():
        text = _FOREIGN.sub(_in_ascii, normalize("NFC", text))  # a Mac parts ë into e and dots
    return " ".join(text.casefold().split())


def _in_ascii(found: re.Match[str]) -> str:
    return _transliterated(found[0])


@lru_cache(maxsize=8192)
def _transliterated(letters: str) -> str:
    from anyascii import anyascii

    return anyascii(letters) or "".join(one for one in letters if not combining(one))


@lru_cache(maxsize=4096)
def fold_key(key: str) -> str:
    """Return a key of front matter without case, spaces, `-` and `_`: `E-mail` = `e_mail`."""
    return _KEY_NOISE.sub("", key).casefold()
