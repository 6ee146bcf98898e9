"""What the system says of a file, in Chinese where it would speak English."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from mingzhang.kit.system_errors import reason_of


@pytest.mark.skipif(os.name == "nt", reason="Windows words its errors in the user's language")
def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("", encoding="utf-8")
    with pytest.raises(OSError, match="Not a directory") as raised:
        (tmp_path / "a" / "b").read_bytes()
    reason = reason_of(raised.value)
    assert reason.zh == "路径中有一段不是文件夹"
    assert reason.en == "Not a directory"


def test_what_has_no_words_of_ours() -> None:
    unknown = OSError(errno.ENOMSG, "No message")
    assert reason_of(unknown).zh == "No message"
    assert reason_of(OSError("odd")).en == "OSError"
    assert reason_of(ValueError("embedded null byte")).zh == "ValueError"
