"""The API held against its own description by generated requests: no server error, no answer that the
description does not know."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.generation import GenerationMode

from mingzhang_web.wsgi import application

OPERATIONS = (
    "/api/units",
    "/api/publications",
    "/api/publications.json",
    "/api/publications/{publication_id}",
    "/api/publications/{publication_id}/disclosure",
    "/api/publications/{publication_id}/figures",
    "/api/publications/{publication_id}/evaluations",
    "/api/publications/{publication_id}/changes",
    "/api/figures",
)
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
)


@pytest.fixture
def described(db: None) -> Any:
    """The description as the server gives it."""
    return schemathesis.openapi.from_wsgi("/api/openapi.json", application, headers={"Host": "localhost"})


def test_every_operation_is_asked(described: Any) -> None:
    assert {result.ok().path for result in described.get_all_operations()} == set(OPERATIONS)


ASKED = [
    (path, mode)
    for path in OPERATIONS
    for mode in GenerationMode
    # Nothing can be asked wrongly of what takes no parameter.
    if mode is GenerationMode.POSITIVE or path != "/api/publications.json"
]


@pytest.mark.parametrize(("path", "mode"), ASKED, ids=[f"{path}-{mode.name.lower()}" for path, mode in ASKED])
def test_generated_requests(described: Any, path: str, mode: GenerationMode) -> None:
    """What the description allows, and what it forbids."""
    operation = described[path]["GET"]
    checks = [schemathesis.checks.CHECKS.get_one(name) for name in CHECKS]

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    def ask(case: Any) -> None:
        response = case.call(headers={"Host": "localhost"})
        case.validate_response(response, checks=checks)

    ask()
