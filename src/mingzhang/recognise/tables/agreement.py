"""The identities as tie-breaker: of the places a slipped row can take, those that add up win."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations, product

from mingzhang.facts.model import Fact, Statement
from mingzhang.kit.amounts import FEN_PER_UNIT, half_unit_fen, places, to_fen
from mingzhang.recognise.tables.placing import BLANK_TOTAL, Doubt
from mingzhang.standard.identities import Identity, KeyPart, Term
from mingzhang.standard.load import Standard

Key = tuple[str, tuple[str, ...]]
"""Identity and group within it."""
PASSES = 4
NEVER = 1_000_000
MOST_PAIRS = 900
MOST_ROWS = 60
MOST_DOUBTS = 300
"""Bounds of the search: placements of a pair of rows, rows whose pairs are tried, rows tried at all."""
DECIDED = 0.9
UNDECIDED = 0.5


class Agreement:
    """How far the figures of all statements agree: per identity and group, total minus parts."""

    def __init__(self, statements: Sequence[Statement], standard: Standard) -> None:
        self.units = {statement.id: statement.currency_unit for statement in statements}
        self.rows: dict[tuple[str, str | None], set[str]] = defaultdict(set)
        for statement in statements:
            self.rows[statement.id, None] |= set(statement.labels)
            for fact in statement.facts:
                self.rows[statement.id, fact.side].add(fact.code)
        self.parents = {place: self._parents(place) for place in list(self.rows)}
        self.terms: dict[str, list[tuple[Identity, Term, int]]] = defaultdict(list)
        self.relation: dict[str, str] = {}
        self.weight: dict[str, int] = {}
        for identity in standard.identities.values():
            if self._runs(identity):
                self.relation[identity.rule] = identity.relation
                self.weight[identity.rule] = _weight(identity)
                for term, total in identity.terms():
                    self.terms[term.statement].append((identity, term, 1 if total else -1))
        self.difference: dict[Key, int] = defaultdict(int)
        self.slack: dict[Key, int] = defaultdict(int)
        self._memo: dict[tuple[str, str | None, str, str], list[tuple[Key, int]]] = {}
        for statement in statements:
            for fact in statement.facts:
                self.add(statement.id, fact, 1)

    def _runs(self, identity: Identity) -> bool:
        """Unconditional identities over statements that are there."""
        if identity.when is not None or identity.unless is not None:
            return False
        return all(term.optional or term.statement in self.units for term, _ in identity.terms())

    def _parents(self, place: tuple[str, str | None]) -> set[str]:
        return {self._parent(place, code) for code in self.rows[place] if code.isdecimal()}

    def _parent(self, place: tuple[str, str | None], code: str) -> str:
        for digits in (5, 3):
            if len(code) > digits and code[:digits] in self.rows[place]:
                return code[:digits]
        return "total"

    def groups(self, statement: str, fact: Fact) -> list[tuple[Key, int]]:
        """(group, coefficient) of every identity that the fact enters where it stands."""
        address = (statement, fact.side, fact.code, fact.column)
        if address not in self._memo:
            self._memo[address] = [
                ((identity.rule, self._key(term, fact)), sign * term.coefficient)
                for identity, term, sign in self.terms[statement]
                if self._takes(term, fact)
            ]
        return self._memo[address]

    def _takes(self, term: Term, fact: Fact) -> bool:
        if term.side != fact.side or fact.column not in term.columns or not term.takes(fact.code):
            return False
        return not term.parents or fact.code in self.parents.get((term.statement, fact.side), ())

    def _key(self, term: Term, fact: Fact) -> tuple[str, ...]:
        def part(kind: KeyPart) -> str:
            if kind == "parent":
                return self._parent((term.statement, fact.side), fact.code)
            if kind == "category":
                return fact.code[:3] if fact.code.isdecimal() else fact.code
            word = fact.code if kind == "code" else fact.column
            return term.names.get(word, word)

        return tuple(part(kind) for kind in term.key)

    def add(self, statement: str, fact: Fact, sign: int) -> None:
        """Put the fact in (1) or take it out (-1)."""
        unit = self.units.get(statement)
        if fact.value is None or unit not in FEN_PER_UNIT or len(fact.value) > 30:
            return
        fen, half = to_fen(fact.value, unit), half_unit_fen(places(fact.value), unit)
        for key, coefficient in self.groups(statement, fact):
            self.difference[key] += sign * coefficient * fen
            self.slack[key] += sign * half

    def broken(self, keys: Iterable[Key]) -> int:
        """The weight of those groups that cannot agree, rounding allowed for."""
        count = 0
        for key in keys:
            difference = self.difference[key]
            if self.relation[key[0]] == ">=":
                difference = min(difference, 0)
            if abs(difference) > self.slack[key]:
                count += self.weight[key[0]]
        return count

    def settle(self, doubts: Sequence[Doubt]) -> None:
        """Give every doubtful row the placement with the fewest broken identities, and say so.

        Rows beyond MOST_DOUBTS stay where they stand and are marked as undecided.
        """
        doubts, beyond = doubts[:MOST_DOUBTS], doubts[MOST_DOUBTS:]
        for doubt in beyond:
            _state(doubt, 0, [NEVER] * 2)
        chosen = [0] * len(doubts)
        for _ in range(PASSES):
            before = list(chosen)
            for index, doubt in enumerate(doubts):
                costs = self._costs(doubt)
                chosen[index] = costs.index(min(costs))
                self._move(doubt, chosen[index])
            if chosen == before:
                break
        self._settle_pairs(doubts, chosen)
        for index, doubt in enumerate(doubts):
            _state(doubt, chosen[index], self._costs(doubt))
            self._move(doubt, chosen[index])

    def _settle_pairs(self, doubts: Sequence[Doubt], chosen: list[int]) -> None:
        """Two rows of one table that slipped together are only right together."""
        for (i, one), (j, other) in combinations(enumerate(doubts), 2):
            choices = len(one.choices) * len(other.choices)
            if one.statement is not other.statement or choices > MOST_PAIRS or i > MOST_ROWS:
                continue
            if BLANK_TOTAL in (one.why, other.why):
                continue
            touched = self._touched(one) | self._touched(other)
            self._move(one, chosen[i])
            self._move(other, chosen[j])
            best = self.broken(touched)
            if best == 0:
                continue
            for first, second in product(range(len(one.choices)), range(len(other.choices))):
                self._move(one, first)
                self._move(other, second)
                cost = self.broken(touched)
                if cost < best:
                    best, chosen[i], chosen[j] = cost, first, second
            self._move(one, chosen[i])
            self._move(other, chosen[j])

    def _touched(self, doubt: Doubt) -> set[Key]:
        """Every group that some choice of the row enters."""
        touched: set[Key] = set()
        for number in range(len(doubt.choices)):
            self._move(doubt, number)
            for fact in doubt.facts:
                touched |= {key for key, _ in self.groups(doubt.statement.id, fact)}
        return touched

    def _costs(self, doubt: Doubt) -> list[int]:
        """Broken identities of every choice, counted over all groups that any choice touches.

        A row that has all its cells moves only where everything then agrees.
        """
        touched = self._touched(doubt)
        costs = []
        for number in range(len(doubt.choices)):
            self._move(doubt, number)
            cost = self.broken(touched)
            whole = doubt.why == BLANK_TOTAL and number and cost
            costs.append(NEVER if whole else cost)
        return costs

    def _move(self, doubt: Doubt, number: int) -> None:
        for fact, slot in zip(doubt.facts, doubt.choices[number], strict=True):
            target = doubt.slots[slot] if 0 <= slot < len(doubt.slots) else None
            if target is None:
                continue
            self.add(doubt.statement.id, fact, -1)
            fact.code, fact.column = target
            self.add(doubt.statement.id, fact, 1)


def _weight(identity: Identity) -> int:
    """Sums within one table say most about a row of it; that one fund contains another says least."""
    if identity.relation == ">=":
        return 1
    return 4 if len({term.statement for term, _ in identity.terms()}) == 1 else 2


def _state(doubt: Doubt, chosen: int, costs: Sequence[int]) -> None:
    """Write into the facts how their column was found and how sure that is."""
    decided = costs.count(costs[chosen]) == 1
    if len(costs) > 1 and chosen == 0 and doubt.why == BLANK_TOTAL:
        return
    how = "按勾稽关系确定所在栏" if decided else "勾稽关系不能唯一确定所在栏，取位移最小者"
    for fact in doubt.facts:
        settled = f"{doubt.why}，{how}"
        fact.inferred = f"{fact.inferred}；{settled}" if fact.inferred else settled
        fact.confidence = min(fact.confidence, DECIDED if decided else UNDECIDED)
