"""Fixtures that all tests share."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says how busy the machine is, not whether the code is right.
settings.register_profile("kamervragen", deadline=None)
settings.load_profile("kamervragen")

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "qa" / "sample"
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def sample():
    """The folder of the five sample documents."""
    return SAMPLE


@pytest.fixture(scope="session")
def shared():
    """The folder ../shared, with real documents; the test is skipped where it is absent."""
    if not (SHARED / "documents").is_dir():
        pytest.skip("needs ../shared/documents, which is not part of the project")
    return SHARED


@pytest.fixture(scope="session")
def store(tmp_path_factory):
    """A store of the sample, made with the default encoder. Copy it before you damage it."""
    from index.build import build
    from index.encode import load_encoder
    from qa.collect import collect

    folder = tmp_path_factory.mktemp("sample") / "store"
    build(folder, list(collect([SAMPLE])), encoder=load_encoder())
    return folder


@pytest.fixture(scope="session")
def chromium():
    """The path of Debian's Chromium; without it the test is skipped, or fails in CI."""
    path = shutil.which("chromium")
    if path is None:
        reason = "needs Debian's Chromium: apt-get install chromium"
        if os.environ.get("KAMERVRAGEN_REQUIRE_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path


@pytest.fixture(autouse=True)
def _no_store_from_the_environment(monkeypatch):
    monkeypatch.delenv("KAMERVRAGEN_STORE", raising=False)
