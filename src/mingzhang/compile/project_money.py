"""The money of projects by level: declared, budgeted, adjusted and spent, and the funds rows of a form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from mingzhang.compile.package import SourcePackage
from mingzhang.evaluate import execution_rate, execution_score
from mingzhang.facts.model import FundsRow
from mingzhang.kit.amounts import FEN_PER_UNIT, round_half_away
from mingzhang.standard.load import Standard

LEVELS = ("local", "superior", "other")
WAN = "万元"


@dataclass(slots=True)
class Money:
    """Amounts of a project at one level of money, in 分; None where no record speaks of them."""

    declared: int | None = None
    prepared: int | None = None
    adjusted: int = 0
    actual: int = 0

    def add(self, kind: str, fen: int) -> None:
        """Adds a sum of records of one kind."""
        setattr(self, kind, (getattr(self, kind) or 0) + fen)


def money_of_projects(package: SourcePackage) -> dict[str, dict[str, Money]]:
    """Project → level of money → amounts."""
    found: dict[str, dict[str, Money]] = defaultdict(lambda: defaultdict(Money))
    queries = {
        "declared": f"FROM {package.relation('budget')} WHERE stage = 'declared'",
        "prepared": f"FROM {package.relation('budget')} WHERE stage = 'prepared'",
        "adjusted": f"FROM {package.relation('adjustments')} WHERE true",
        "actual": f"FROM {package.relation('expenditure')} WHERE true",
    }
    for kind, origin in queries.items():
        rows = package.rows(
            f"SELECT project, source, fund_level, sum(fen)::HUGEINT {origin} "
            "AND project IS NOT NULL GROUP BY ALL"
        )
        for project, source, fund_level, fen in rows:
            found[project][_level(source, fund_level, package.form.appropriations())].add(kind, int(fen or 0))
    return found


def _level(source: str | None, fund_level: str | None, appropriations: list[str]) -> str:
    """The level of money: appropriations of the own or of a higher level, or money that is none."""
    if source not in appropriations:
        return "other"
    return "superior" if fund_level else "local"


def funds_rows(
    levels: Mapping[str, Money], variance: str | None, standard: Standard, weight: int
) -> list[FundsRow]:
    """The total row, then one per level of money that occurs."""
    whole = _sum(levels.values())
    total = _row("total", whole, standard, weight)
    total.variance = variance
    return [total, *(_row(level, levels[level], standard, weight) for level in LEVELS if level in levels)]


def _sum(parts: Iterable[Money]) -> Money:
    whole = Money()
    for part in parts:
        for kind in ("declared", "prepared", "adjusted", "actual"):
            value = getattr(part, kind)
            if value is not None:
                whole.add(kind, value)
    return whole


def _row(kind: str, money: Money, standard: Standard, weight: int) -> FundsRow:
    final = (money.prepared or 0) + money.adjusted
    rate = execution_rate(Fraction(money.actual), Fraction(final))
    score = execution_score(Fraction(money.actual), Fraction(final), standard.scheme, weight)
    return FundsRow(
        source_kind=kind,
        declared=None if money.declared is None else exact_wan(money.declared),
        original_budget=None if money.prepared is None else exact_wan(money.prepared),
        final_budget=exact_wan(final),
        actual=exact_wan(money.actual),
        carryover=exact_wan(final - money.actual),
        execution_rate=None if rate is None else format(round_half_away(rate, 2), "f"),
        score=None if score is None else format(round_half_away(score, 2), "f"),
    )


def exact_wan(fen: int) -> str:
    """Whole 分 as exact 万元, up to six decimals, without trailing zeros."""
    whole, rest = divmod(abs(fen), FEN_PER_UNIT["万元"])
    text = f"{whole}.{rest:06d}".rstrip("0").rstrip(".")
    return f"-{text}" if fen < 0 else text
