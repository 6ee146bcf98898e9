"""A reading process whose readers do what foreign files make parsers do. Started by `test_isolated.py`."""

from __future__ import annotations

import ctypes
import time

from mingzhang.document.model import Cell, Document, Grid, Paragraph, Place, Row
from mingzhang.kit.errors import MissingPart, UnreadableInput
from mingzhang.readers import heartbeat, worker


class Misbehaving:
    """Does what its data says."""

    name = "misbehaving"
    extensions = ()
    priority = 1

    def sniffs(self, data: bytes) -> bool:
        return True

    def read(self, data: bytes, name: str) -> Document:
        heartbeat.reached(1)
        deed = data.decode()
        if deed == "hang":
            time.sleep(600)
        if deed == "crash":
            ctypes.string_at(0)
        if deed == "eat":
            held = []
            while True:
                held.append(bytearray(8 * 1024 * 1024))
                time.sleep(0.002)
        if deed == "refuse":
            raise UnreadableInput(f"{name}：不行。", f"{name}: no.")
        if deed == "miss":
            raise MissingPart("没有安装。", "not installed.")
        if deed == "break":
            raise KeyError("slip")
        if deed == "noise":
            print("a library prints this on standard output", flush=True)
        if deed == "slow":
            for page in range(2, 10):
                time.sleep(0.5)
                heartbeat.reached(page)
        cell = Cell("1.00", Place(page=1, bbox=(1.0, 2.0, 3.0, 4.0)), 2, 3, "1.001", 0.5, True)
        document = Document(name, "misbehaving")
        document.blocks = [
            Paragraph("上", Place(page=1), 1),
            Grid([Row([cell], Place(page=1))], Place(page=1)),
        ]
        document.blocks.append(Paragraph("下", Place(line=3)))
        document.unread = [(Place(page=2), "", "图片")]
        document.traces = [("author", "someone")]
        return document


worker.readers = lambda: (Misbehaving(),)  # type: ignore[assignment]

if __name__ == "__main__":
    worker.main()
