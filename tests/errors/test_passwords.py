"""Office files under a password that LibreOffice set: one line that says so, whatever the format."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conformance.readers.locked_files import FILTERS, locked_files

from mingzhang.kit.errors import UnreadableInput
from mingzhang.readers.converted.conversion import office
from mingzhang.readers.registry import read_document


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    program = office()
    if program is None:
        pytest.skip("no LibreOffice is installed")
    return locked_files(program, tmp_path_factory.mktemp("locked"))


@pytest.mark.parametrize("name", FILTERS)
def test_a_password_is_named(name: str, folder: Path) -> None:
    with pytest.raises(UnreadableInput) as raised:
        read_document((folder / name).read_bytes(), name)
    assert raised.value.message.zh == f"{name}：文件加了密码；请去掉密码另存后再试。"
