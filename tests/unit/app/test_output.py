"""Where results are delivered to: files in one step, and what is no file stays what it is."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest

from mingzhang.app.folder import written_aside
from mingzhang.app.output import deliver

posix = pytest.mark.skipif(sys.platform == "win32", reason="pipes with names, links")


def test_a_file_is_replaced_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    place = tmp_path / "facts.json"
    place.write_bytes(b"before")
    deliver(b"after", place)
    assert place.read_bytes() == b"after"
    assert list(tmp_path.iterdir()) == [place]


@posix
def test_a_link_keeps_pointing_where_it_does(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    real, link = tmp_path / "there" / "facts.json", tmp_path / "latest.json"
    link.symlink_to(real)
    for content in (b"first", b"second"):
        deliver(content, link)
        assert link.is_symlink()
        assert real.read_bytes() == content


@posix
def test_what_is_no_file_is_written_to_and_stays(tmp_path: Path) -> None:
    """As root, replacing `/dev/null` would break the whole machine."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    deliver(b"through", pipe)
    reader.join(30)
    assert read == [b"through"]
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


@posix
def test_a_linked_folder_is_replaced_where_it_is(tmp_path: Path) -> None:
    real, link = tmp_path / "disk" / "site", tmp_path / "site"
    real.mkdir(parents=True)
    (real / "old").touch()
    link.symlink_to(real)
    with written_aside(link, lambda _: True) as aside:
        (aside / "new").touch()
    assert link.is_symlink()
    assert [path.name for path in real.iterdir()] == ["new"]
    assert [path.name for path in real.parent.iterdir()] == ["site"]
