"""Stretches of a sentence that give uses or reasons: their numbers are not said of its subject."""

from __future__ import annotations

import re

from mingzhang.claims.cues import any_of
from mingzhang.standard.wording import ClaimWording


class Zones:
    """Cuts uses (主要用于…) and reasons (主要原因…) out of the words before a number.

    A use ends where a clause begins with an amount, a comparison or a completion; a reason only with the
    sentence or with 其中：, because reasons state amounts and changes of their own.
    """

    def __init__(self, wording: ClaimWording) -> None:
        self._uses = re.compile(rf"(?:{any_of(wording.uses)})(?!{any_of(wording.not_uses)})")
        self._reasons = re.compile(any_of(wording.reasons))
        budget = any_of([word for entry in wording.budget_words for word in entry.words])
        self._use_ends = re.compile(
            rf"[，。;](?=(?:{budget}|{any_of(wording.actual_words)}|{any_of(wording.comparisons)}"
            rf"|{any_of(wording.completions)}|其中|(?:19|20)\d{{2}}年))"
        )
        self._reason_ends = re.compile(r"[，。;]?其中:")
        self._open: re.Pattern[str] | None = None

    def close(self) -> None:
        """What follows is said of the sentence's own subjects again."""
        self._open = None

    @property
    def inside(self) -> bool:
        """Whether the words taken last end inside a zone."""
        return self._open is not None

    @property
    def in_use(self) -> bool:
        """Whether the words taken last end inside a use."""
        return self._open is self._use_ends

    def outside(self, words: str) -> str:
        """`words` with every use and reason taken out; what is cut leaves a comma."""
        kept = ""
        position = 0
        while position < len(words):
            if self._open is not None:
                end = self._open.search(words, position)
                if end is None:
                    return kept
                kept += "，"
                position = end.end() if self._open is self._use_ends else end.start()
                if self._open is self._reason_ends and position < end.end():
                    kept += words[position : end.end()]
                    position = end.end()
                self._open = None
                continue
            use = self._uses.search(words, position)
            reason = self._reasons.search(words, position)
            begin = min((match.start() for match in (use, reason) if match is not None), default=len(words))
            kept += words[position:begin]
            if use is not None and use.start() == begin:
                self._open = self._use_ends
                position = use.end()
            elif reason is not None and reason.start() == begin:
                self._open = self._reason_ends
                position = reason.end()
            else:
                position = begin
        return kept
