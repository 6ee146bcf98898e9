"""What every test may use: the repository, the real documents beside it, the standard, and the profiles."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from mingzhang.standard.load import Standard, load_standard

# A deadline would measure the machine, not the code. In CI the same examples every time: failures repeat.
settings.register_profile("default", max_examples=50, deadline=None)
settings.register_profile("ci", max_examples=50, deadline=None, derandomize=True, database=None)
settings.register_profile("long", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "default"))

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the repository."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared(repository: Path) -> Path:
    """The folder of real documents beside the repository; without it the test is skipped."""
    folder = repository.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the real documents (../shared) are not here")
    return folder


@pytest.fixture(scope="session")
def seed(shared: Path) -> Path:
    """The folder of the seed document and its keys; without it the test is skipped."""
    folder = shared / "seed"
    if not folder.is_dir():
        pytest.skip("the seed document (../shared/seed) is not here")
    return folder


@pytest.fixture(scope="session")
def standard() -> Standard:
    """The Chinese standard of fiscal year 2024, loaded once."""
    return load_standard("cn", 2024)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The one test that takes minutes begins first: at the end one processor would wait for it alone."""
    items.sort(key=lambda item: item.name != "test_the_web_on_postgresql")
