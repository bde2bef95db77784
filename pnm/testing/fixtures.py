"""The pytest plugin: the fixture `vault_of`.

It is loaded in every run of pytest in the environment that pnm is in, so it imports nothing of pnm
before the fixture is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from datetime import date

    from pnm.testing import Plugins, SmallVault, VaultOf


@pytest.fixture
def vault_of(tmp_path_factory: pytest.TempPathFactory) -> VaultOf:
    """Make vaults out of text: `vault_of({"People/Ada.md": "…"}, plugins=(my_plugin,))`.

    Each has its own cache, settings and home. See `pnm.testing.SmallVault` for what it can do.
    """

    def make(
        notes: Mapping[str, str | bytes] | None = None,
        *,
        config: str | None = None,
        plugins: Plugins = (),
        bundled: bool = False,
        today: date | None = None,
    ) -> SmallVault:
        from pnm.testing import TODAY, SmallVault

        return SmallVault(
            tmp_path_factory.mktemp("pnm"),
            notes,
            config=config,
            plugins=plugins,
            bundled=bundled,
            today=today or TODAY,
        )

    return make
