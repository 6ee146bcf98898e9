"""Names of functional and economic subjects in prose → codes of the document's own statement."""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher

from mingzhang.claims.folding import fold_text
from mingzhang.facts.model import Disclosure
from mingzhang.recognise.claims.cells import cell_of
from mingzhang.recognise.claims.items import Item, Mention
from mingzhang.standard.subjects import Subjects

_LEVEL = {"类": 3, "款": 5, "项": 7}
_MARKED = re.compile(r"\((?P<level>[类款项])\)")
_NUMBERED = re.compile(r"(?<!\d)(\d{3}|\d{5}|\d{7})号科目$")
"""A subject that no table names, called by its number."""
_LONGEST_NAME = 30
_GAP = 4
"""Characters that may stand between two levels of one name (支出, a comma)."""
_BUDGET_STATEMENTS = frozenset(
    ("general_budget_expenditure", "government_managed_funds", "state_capital_operations")
)
_OF_FUNCTIONS = frozenset((*_BUDGET_STATEMENTS, "expenditure"))


class SubjectNames:
    """The subjects that a context's numbers may speak of. `target` is `statement/column`."""

    def __init__(self, target: str, disclosure: Disclosure, subjects: Subjects) -> None:
        self.statement, self._column = target.split("/")
        own = disclosure.statement(self.statement)
        self.labels: dict[str, str] = dict(own.labels) if own is not None else {}
        for fact in own.facts if own is not None else ():
            if fact.label and fact.code.isdecimal():
                self.labels.setdefault(fact.code, fact.label)
        table = subjects.functional if self.statement in _OF_FUNCTIONS else subjects.economic
        self._codes: dict[str, list[str]] = defaultdict(list)
        for code, label in self.labels.items():
            self._add(label, code)
        self._own = {name: list(codes) for name, codes in self._codes.items()}
        for code, subject in table.by_code.items():
            for name in (subject.name, *subject.other_names):
                self._add(name, code)
        for entry in subjects.renamed if self.statement in _OF_FUNCTIONS else ():
            self._add(entry.old, entry.code)

    def _add(self, label: str, code: str) -> None:
        name = fold_text(label).text
        for spelling in {name, name.removesuffix("支出")}:
            if code not in self._codes[spelling]:
                self._codes[spelling].append(code)

    def item(self, code: str | None, words: str) -> Item:
        """The subject as an item; an unknown one (`code` None) has no cell."""
        if code is None:
            return Item(words)
        budget = f"figure:original_budget/{code}" if self.statement in _BUDGET_STATEMENTS else None
        return Item(words, cell_of(f"{self.statement}/{code}/{self._column}"), cell_of(budget))

    def plain_items(self) -> dict[str, Item]:
        """The document's own labels as words; of several subjects with one name, the highest."""
        items: dict[str, Item] = {}
        for name, codes in self._own.items():
            if len(name) < 3:
                continue
            shortest = min(len(code) for code in codes)
            highest = [code for code in codes if len(code) == shortest]
            items[name] = self.item(highest[0] if len(highest) == 1 else None, name)
        return items

    def marked(self, text: str) -> list[Mention]:
        """Names with their level in brackets, the levels of one path joined: A(类)B(款)C(项)."""
        found: list[Mention] = []
        parent: str | None = None
        previous_end = -1
        for match in _MARKED.finditer(text):
            digits = _LEVEL[match.group("level")]
            continued = previous_end >= 0 and digits > 3
            floor = previous_end if previous_end >= 0 else 0
            start, code = self._named(
                text,
                max(floor, match.start() - _LONGEST_NAME),
                match.start(),
                digits,
                parent if continued else None,
            )
            joined = bool(found) and continued and start - previous_end <= _GAP
            begin = found.pop().start if joined else start
            found.append(Mention(begin, match.end(), self.item(code, text[begin : match.end()])))
            if code is not None:
                parent = code if digits < 7 else code[:5]
            elif not joined:
                parent = None
            previous_end = match.end()
        return found

    def _named(
        self, text: str, floor: int, end: int, digits: int, parent: str | None
    ) -> tuple[int, str | None]:
        """The longest name that ends at `end`: (where it begins, its code or None)."""
        numbered = _NUMBERED.search(text[floor:end])
        if numbered is not None and len(numbered.group(1)) == digits:
            return floor + numbered.start(), numbered.group(1)
        for start in range(floor, end - 1):
            codes = [code for code in self._codes.get(text[start:end], ()) if len(code) == digits]
            code = self._chosen(codes, parent)
            if code is not None:
                return start, code
        begin = _name_start(text, floor, end)
        return begin, self._alike(text[begin:end], digits, parent)

    def _chosen(self, codes: list[str], parent: str | None) -> str | None:
        """The one code under the nearest ancestor that leaves any; the document's own codes first."""
        own = [code for code in codes if code in self.labels]
        for candidates in (own, codes):
            for depth in (parent, parent[:3] if parent else None):
                below = [code for code in candidates if depth is not None and code.startswith(depth)]
                if len(below) == 1:
                    return below[0]
            if parent is None and len(candidates) == 1:
                return candidates[0]
        return None

    def _alike(self, name: str, digits: int, parent: str | None) -> str | None:
        """The own subject of that level whose name differs by a slip."""
        best: tuple[float, str | None] = (0.85, None)
        for code, label in self.labels.items():
            if len(code) != digits or (parent is not None and not code.startswith(parent[:3])):
                continue
            ratio = SequenceMatcher(None, fold_text(label).text, name).ratio()
            if ratio > best[0]:
                best = (ratio, code)
        return best[1]


def _name_start(text: str, floor: int, end: int) -> int:
    """Where an unknown name begins: after the last stop, list mark or bracket before it."""
    for position in range(end - 1, floor - 1, -1):
        if text[position] in "，。;:、.)" or text[position].isdigit():
            return position + 1
    return floor
