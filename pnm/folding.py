"""Names made comparable: `Łukasz` = `lukasz`, `Zoë` = `ZOE`, `伟 李` = `weili`.

In: text. Out: lower-case ASCII where that is possible. Not known here: who has the name.
"""

from __future__ import annotations

import re

_KEY_NOISE = re.compile(r"[\s_\-]+")


def fold(text: str) -> str:
    """Return text in lower-case ASCII with single spaces, for comparing names.

    Args:
        text: A name in any script.

    Returns:
        Its folded form; the case-folded text itself where nothing can be transliterated.
    """
    if not text.isascii():
        from anyascii import anyascii

        text = anyascii(text) or text
    return " ".join(text.casefold().split())


def fold_key(key: str) -> str:
    """Return a key of front matter without case, spaces, `-` and `_`: `E-mail` = `e_mail`."""
    return _KEY_NOISE.sub("", key).casefold()
