"""A file laid out to be looked at: every mark stands on a sheet and on its page, every finding leads to its
marks and back, and reading stops where it is told to."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from tests.web.documents import published

from mingzhang.app.file_check import check_file, format_of, pictures_of, view_of
from mingzhang.app.workbench import Text
from mingzhang.kit.errors import UnreadableInput


class Stopped(Exception):
    """What a user's cancel raises."""


def nothing(what: Text) -> None:
    """Lets it go on."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("published")


@pytest.fixture(scope="module")
def pdf(folder: Path) -> Path:
    return published(folder, "pdf", wrong=True)


@pytest.mark.parametrize("form", ["pdf", "html"])
def test_findings_and_marks_lead_to_each_other(folder: Path, pdf: Path, form: str) -> None:
    path = pdf if form == "pdf" else published(folder, form, wrong=True)
    checked = check_file(path, "公开", nothing)
    for language in ("zh", "en"):
        view = view_of(checked.views[language])
        marks = {mark.id: mark for mark in view.marks}
        assert view.pictured == (form == "pdf")
        assert len(marks) > 150
        for finding in view.findings:
            for cell in finding.cells:
                assert not cell.mark or finding.number in marks[cell.mark].findings
                assert not cell.mark or cell.sheet == marks[cell.mark].sheet
        assert all(1 <= mark.sheet <= len(view.sheets) for mark in marks.values())
        shown = [mark for s in view.sheets for b in s.blocks for r in b.rows for c in r for mark in c.marks]
        assert form == "pdf" or len(set(shown)) > 150
    assert checked.ran["expenditure/hierarchy"] > 0


def test_marks_stand_on_their_page(pdf: Path) -> None:
    view = view_of(check_file(pdf, "公开.pdf", nothing).views["zh"])
    pages = {page.number: page for page in pictures_of(pdf, "公开.pdf")}
    assert len(pages) == len(view.sheets)
    assert Image.open(io.BytesIO(pages[6].picture)).width > 800
    for mark in view.marks:
        if mark.box is not None:
            x0, y0, x1, y1 = mark.box
            page = pages[mark.sheet]
            assert 0 <= x0 < x1 <= page.width
            assert 0 <= y0 < y1 <= page.height


def test_reading_stops_where_it_is_told_to(pdf: Path) -> None:
    seen: list[str] = []

    def stop(what: Text) -> None:
        seen.append(what.en)
        if "page 3" in what.en:
            raise Stopped

    with pytest.raises(Stopped):
        check_file(pdf, "公开.pdf", stop)
    assert "reading page 2" in seen
    assert check_file(pdf, "公开.pdf", nothing).verdict == "inconsistent", "the next file is read as ever"


@pytest.mark.parametrize(
    ("data", "name", "format_name"),
    [(b"%PDF-1.7\n", "a.txt", "pdf"), (b' {"schema": 1}', "a.pdf", "json"), (b"<html><p>x", "a", "html")],
)
def test_format_is_told_by_content(data: bytes, name: str, format_name: str) -> None:
    assert format_of(data, name) == format_name


@pytest.mark.parametrize("data", [b"", b"  \n", b"MZ\x90\x00\x03" + bytes(60)])
def test_what_is_no_document_is_not_taken(data: bytes) -> None:
    with pytest.raises(UnreadableInput):
        format_of(data, "a.exe")


def test_errors_call_the_file_by_its_name(tmp_path: Path) -> None:
    kept = tmp_path / "original"
    kept.write_bytes(b"%PDF-1.7 broken")
    with pytest.raises(UnreadableInput) as error:
        check_file(kept, "决算.pdf", nothing)
    assert "决算.pdf" in error.value.message.zh
    assert "original" not in error.value.message.zh
