"""Our own Word file, workbook and web page, read back, say what the disclosure says."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conformance.readers.invented_disclosure import compiled_disclosure
from tests.conformance.readers.likeness import differences, paragraphs_of

from mingzhang.facts.model import Disclosure
from mingzhang.intake.read import read_file
from mingzhang.standard.load import Standard
from mingzhang.writers.publication import Publication
from mingzhang.writers.registry import writer

FORMATS = ("docx", "xlsx", "html")


@pytest.fixture(scope="module", params=["sample", 3, 8])
def published(request: pytest.FixtureRequest, repository: Path) -> Disclosure:
    if request.param == "sample":
        return read_file(repository / "samples" / "gaoping-2024.json")
    return compiled_disclosure(request.param)


@pytest.mark.parametrize("name", FORMATS)
def test_reading_our_own_file_gives_the_same_disclosure(
    name: str, published: Disclosure, standard: Standard, tmp_path: Path
) -> None:
    files = writer(name).write(Publication(published, standard), tmp_path)
    main = next(path for path in files if path.suffix == f".{name}")
    read = read_file(main)
    assert differences(published, read) == []
    assert paragraphs_of(read) == paragraphs_of(published)
    assert read.profile.duties == published.profile.duties
    assert read.profile.staff == published.profile.staff
    assert [entry.term for entry in read.glossary] == [entry.term for entry in published.glossary]
    assert read.traces == []
