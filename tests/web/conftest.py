"""A small organisation of two departments for the tests of the web: invented units, real records, real
compilations; the same for every test of a module, taken back after each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from mingzhang_web.demo import load
from mingzhang_web.organisations.models import Account
from mingzhang_web.year.models import UnitYear

SIGNED_IN = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The demonstration of the two invented units, loaded once into the test database."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "SAMPLE", tmp_path_factory.mktemp("no-sample"))
        load.load_demo()
        load.publish_demo()


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path: Path) -> Path:
    """The data directory, its evidence and imports."""
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def sign_in(db: None) -> Callable[[str], Client]:
    """A browser signed in with an account of the demonstration."""

    def signed_in(username: str) -> Client:
        client = Client()
        client.force_login(Account.objects.get(username=username), backend=SIGNED_IN)
        return client

    return signed_in


@pytest.fixture
def own(db: None) -> UnitYear:
    """The year in preparation of the unit `finance` belongs to."""
    return UnitYear.objects.get(office__code="098001")


@pytest.fixture
def other(db: None) -> UnitYear:
    """The published year of another department's unit."""
    return UnitYear.objects.get(office__code="099001")
