"""Small English that many messages need: numbers with nouns, lists, long texts cut, near misses.

In: numbers, words, texts. Out: text for people. Not known here: what is spoken of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def counted(number: int, one: str, many: str = "") -> str:
    """Say a number with its noun.

    Args:
        number: How many.
        one: The noun for one.
        many: The noun for any other number; by default `one` with an s.

    Returns:
        `1 day`, `2 days`, `0 people`.
    """
    return f"{number} {one if number == 1 else many or one + 's'}"


def listed(names: Sequence[str], most: int = 0, *, others: int = 0) -> str:
    """Say several names, or other words, as a person lists them.

    Args:
        names: In their order.
        most: How many to say at the most, the count of the others being one of them; 0 for all.
        others: How many there are besides, not named here.

    Returns:
        `Ada`, `Ada and Bob`, `Ada, Bob and 3 others`; an empty text for nobody.
    """
    if 0 < most < len(names):
        others += len(names) - most + 1
        names = names[: most - 1]
    parts = [*names, *([counted(others, "other")] if others else ())]
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def sentence(text: str) -> str:
    """Say a text as a sentence begins: with a capital letter, the others as they are."""
    return text[:1].upper() + text[1:]


def shortened(text: str, longest: int = 80) -> str:
    """Say a text on one line.

    Args:
        text: Any text.
        longest: The most characters, the `…` at the end not counted.

    Returns:
        The text with single spaces, cut between words where it is long.
    """
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    cut = text[:longest]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:.-") + "…"


def known_are(asked: str, known: Iterable[str]) -> str:
    """Say what could be meant by a word that means nothing; a mend for a typing error.

    Args:
        asked: What somebody wrote.
        known: What there is.

    Returns:
        `did you mean asks? known are: asks, close`; without the question where nothing is near.
    """
    from difflib import get_close_matches  # late: most commands meet no typing error

    names = list(known)
    near = get_close_matches(asked, names, 1)
    guess = f"did you mean {near[0]}? " if near else ""
    return f"{guess}known are: {', '.join(names) or 'none'}"
