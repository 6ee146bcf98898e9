"""Writers are found by being there; what is no writer is not taken for one."""

from __future__ import annotations

from mingzhang.writers.registry import writer, writer_names


def test_every_format_of_the_contract_has_its_writer() -> None:
    assert writer_names() == ("datapackage", "docx", "html", "json", "pdf", "xbrl", "xlsx")
    assert [writer(name).name for name in writer_names()] == list(writer_names())
