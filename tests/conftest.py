"""What all tests share: an own cache, the checkout as the current folder, pages that are tests."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def pytest_addoption(parser):
    parser.addoption("--update", action="store_true", help="write what the commands print")


@pytest.fixture(autouse=True)
def _own_world(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("PNM_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.setenv("PNM_CONFIG_DIR", str(tmp_path_factory.getbasetemp() / "config"))
    monkeypatch.setenv("PNM_DATA_DIR", str(tmp_path_factory.getbasetemp() / "data"))
    monkeypatch.delenv("PNM_VAULT", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.chdir(ROOT)


@pytest.fixture
def root():
    return ROOT
