"""Records that are lawful but odd: codes nobody knows, the wrong budget, basic money for construction."""

from __future__ import annotations

from mingzhang.compile.package import SourcePackage
from mingzhang.compile.problems import ROWS_SHOWN, Problem
from mingzhang.compile.sql import listed, name
from mingzhang.compile.validation.conditions import Condition, grouped, has_rows
from mingzhang.kit.amounts import from_fen
from mingzhang.kit.language import Text

_SPOKEN_OF = ("three_public", "operating_expenses", "figures")
"""What reasons may be about beside the cells of statements."""
_UNKNOWN = Text("科目表里没有这个代码，请核对", "is not among the known subjects; please check")


def oddity_checks(package: SourcePackage) -> list[Condition]:
    """Conditions of unknown codes, budget families, odd classes and projects of other units."""
    checks = []
    for entry in package.tables.values():
        for column in entry.table.columns:
            if column.name in entry.kinds and column.type in ("functional", "economic"):
                checks.append(_unknown(package, entry.table.table, column.type))
        if {"functional", "source"} <= entry.kinds.keys():
            checks += _families(package, entry.table.table)
    checks.append(_odd_basic(package))
    checks.append(_project_of_other_unit(package))
    if has_rows(package, "sections") and "section" in package.tables["projects"].kinds:
        checks.append(_unknown_section())
    if "about" in package.tables["reasons"].kinds:
        checks.append(_unknown_about(package))
    return checks


def _unknown(package: SourcePackage, table: str, classification: str) -> Condition:
    subjects = package.standard.subjects
    known = subjects.functional if classification == "functional" else subjects.economic
    bad = f"{name(classification)} NOT IN {listed(sorted(known.by_code))}"
    return Condition(table, classification, bad, _UNKNOWN, grouped(package, table, classification), True)


def _families(package: SourcePackage, table: str) -> list[Condition]:
    """Codes of one budget under the appropriation of another."""
    relation = package.relation(table)
    found = package.rows(f"SELECT DISTINCT functional FROM {relation} WHERE functional IS NOT NULL")
    codes = [str(row[0]) for row in found]
    checks = []
    for value in package.form.values["source"]:
        if value.family is None:
            continue
        foreign = [code for code in codes if package.standard.subjects.family_of(code) != value.family]
        if foreign:
            bad = f"source = '{value.code}' AND functional IN {listed(sorted(foreign))}"
            reason = Text(f"科目不属于{value.words[0]}", f"the subject is not one of {value.code}")
            by_group = grouped(package, table, "functional", "source")
            checks.append(Condition(table, "functional", bad, reason, by_group, True))
    return checks


def _odd_basic(package: SourcePackage) -> Condition:
    classes = package.form.thresholds.basic_odd_classes
    shown = "、".join(classes)
    reason = Text(
        f"基本支出一般不用{shown}类科目（公开06表不列）", f"basic expenditure is odd on {', '.join(classes)}"
    )
    bad = f"nature = 'basic' AND left(economic, 3) IN {listed(classes)}"
    by_group = grouped(package, "expenditure", "nature", "economic")
    return Condition("expenditure", "economic", bad, reason, by_group, True)


def _project_of_other_unit(package: SourcePackage) -> Condition:
    reason = Text("这个项目登记在另一个单位名下", "the project belongs to another unit")
    own = "SELECT unit || chr(31) || code FROM rows_projects WHERE code IS NOT NULL AND unit IS NOT NULL"
    adjustment = "SELECT code FROM rows_units WHERE kind = 'adjustment'"
    other = f"unit || chr(31) || project NOT IN ({own}) AND unit NOT IN ({adjustment})"
    bad = f"project IS NOT NULL AND {other}"
    by_group = grouped(package, "expenditure", "unit", "project")
    return Condition("expenditure", "project", bad, reason, by_group, True)


def _unknown_section() -> Condition:
    own = "SELECT unit || chr(31) || name FROM rows_sections"
    reason = Text("本单位内设机构表里没有", "is not among the sections of the unit")
    bad = f"section IS NOT NULL AND unit || chr(31) || section NOT IN ({own})"
    return Condition("projects", "section", bad, reason, by_group=False, warning=True)


def _unknown_about(package: SourcePackage) -> Condition:
    """A reason of nothing that the explanation speaks of would be left out without a word."""
    known = listed([*package.standard.statements, *_SPOKEN_OF])
    reason = Text(
        "不是公开表的单元格（报表/科目/栏），也不是 three_public/…，不会写进情况说明",
        "is no cell (statement/code/column) and no three_public/…; the explanation leaves it out",
    )
    bad = f"split_part(trim(about, ' /'), '/', 1) NOT IN {known}"
    return Condition("reasons", "about", bad, reason, by_group=False, warning=True)


def warn_of_negative_totals(package: SourcePackage) -> None:
    """A unit's subject whose income or expenditure of one source is negative over the year."""
    for table in ("income", "expenditure"):
        entry = package.tables[table]
        found = package.rows(
            f"SELECT unit, functional, source, sum(fen) FROM groups_{table} WHERE unit NOT IN "
            "(SELECT code FROM rows_units WHERE kind = 'adjustment') "
            "GROUP BY ALL HAVING sum(fen) < 0 ORDER BY ALL"
        )
        for unit, functional, source, total in found:
            rows = package.rows(
                f"SELECT row FROM rows_{table} WHERE unit = {_quoted(unit)} AND functional = "
                f"{_quoted(functional)} AND source = {_quoted(source)} AND fen < 0 LIMIT {ROWS_SHOWN}"
            )
            amount = from_fen(int(total), "元")
            reason = Text(
                f"单位{unit}科目{functional}（{source}）全年合计为负",
                f"unit {unit}, subject {functional}, {source}: negative over the year",
            )
            numbers = tuple(int(row[0]) for row in rows)
            package.problems.warn(Problem(entry.file, numbers, entry.heading("amount"), amount, reason))


def _quoted(text: str) -> str:
    return listed([text])[1:-1]
