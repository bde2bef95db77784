"""Which plugin a name on the command line means.

In: a session, a name. Out: the plugin, or an error with what may be meant.
"""

from __future__ import annotations

from pnm.errors import NotFoundError
from pnm.found import Plugin
from pnm.session import Session
from pnm.wording import known_are


def plugin_named(session: Session, name: str, origin: str | None = None) -> Plugin:
    """Return the plugin of a name, the one that is asked where several have it.

    Args:
        session: The vault.
        name: The plugin's, or that of its file.
        origin: Where it must come from; None for anywhere.

    Raises:
        NotFoundError: There is none.
    """
    wanted = name.rpartition("/")[2].removesuffix(".py")
    found = [one for one in session.plugins if origin is None or one.origin == origin]
    for plugin in found:
        if plugin.name == wanted:
            return plugin
    where = " in this vault" if origin == "vault" else ""
    raise NotFoundError(
        f"there is no plugin {wanted!r}{where}",
        mend=known_are(wanted, sorted({one.name for one in found})),
    )
