"""Evaluation forms: the fewest fields to change so that a form's own arithmetic is right.

A form's arithmetic is not linear (rates, capped scores, grades), so it is searched by its own rules: each
field's implied values are tried, the rules run over all of them at once as one batch, and the sets of
changes that leave least wrong are carried on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from mingzhang.checks.registry import Case
from mingzhang.checks.run import examine
from mingzhang.facts.model import Disclosure, Evaluation
from mingzhang.facts.repairs import Change
from mingzhang.repair.form_fields import Fields, company_of, fields_of, source_of, with_fields
from mingzhang.repair.form_moves import FieldMove, FormMoves
from mingzhang.repair.search import MARGIN
from mingzhang.repair.slips import SlipCosts
from mingzhang.repair.time_limit import Deadline
from mingzhang.standard.load import Standard
from mingzhang.standard.rules import Rule

_DEEPEST = 4
_CARRIED = 6
_PROVEN = 2
_MOST_WAYS = 6


@dataclass(slots=True)
class FormWays:
    """Ways to repair one form, likeliest first, as (cost in hundredths, changes)."""

    ways: list[tuple[int, list[Change]]]
    rival: bool
    proven: bool


@dataclass(slots=True)
class FormRepair:
    """All forms: what can be repaired, how many are broken, which ones found no repair."""

    repaired: list[FormWays] = field(default_factory=list)
    broken: int = 0
    unsolved: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _State:
    """A form with some moves made: what they cost, and which rules are still broken, how often."""

    form: Evaluation
    moves: tuple[FieldMove, ...]
    cost: int
    broken: dict[str, int]


def form_repairs(disclosure: Disclosure, standard: Standard, deadline: Deadline) -> FormRepair:
    """Repairs of every form whose own arithmetic is broken."""
    forms = [form for form in disclosure.evaluations if form.status == "complete"]
    found = FormRepair()
    if not forms:
        return found
    search = FormSearch(disclosure, standard, deadline)
    for form, broken in zip(forms, search.broken(forms), strict=True):
        if not broken:
            continue
        found.broken += 1
        ways = search.repair(form, broken)
        if ways is None:
            found.unsolved.append(form.project or "?")
        else:
            found.repaired.append(ways)
    return found


class FormSearch:
    """The search over the fields of one disclosure's forms."""

    def __init__(self, disclosure: Disclosure, standard: Standard, deadline: Deadline) -> None:
        self.disclosure = disclosure
        self.standard = standard
        self.deadline = deadline
        self.costs = SlipCosts(standard.slips)
        self.moves = FormMoves(standard, self.costs)
        names = standard.slips.form_arithmetic
        self.rules: dict[str, Rule] = {name: standard.rules[name] for name in names}

    def broken(self, forms: Sequence[Evaluation]) -> list[dict[str, int]]:
        """Per form its broken arithmetic rules and how often each is broken."""
        alone = replace(self.disclosure, statements=[], claims=[], figures=[])
        cases = [Case(replace(alone, evaluations=[form])) for form in forms]
        found = []
        for answer in examine(cases, self.standard, "zh", self.rules):
            counted: dict[str, int] = {}
            for finding in answer.findings:
                counted[finding.rule] = counted.get(finding.rule, 0) + 1
            found.append(counted)
        return found

    def repair(self, form: Evaluation, broken: dict[str, int]) -> FormWays | None:
        """The likeliest ways to repair one form; None where none was found."""
        states = [_State(form, (), 0, broken)]
        solved: list[_State] = []
        for _ in range(_DEEPEST):
            states = self._next(states)
            solved += [state for state in states if not state.broken]
            if solved or self.deadline.passed:
                break
            states = sorted(states, key=lambda state: (sum(state.broken.values()), state.cost))[:_CARRIED]
        solved = self._confirmed(form, solved)
        if not solved:
            return None
        best = solved[0]
        fewest = len(_fields(best))
        rival = any(state.cost == best.cost or len(_fields(state)) <= fewest for state in solved[1:])
        kept = [state for state in solved if state.cost <= best.cost + MARGIN][:_MOST_WAYS]
        ways = [(state.cost, self._changes(form, state, sorted(broken))) for state in kept]
        return FormWays(ways, rival, len(best.moves) <= _PROVEN)

    def _next(self, states: Sequence[_State]) -> list[_State]:
        """Every state with one more move; no field is changed twice."""
        grown: dict[tuple[tuple[str, str | None], ...], _State] = {}
        for state in states:
            taken = _fields(state)
            for move in self.moves.moves(state.form):
                if taken.keys() & dict(move.values).keys():
                    continue
                fields = {**taken, **dict(move.values)}
                key = tuple(sorted(fields.items()))
                cost = state.cost + move.cost
                if key not in grown or cost < grown[key].cost:
                    changed = with_fields(state.form, dict(move.values))
                    grown[key] = _State(changed, (*state.moves, move), cost, {})
        found = list(grown.values())
        for state, broken in zip(found, self.broken([state.form for state in found]), strict=True):
            state.broken = broken
        return found

    def _confirmed(self, form: Evaluation, solved: list[_State]) -> list[_State]:
        """The solutions that hold in the whole disclosure, reweighed by the other rules of forms."""
        solved = sorted(solved, key=lambda state: (state.cost, sorted(_fields(state).items())))
        solved = solved[:_MOST_WAYS]
        cases = [Case(self._whole(form, state.form)) for state in solved]
        answers = examine(cases, self.standard, "zh", self._voting())
        least = min((answer.checks.broken for answer in answers), default=0)
        kept = []
        for state, answer in zip(solved, answers, strict=True):
            own = [finding for finding in answer.findings if finding.rule in self.rules]
            if not any(_about(finding.facts, form) for finding in own):
                state.cost += (answer.checks.broken - least) * self.costs.rule_vote
                kept.append(state)
        return sorted(kept, key=lambda state: (state.cost, sorted(_fields(state).items())))

    def _voting(self) -> dict[str, Rule]:
        """All rules of forms that a changed number can touch."""
        return {
            name: rule
            for name, rule in self.standard.rules.items()
            if rule.kind == "cell" and name.startswith("evaluation/")
        }

    def _whole(self, form: Evaluation, changed: Evaluation) -> Disclosure:
        """The changed form with all that other rules compare it with: its prose, its company."""
        claims = [
            claim
            for claim in self.disclosure.claims
            if claim.about is not None and claim.about.project == form.project
        ]
        forms = [changed, *company_of(form, self.disclosure.evaluations)]
        return replace(self.disclosure, evaluations=forms, statements=[], claims=claims, figures=[])

    def _changes(self, form: Evaluation, state: _State, held: list[str]) -> list[Change]:
        printed: Fields = fields_of(form)
        return [
            Change(
                statement="evaluation",
                project=form.project,
                field=name,
                source=source_of(form, name),
                printed=printed.get(name),
                proposed=value,
                slip=move.slip,
                supported_by=held,
            )
            for move in state.moves
            for name, value in move.values
        ]


def _fields(state: _State) -> dict[str, str | None]:
    return {name: value for move in state.moves for name, value in move.values}


def _about(facts: Sequence[object], form: Evaluation) -> bool:
    return any(getattr(fact, "project", None) == form.project for fact in facts)
