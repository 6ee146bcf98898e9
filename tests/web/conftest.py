"""A small organisation of two departments for the tests of the web: invented units, real records, real
compilations; the same for every test of a module, taken back after each."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from pytest_django import DjangoDbBlocker

from mingzhang_web.demo import load
from mingzhang_web.kept import clear_all
from mingzhang_web.organisations.models import Account
from mingzhang_web.year.models import UnitYear
from tests.web.installation import Installation, new_database
from tests.web.postgresql import server

SIGNED_IN = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The demonstration of the two invented units, loaded once into the test database. A request that comes
    through the real WSGI application would close the connection in the middle of the test's transaction."""
    for moment in (request_started, request_finished):
        moment.disconnect(close_old_connections)
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "SAMPLE", tmp_path_factory.mktemp("no-sample"))
        load.load_demo()
        load.publish_demo()


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path: Path) -> Path:
    """The data directory, its evidence and imports."""
    settings.DATA = tmp_path
    clear_all()  # the test before was taken back, and what was worked out of its records with it
    return tmp_path


@pytest.fixture
def sign_in(db: None) -> Callable[[str], Client]:
    """A browser signed in with an account of the demonstration."""

    def signed_in(username: str) -> Client:
        client = Client()
        account = Account.objects.get(username=username)
        client.force_login(account, backend=SIGNED_IN)
        # As the log-in page leaves it: who has just signed in need not confirm it.
        session = client.session
        session["account_authentication_methods"] = [
            {"method": "password", "at": time.time(), "reauthenticated": True}
        ]
        session["account_authentication_methods_user"] = str(account.pk)
        session.save()
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


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a database of a PostgreSQL server of the tests' own."""
    with server() as address:
        yield address


@pytest.fixture(scope="session")
def installed_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An installation with the demonstration's two invented units; tests only add to its trail."""
    installation = Installation(tmp_path_factory.mktemp("installed") / "data")
    installation.do("make")
    return installation


@pytest.fixture(scope="session")
def installed_postgresql(postgresql: str, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The same on PostgreSQL."""
    data = tmp_path_factory.mktemp("installed") / "data"
    installation = Installation(data, new_database(postgresql))
    installation.do("make")
    return installation


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def installed(request: pytest.FixtureRequest) -> Installation:
    """The same on each of the two databases."""
    found: Installation = request.getfixturevalue(f"installed_{request.param}")
    return found
