"""What a template asks for and is not there, remembered for the message.

In: what Jinja did not find. Out: an undefined value whose error knows what was asked of what.
Not known here: the message.
"""

from __future__ import annotations

from typing import Self

from jinja2 import StrictUndefined
from jinja2.utils import missing


class Lost(str):
    """Jinja's message, with what it is about.

    Attributes:
        holder: What was asked; nothing for a name that stands alone.
        name: For what.
        is_part: Whether a part of something was asked for.
        is_place: Whether it was asked for by number.
    """

    __slots__ = ("holder", "is_part", "is_place", "name")
    holder: object
    name: str
    is_part: bool
    is_place: bool

    @classmethod
    def of(cls, message: str, holder: object, name: str | int) -> Self:
        """Make the message."""
        lost = cls(message)
        lost.holder, lost.name = holder, str(name)
        lost.is_part, lost.is_place = holder is not missing, isinstance(name, int)
        return lost


class Missing(StrictUndefined):
    """A value that is not there: whatever is done with it is a fault."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        message = super()._undefined_message
        if self._undefined_hint or self._undefined_name is None:
            return message
        return Lost.of(message, self._undefined_obj, self._undefined_name)
