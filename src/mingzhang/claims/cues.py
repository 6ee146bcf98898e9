"""What the words before a number say it is: an amount, a change, a rate, a share, a completion, a count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from mingzhang.claims.numbers import NumberToken
from mingzhang.standard.wording import Budget, BudgetWords, ClaimWording

Measure = Literal["amount", "change", "rate", "share", "completion", "count"]
Direction = Literal["increase", "decrease", "same"]
Role = Literal["budget", "actual"]
Against = Literal["prior", "budget", "prior_budget"]


_CLOSE = re.compile(r"[为是数约共:安排金总额支出]*")


@dataclass(frozen=True, slots=True)
class Cue:
    """What a number is. `start` is where the cue's own words begin; the subject's words end there.

    `role` and `stage` say which amount of a subject is meant, `share_of` holds the words of the total.
    `said` is False where no word decided and the unit alone did.
    """

    measure: Measure
    start: int
    direction: Direction | None = None
    role: Role | None = None
    stage: Budget | None = None
    share_of: str | None = None
    said: bool = True


def any_of(words: list[str]) -> str:
    """An alternation of plain words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


class Cues:
    """The patterns of one wording; build it once."""

    def __init__(self, wording: ClaimWording) -> None:
        self.wording = wording
        self._directions = {
            word: entry.direction for entry in wording.changes for word in (*entry.verbs, *entry.nouns)
        }
        verb = any_of(list(self._directions))
        tail = any_of(wording.change_tails)
        self._change = re.compile(
            rf"(?P<verb>{verb})(?P<other>(?:[(/]?(?:{verb})\)?)*)(?:\(?[-+]?\)?)(?:{tail})*$"
        )
        self._share = re.compile(rf"(?:{any_of(wording.shares)})")
        self._completion = re.compile(rf"(?:{any_of(wording.completions)})")

    @cached_property
    def comparison(self) -> re.Pattern[str]:
        """`与上年相比`, `比2023年度`, `较年初预算`: what a change is measured against."""
        wording = self.wording
        compare = any_of([word for word in wording.comparisons if word != "同比"])
        prior = any_of(wording.prior_words)
        return re.compile(
            rf"同比|(?:{compare})(?P<prior>(?:19|20)\d{{2}}年度?(?:末|底|初)?|{prior}|同期)?"
            rf"(?:同期|当年)?(?:财政拨款|部门|单位)?(?P<budget>年初预算数?|预算执行数|预算安排数?|预算数?)?"
            rf"(?:支出决算数?|决算数?|执行数|同期)?(?:相比|比较)?"
        )

    def against(self, words: str) -> tuple[Against | None, str]:
        """What the last comparison in `words` compares with, and `words` with the comparisons blanked."""
        found: Against | None = None
        for match in self.comparison.finditer(words):
            if match.group() == "同比" or match.group("prior"):
                budget = match.group("budget")
                found = "prior_budget" if budget and "执行" not in budget else "prior"
            elif match.group("budget"):
                found = "budget"
            else:
                continue
            blank = "，" * (match.end() - match.start())
            words = words[: match.start()] + blank + words[match.end() :]
        return found, words

    def cue(self, words: str, token: NumberToken) -> Cue:
        """What `token` is, by the `words` between the number before it and itself."""
        change = self._change.search(words)
        if change is not None:
            rated = token.kind == "percent" or token.unit is None
            measure: Measure = "rate" if rated else "change"
            return Cue(measure, change.start(), self._direction(change))
        if token.kind == "percent":
            return self._percent(words)
        if token.kind == "points":
            return Cue("change", len(words), said=False)
        if token.kind == "money":
            return self._amount(words)
        return Cue("count", len(words), said=False)

    def budget_after(self, words: str) -> Budget | None:
        """The budget that the words right behind an amount call it: `与5.00万元的年初预算相比`."""
        if not words.startswith("的"):
            return None
        found = [
            entry.budget
            for entry in self.wording.budget_words
            if any(words.startswith(word, 1) for word in entry.words)
        ]
        return found[0] if found else None

    def _direction(self, change: re.Match[str]) -> Direction | None:
        """None where a leftover such as 增加（减少） leaves it open."""
        direction: Direction = self._directions[change.group("verb")]
        return None if change.group("other") else direction

    def _percent(self, words: str) -> Cue:
        shares = [*self._share.finditer(words)]
        completions = [*self._completion.finditer(words)]
        share = shares[-1] if shares else None
        completion = completions[-1] if completions else None
        if share is not None and (completion is None or share.start() > completion.start()):
            share_of = words[share.end() :].strip("为约:，的(")
            return Cue("share", share.start(), share_of=share_of or None)
        if completion is not None:
            stage = _stage(words[completion.end() :], self.wording.completion_objects)
            return Cue("completion", completion.start(), stage=stage)
        return Cue("rate", len(words), said=False)

    def _amount(self, words: str) -> Cue:
        """The last word of budget or of accounts before the number decides which amount it is."""
        best: tuple[int, int, Role, Budget | None] | None = None
        for entry in self.wording.budget_words:
            for word in entry.words:
                best = _later(best, words, word, "budget", entry.budget)
        for word in self.wording.actual_words:
            best = _later(best, words, word, "actual", None)
        if best is None:
            return Cue("amount", len(words), said=False)
        return Cue("amount", best[0], role=best[2], stage=best[3])


def _later(
    best: tuple[int, int, Role, Budget | None] | None,
    words: str,
    word: str,
    role: Role,
    stage: Budget | None,
) -> tuple[int, int, Role, Budget | None] | None:
    """The later of two finds; of two that end together, the longer. A bare 预算 may be part of a name
    (国有资本经营预算项目支出), so it counts only close to the number."""
    start = words.rfind(word)
    end = start + len(word)
    if start < 0 or (stage == "any" and not _CLOSE.fullmatch(words, end)):
        return best
    if best is None or end > best[1] or (end == best[1] and start < best[0]):
        return start, end, role, stage
    return best


def _stage(words: str, objects: list[BudgetWords]) -> Budget | None:
    for entry in objects:
        if any(word in words for word in entry.words):
            return entry.budget
    return None
