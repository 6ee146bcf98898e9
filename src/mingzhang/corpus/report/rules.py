"""Sheets on rules: which fire most, and in which years."""

from __future__ import annotations

from mingzhang.corpus.report.sheets import Sheet, number, percent, words
from mingzhang.corpus.report.source import Source
from mingzhang.kit.language import Text
from mingzhang.writers.charts.bars import Bar, BarChart

_MOST_BARS = 15
_FINDINGS = """
SELECT f.rule, any_value(f.title ORDER BY f.title), f.severity, f.fiscal_year,
       count(*), list(DISTINCT f.document ORDER BY f.document)
FROM current_findings f GROUP BY f.rule, f.severity, f.fiscal_year ORDER BY ALL
"""


def by_rule(source: Source) -> list[Sheet]:
    """The rules with the documents in which they fire, all years together and year by year."""
    known = {item.document for item in source.read()}
    whole: dict[tuple[str, str, str], tuple[int, set[str]]] = {}
    years = []
    for rule, title, severity, year, count, documents in source.rows(_FINDINGS):
        hit = known.intersection(documents)
        if not hit:
            continue
        counted, before = whole.get((rule, title, severity), (0, set()))
        whole[rule, title, severity] = (counted + count, before | hit)
        years.append((rule, title, severity, year, len(hit), count))
    ordered = sorted(whole, key=lambda name: (-len(whole[name][1]), -whole[name][0], name))
    headers = (
        words("rule", "规则", "rule"),
        words("title", "规则名", "title"),
        words("severity", "严重程度", "severity"),
    )
    fires = (number("disclosures", "有此问题的文件", "disclosures"), number("findings", "问题", "findings"))
    return [
        Sheet(
            "rules",
            Text("最常触发的规则", "The rules that fire most"),
            Text(
                "按有此问题的文件数排列；规则的含义见 mingzhang explain 规则名。",
                "Ordered by the number of disclosures; mingzhang explain RULE tells what a rule means.",
            ),
            (*headers, *fires, number("percent", "占全部文件%", "of all, %")),
            [
                (*name, len(whole[name][1]), whole[name][0], percent(len(whole[name][1]), len(known)))
                for name in ordered
            ],
            _chart(source, [(name[1], len(whole[name][1])) for name in ordered if name[2] == "error"]),
        ),
        Sheet(
            "rules_by_year",
            Text("各年度触发的规则", "Rules by year"),
            Text("同一规则在各年度的变化。", "How often a rule fires from year to year."),
            (*headers, number("fiscal_year", "年度", "year"), *fires),
            years,
        ),
    ]


def _chart(source: Source, counted: list[tuple[str, int]]) -> BarChart | None:
    if not counted:
        return None
    title = Text("触发最多的错误规则", "Error rules that fire most").said(source.language)
    unit = Text("份", "disclosures").said(source.language)
    shown = counted[:_MOST_BARS]
    bars = tuple(Bar(name, title, str(count)) for name, count in shown)
    told = "；".join(f"{name} {count}" for name, count in shown)
    return BarChart("rules", "", title, unit, bars, f"{title}（{unit}）：{told}")
