"""Sheets on verdicts: by year, by region, by unit; and the files that could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from mingzhang.corpus.report.sheets import Cell, Sheet, number, percent, words
from mingzhang.corpus.report.source import Published, Source
from mingzhang.kit.language import Text
from mingzhang.writers.charts.bars import Bar, BarChart

_COUNTED = (
    number("disclosures", "公开文件", "disclosures"),
    number("consistent", "前后一致", "consistent"),
    number("inconsistent", "前后不一致", "inconsistent"),
    number("inconsistent_percent", "不一致占比%", "inconsistent, %"),
    number("errors", "错误", "errors"),
    number("warnings", "提醒", "warnings"),
)
_MOST_BARS = 12
_TITLE = Text("前后不一致的公开文件占比", "Share of inconsistent disclosures")
_TITLE_OF_THE_WORST = Text(
    f"前后不一致的公开文件占比（最高的 {_MOST_BARS} 个地区）",
    f"Share of inconsistent disclosures (the {_MOST_BARS} regions with the highest)",
)


def by_year(source: Source) -> Sheet:
    """Verdicts and findings of each year and kind of disclosure."""
    rows = _grouped(source.read(), lambda item: (item.fiscal_year, item.kind or ""))
    return Sheet(
        "years",
        Text("各年度的结论", "Verdicts by year"),
        Text(
            "只计现行文件；被新版本取代的不计。部门与其所属单位各计一份文件。",
            "Current documents only, without those superseded. A department and its units count one each.",
        ),
        (number("fiscal_year", "年度", "year"), words("kind", "类别", "kind"), *_COUNTED),
        rows,
    )


def by_region(source: Source) -> Sheet:
    """Verdicts and findings of each region and year."""
    rows = _grouped(source.read(), lambda item: (item.region, item.fiscal_year))
    return Sheet(
        "regions",
        Text("各地区的结论", "Verdicts by region"),
        Text(
            "地区取自应公开单位名单的 region 列；名单没有的，取文件所在文件夹的名字。",
            "The region is that of the list of units (column region), else the folder of the file.",
        ),
        (words("region", "地区", "region"), number("fiscal_year", "年度", "year"), *_COUNTED),
        rows,
        _chart_of_regions(source),
    )


def by_unit(source: Source) -> Sheet:
    """Every readable document, the most errors first."""
    ordered = sorted(source.read(), key=lambda item: (-item.errors, -item.warnings))
    return Sheet(
        "units",
        Text("各单位的结论", "Verdicts by unit"),
        Text("错误多的在前；全部单位见 CSV。", "Most errors first; the CSV has every unit."),
        (
            words("unit", "单位", "unit"),
            words("code", "编码", "code"),
            words("scope", "范围", "scope"),
            number("fiscal_year", "年度", "year"),
            words("kind", "类别", "kind"),
            words("region", "地区", "region"),
            words("verdict", "结论", "verdict"),
            number("errors", "错误", "errors"),
            number("warnings", "提醒", "warnings"),
            number("remarks", "提示", "remarks"),
            words("path", "文件", "file"),
        ),
        [
            (
                item.name,
                item.code,
                item.scope,
                item.fiscal_year,
                item.kind,
                item.region,
                item.verdict,
                item.errors,
                item.warnings,
                item.remarks,
                item.path,
            )
            for item in ordered
        ],
    )


def failed(source: Source) -> Sheet:
    """The files that could not be read, each with its reason."""
    return Sheet(
        "failed",
        Text("读不了的文件", "Files that could not be read"),
        Text("没有核对的文件；换一种格式导出后可再收入。", "Not checked; export them in another format."),
        (words("path", "文件", "file"), words("reason", "原因", "reason")),
        [(item.path, item.reason) for item in source.published if not item.readable],
    )


def _grouped(
    published: Iterable[Published], key: Callable[[Published], tuple[Cell, ...]]
) -> list[tuple[Cell, ...]]:
    """One row a key, in the order of keys: counts of verdicts and findings."""
    groups: dict[tuple[Cell, ...], list[Published]] = {}
    for item in published:
        groups.setdefault(key(item), []).append(item)
    return [(*name, *_counts(groups[name])) for name in sorted(groups, key=repr)]


def _counts(group: list[Published]) -> tuple[Cell, ...]:
    bad = sum(item.verdict == "inconsistent" for item in group)
    errors, warnings = sum(item.errors for item in group), sum(item.warnings for item in group)
    return (len(group), len(group) - bad, bad, percent(bad, len(group)), errors, warnings)


def _chart_of_regions(source: Source) -> BarChart | None:
    """Share of inconsistent disclosures, the worst regions first; among equals the one with more of them."""
    groups: dict[str, list[Published]] = {}
    for item in source.read():
        groups.setdefault(item.region or "–", []).append(item)
    if len(groups) < 2:
        return None
    ordered = sorted(groups, key=lambda name: (-_share(groups[name]), -len(groups[name]), name))
    shares = {name: _share(groups[name]) for name in ordered[:_MOST_BARS]}
    title = _TITLE if len(groups) <= _MOST_BARS else _TITLE_OF_THE_WORST
    said = title.said(source.language)
    bars = tuple(Bar(name, said, format(share, "f")) for name, share in shares.items())
    told = "；".join(f"{name} {share}" for name, share in shares.items())
    return BarChart("regions", "", said, "%", bars, f"{said}（%）：{told}")


def _share(group: list[Published]) -> Decimal:
    return percent(sum(item.verdict == "inconsistent" for item in group), len(group)) or Decimal(0)
