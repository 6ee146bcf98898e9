"""Numbers in prose: value, unit and kind, without years, dates, numbering, codes and document numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from mingzhang.claims.folding import FoldedText
from mingzhang.kit.amounts import MAX_DIGITS
from mingzhang.standard.wording import ClaimWording

Kind = Literal["money", "percent", "points", "count"]

_DIGITS = r"(?:\d{1,3}(?:[,，]\d{3})+\.\d+|\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_NUMBER = re.compile(rf"(?<![\d.])(?:(?<=[为:(])-)?{_DIGITS}")
_ORDINARY_CHARACTER = re.compile(r"[㐀-鿿]")
_NOT_CLAIMS = re.compile(
    r"""
    (?<!\d)(?:19|20)\d{2}(?:[-—~～至到](?:19|20)?\d{2})?年(?:\d{1,2}月(?:\d{1,2}[日号]?)?)?(?![\d个])
    | (?<!\d)\d{2}年\d{1,2}月(?:\d{1,2}[日号]?)?
    | (?<!\d)\d{1,2}月\d{1,2}[日号]?
    | (?<![\d.])\d{1,2}(?:[-—~～至]\d{1,2})?月(?!饼)
    | (?<![\d.])\d{1,2}[日号](?=[前后起止至，。、;)])
    | (?<![\d.])(?:19|20)\d{2}[.\-/]\d{1,2}[.\-/]\d{1,2}(?!\d)
    | (?<![\d.])(?:19|20)\d{2}[.]\d{1,2}(?=[,，。;、至\-])
    | (?<![\d.])\d{1,2}\.\d{1,2}(?=[㐀-鿿]{0,8}(?:宣传|纪念|活动)(?:日|周|月))
    | [\[(](?:19|20)\d{2}[\])](?:第?\d+号?)?
    | \(\d{1,2}\)
    | (?<![\d.,])(?:19|20)\d{2}(?=[㐀-鿿])(?![年元万亿千个人户家辆台套份册件条次亩吨米平株名张本天分])
    | (?<!\d)第?\d{1,9}号(?:文|令|公告)?
    | 第\d+(?:[-—~至]\d+)?
    | (?:公开|附件|附表|表)\d+表?
    | (?<![\d.])\d{5}(?:\d{2})?(?=[㐀-鿿])(?![元万亿个人户家辆台套份册件条次亩吨米平株名张本天分])
    | (?<!\d)\d{3,4}-\d{7,8}
    | (?<![A-Za-z])[A-Za-z]{1,20}[-\d]{0,20}\d | (?<![\d.])[\d.]{1,20}[A-Za-z]{1,20}\d{0,9}
    """,
    re.VERBOSE,
)
_NUMBERING = re.compile(r"(?:^|(?<=[。;:，、)]))(?:\(\d{1,3}\)|\d{1,3}[)、.．](?!\d)|\d{1,2}\.(?=\d[、.]))")


@dataclass(frozen=True, slots=True)
class NumberToken:
    """A number in folded text: `value` without separators, `unit` as printed (None where it has none).

    [start, end) are the digits, `unit_end` the end of the unit; `approximate` where 余, 多 and the like
    stand beside it.
    """

    value: str
    unit: str | None
    kind: Kind
    start: int
    end: int
    unit_end: int
    approximate: bool = False


def find_numbers(folded: FoldedText, wording: ClaimWording) -> list[NumberToken]:
    """Every number that states something, in reading order."""
    text = folded.text
    skipped = _skipped(text)
    unit = _unit_pattern(wording.measure_words_key)
    found = []
    for match in _NUMBER.finditer(text):
        if skipped.find(1, match.start(), match.end()) >= 0:
            continue
        token = _token(text, match, unit, wording)
        if token is not None:
            found.append(token)
    return found


def _skipped(text: str) -> bytearray:
    """One byte a character: 1 where it belongs to a date, a numbering, a code or a document's number."""
    marks = bytearray(len(text))
    for pattern in (_NOT_CLAIMS, _NUMBERING):
        for match in pattern.finditer(text):
            marks[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
    return marks


def _token(
    text: str, match: re.Match[str], unit: re.Pattern[str], wording: ClaimWording
) -> NumberToken | None:
    value = match.group().replace(",", "").replace("，", "")
    if len(value) > MAX_DIGITS:
        return None
    found = unit.match(text, match.end())
    if found is None:
        if _is_numbering(text, match):
            return None
        return NumberToken(value, None, "count", match.start(), match.end(), match.end())
    printed = found.group("unit")
    kind, name = _kind(printed, wording)
    if name is None:
        return NumberToken(value, None, "count", match.start(), match.end(), match.end())
    approximate = bool(found.group("about")) or any(
        text.startswith(word, found.end()) for word in wording.approximate if word != "多"
    )
    return NumberToken(value, name, kind, match.start(), match.end(), found.end(), approximate)


def _is_numbering(text: str, match: re.Match[str]) -> bool:
    """A bare small number that opens a clause before a word: a list mark that lost its dot."""
    opens = match.start() == 0 or text[match.start() - 1] in "。;；:"
    following = text[match.end() : match.end() + 1]
    return opens and len(match.group()) <= 2 and bool(_ORDINARY_CHARACTER.match(following))


def _kind(printed: str, wording: ClaimWording) -> tuple[Kind, str | None]:
    if printed in wording.percent:
        return "percent", printed
    if printed == wording.percentage_points:
        return "points", printed
    head = printed.split("/")[0]
    if printed == wording.bare_ten_thousand:
        return "money", wording.money_of_ten_thousand
    if head in wording.money:
        return ("money", printed) if head == printed else ("count", printed)
    return "count", printed


@lru_cache(maxsize=4)
def _unit_pattern(key: tuple[tuple[str, ...], ...]) -> re.Pattern[str]:
    """Approximation, multiple and unit after a number; a bare 万 before a bracket or a stop is money."""
    money, percent, points, words, multiples, approximate, bare = key
    measure = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(
        rf"(?P<about>{'|'.join(approximate)})?"
        rf"(?P<unit>(?:{'|'.join(money)})(?:/[㐀-鿿/]{{1,4}})?"
        rf"|{'|'.join(re.escape(item) for item in (*points, *percent))}"
        rf"|(?:{'|'.join(multiples)})?(?:{measure})(?:/[㐀-鿿]{{1,2}})?"
        rf"|{bare[0]}(?=[(，。、;)]|$))"
    )
