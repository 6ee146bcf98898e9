"""Hostile and broken files dropped into the workbench: one line on the page, and nothing left anywhere."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mingzhang_web.filecheck.models import DroppedFile
from mingzhang_web.jobs.models import Job
from tests.conformance.readers.hostile_office import bomb, entities, external_entity, nested_word, protected
from tests.conformance.readers.pdf_files import encrypted, huge_page, page_of, page_tree_in_a_circle

SignIn = Callable[[str], Client]
FILES = "/workbench/files/"
FAULTS = ("Traceback", "内部错误", "internal error", "Error:", "Exception")
HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "zip bomb": ("某局.docx", bomb),
    "entities that multiply": ("某局.docx", entities),
    "an entity outside": ("某局.docx", external_entity),
    "10,000 tables in one another": ("某局.docx", lambda: nested_word(10_000)),
    "a password": ("某局.docx", protected),
    "a password, PDF": ("某局.pdf", encrypted),
    "page tree in a circle": ("某局.pdf", page_tree_in_a_circle),
    "a huge page": ("某局.pdf", huge_page),
    "cut off": ("某局.pdf", lambda: page_of(b"BT /F 12 Tf 72 700 Td (x) Tj ET")[:300]),
    "another format": ("某局.docx", lambda: page_of(b"BT /F 12 Tf 72 700 Td (x) Tj ET")),
    "nothing in it": ("某局.txt", lambda: b" \n" * 500),
    "deep JSON": ("某局.json", lambda: b'{"a":' * 100_000),
    "a name that leads elsewhere": ("../../../etc/某局.pdf", encrypted),
    "a name of two lines": ("某\n\u202e局😀<b>.pdf", encrypted),
}


def taken_in(client: Client, name: str, data: bytes) -> str:
    """The page that the person sees in the end."""
    answer = client.post(FILES, {"files": [SimpleUploadedFile(name, data)]})
    assert answer.status_code in (302, 422)
    return (client.get(answer["Location"]) if answer.status_code == 302 else answer).content.decode()


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_upload_is_one_line(
    case: str,
    sign_in: SignIn,
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    name, make = HOSTILE[case]
    scratch = tmp_path_factory.mktemp("scratch")
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    client = sign_in("finance")
    page = taken_in(client, name, make())
    said = re.findall(r'(?s)role="alert"[^>]*>(.*?)</', page)
    assert len(said) == 1
    assert "局" in said[0]
    assert not [fault for fault in FAULTS if fault in page]
    assert str(data) not in page
    assert "<b>.pdf" not in page
    assert [path.name for path in data.rglob("*") if path.is_file()] in ([], ["original"])
    for file in DroppedFile.objects.all():
        assert client.post(f"{file.address}delete/").status_code == 302
    assert [path for path in data.rglob("*") if path.is_file()] == []
    assert list(scratch.iterdir()) == []
    assert not Job.objects.filter(state__in=("waiting", "running")).exists()
