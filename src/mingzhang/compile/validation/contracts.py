"""Contracts that look split: each below a limit of public procurement, together at or above it."""

from __future__ import annotations

from mingzhang.compile.package import SourcePackage
from mingzhang.compile.problems import ROWS_SHOWN, Problem
from mingzhang.compile.sql import literal
from mingzhang.kit.amounts import from_fen, to_fen
from mingzhang.kit.language import Text


def warn_of_split_contracts(package: SourcePackage) -> None:
    """Contracts of one unit, supplier and kind signed in the year without a tender."""
    entry = package.tables["contracts"]
    year = package.fiscal_year
    for kind, limits in package.form.thresholds.split_contracts.items():
        for limit in limits:
            found = package.rows(
                "SELECT supplier, list(row ORDER BY row), sum(fen) FROM rows_contracts "
                f"WHERE kind = {literal(kind)} AND fen < {to_fen(limit, '元')} AND supplier IS NOT NULL "
                f"AND date BETWEEN '{year}-01-01' AND '{year}-12-31' AND coalesce(method, '') "
                "NOT IN ('open_tender', 'not_government_procurement') GROUP BY unit, supplier "
                f"HAVING count(*) > 1 AND sum(fen) >= {to_fen(limit, '元')} ORDER BY min(row)"
            )
            for supplier, rows, total in found:
                together = from_fen(int(total), "元")
                reason = Text(
                    f"疑似拆分：{len(rows)}份合同各低于{limit}元，合计{together}元",
                    f"looks split: {len(rows)} contracts, each below {limit} 元, together {together} 元",
                )
                numbers = tuple(int(row) for row in rows[:ROWS_SHOWN])
                problem = Problem(entry.file, numbers, entry.heading("supplier"), supplier, reason, len(rows))
                package.problems.warn(problem)
