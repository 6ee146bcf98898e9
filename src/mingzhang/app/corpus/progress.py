"""How far a long run is: one line on a terminal, nothing where standard error is none."""

from __future__ import annotations

import sys
import time

from mingzhang.kit.language import Language, Text

_EVERY = 0.5
"""Seconds between two looks of the line."""


class Progress:
    """A line with what is done of how much, the rate and the time left."""

    def __init__(self, total: int, language: Language) -> None:
        self._total = total
        self._language = language
        self._begin = self._shown = time.monotonic()
        self._line = False
        self._terminal = sys.stderr.isatty()

    def show(self, done: int, failed: int) -> None:
        """Draws the line anew, if it is time."""
        now = time.monotonic()
        if not self._terminal or now - self._shown < _EVERY:
            return
        self._shown = now
        self._line = True
        print(f"\r\x1b[K{self._said(done, failed, now - self._begin)}", end="", file=sys.stderr, flush=True)

    def show_of(self, done: int, total: int) -> None:
        """The same where it only turns out on the way how much there is."""
        self._total = total
        self.show(done, 0)

    def _said(self, done: int, failed: int, seconds: float) -> str:
        total = max(self._total, done)
        rate = done / seconds if seconds else 0.0
        left = _duration((total - done) / rate) if rate else Text("未知", "unknown")
        return Text(
            f"{done}/{total} 份，每秒 {rate:.1f} 份，失败 {failed}，还需 {left.zh}",
            f"{done}/{total}, {rate:.1f} a second, {failed} failed, {left.en} left",
        ).said(self._language)

    def end(self) -> None:
        """Takes the line away."""
        if self._line:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
            self._line = False


def _duration(seconds: float) -> Text:
    whole = round(seconds)
    hours, minutes, rest = whole // 3600, whole % 3600 // 60, whole % 60
    if hours:
        return Text(f"{hours} 小时 {minutes} 分", f"{hours} h {minutes} min")
    if minutes:
        return Text(f"{minutes} 分 {rest} 秒", f"{minutes} min {rest} s")
    return Text(f"{rest} 秒", f"{rest} s")
