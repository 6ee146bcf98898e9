"""Names of places and cells as a clerk says them."""

from __future__ import annotations

from mingzhang.facts.findings import Finding, FindingFact
from mingzhang.facts.model import Source
from mingzhang.kit.language import Language, Text
from mingzhang.standard.load import Standard
from mingzhang.standard.statements import StatementForm

_AREAS = {
    "evaluation": Text("项目支出绩效自评", "Self-evaluations"),
    "explanation": Text("情况说明", "Explanation"),
    "counts": Text("全文前后一致", "Consistency across the document"),
    "names": Text("名称", "Names"),
    "text": Text("文字", "Text"),
    "structure": Text("公开内容是否齐全", "Completeness"),
    "privacy": Text("个人信息与涉密", "Personal data and secrecy"),
    "prior": Text("与上年决算", "Against last year"),
    "budget": Text("与部门预算", "Against the budget"),
    "units": Text("与所属单位", "Against the member units"),
    "file": Text("文件", "The file"),
}
_FIELDS = {
    "declared": Text("目标申报数", "declared"),
    "original_budget": Text("预算编制数", "original budget"),
    "final_budget": Text("全年预算数", "final budget"),
    "actual": Text("全年执行数", "actual"),
    "carryover": Text("资金结转", "carryover"),
    "execution_rate": Text("执行率", "execution rate"),
    "score": Text("得分", "score"),
    "total_score": Text("总分", "total score"),
    "grade": Text("等级", "grade"),
    "target": Text("指标值", "target"),
    "initial_target": Text("年初指标值", "initial target"),
    "weight": Text("分值", "weight"),
    "variance": Text("偏差原因", "variance"),
    "project": Text("项目名称", "project"),
    "department": Text("主管部门", "department"),
    "unit": Text("预算单位", "unit"),
    "title": Text("表题", "title"),
    "year": Text("年度", "year"),
    "status": Text("填报情况", "status"),
    "indicators": Text("指标行", "indicator row"),
    "implementation": Text("项目实施和预算执行情况", "implementation"),
    "outputs": Text("产出情况", "outputs"),
    "benefits": Text("效益情况", "benefits"),
    "satisfaction": Text("满意度情况", "satisfaction"),
    "experience": Text("主要经验做法", "experience"),
    "problems": Text("存在的问题", "problems"),
    "improvements": Text("改进措施", "improvements"),
    "goal": Text("年度目标", "goal"),
    "completion": Text("实际完成情况", "completion"),
    "total": Text("资金总额", "total funds"),
    "local": Text("本级财政资金", "local funds"),
    "superior": Text("上级财政资金", "superior funds"),
    "other": Text("其他资金", "other funds"),
}


def area_names() -> dict[str, Text]:
    """What the areas of rules are called, by the beginning of the rules' names."""
    return dict(_AREAS)


def place_of(finding: Finding, standard: Standard, language: Language) -> str:
    """The part of the document that a finding belongs to: a statement, a form, or an area."""
    first = finding.facts[0] if finding.facts else None
    project = next((fact.project for fact in finding.facts if fact.project is not None), None)
    if project is not None:
        return Text("项目自评：", "Self-evaluation: ").said(language) + project
    if first is not None and first.statement in standard.statements:
        return statement_title(first.statement, standard, language)
    area = finding.rule.split("/")[0]
    return _AREAS[area].said(language) if area in _AREAS else area


def statement_title(statement: str, standard: Standard, language: Language) -> str:
    """`支出决算表`, or the English name."""
    form = standard.statements[statement]
    return form.title if language == "zh" else form.english


def cell_title(fact: FindingFact, standard: Standard, language: Language) -> str:
    """`支出决算表 208 社会保障和就业支出 · 项目支出` or `得分（指标3）`."""
    if fact.field is not None:
        return _field_title(fact.field, language)
    if fact.statement == "figures" or fact.statement is None:
        return fact.label or fact.code or ""
    if fact.statement not in standard.statements:
        return fact.label or ""
    parts = [statement_title(fact.statement, standard, language)]
    row = " ".join(part for part in (_code_shown(fact.code), fact.label) if part)
    column = _column_title(standard.statements[fact.statement], fact, language)
    return " · ".join(part for part in (*parts, row, column) if part)


def suspicion(finding: Finding, standard: Standard, language: Language) -> str | None:
    """The cell that repair holds responsible, and what it should read; None where it names none."""
    suspect = finding.suspect
    if suspect is None:
        return None
    names = ("statement", "side", "code", "column", "project", "field")
    wanted = {name: getattr(suspect, name) for name in names}
    quoted = (fact for fact in finding.facts if all(getattr(fact, k) == v for k, v in wanted.items()))
    name = cell_title(next(quoted, FindingFact(**wanted)), standard, language)
    proposed = suspect.proposed or "?"
    sole = Text("", "") if suspect.unique else Text("（非唯一解）", " (not the only repair)")
    return Text(
        f"疑误：{name}，应为 {proposed}{sole.zh}", f"suspect: {name}, should read {proposed}{sole.en}"
    ).said(language)


def _column_title(form: StatementForm, fact: FindingFact, language: Language) -> str:
    for side in form.sides:
        for column in side.columns:
            if side.id == fact.side and column.id == fact.column:
                return column.title.replace("/", "·") if language == "zh" else column.english
    return fact.column or ""


def _code_shown(code: str | None) -> str:
    return code if code is not None and code[:1].isdigit() else ""


def _field_title(field: str, language: Language) -> str:
    parts = field.split(".")
    if parts[0] == "indicators" and len(parts) == 2 and parts[1].isdigit():
        row = int(parts[1]) + 1
        return Text(f"第{row}项指标", f"indicator {row}").said(language)
    if parts[0] == "indicators" and len(parts) == 3:
        number = int(parts[1]) + 1 if parts[1].isdigit() else parts[1]
        name = (
            Text("完成值", "result")
            if parts[2] == "actual"
            else _FIELDS.get(parts[2], Text(parts[2], parts[2]))
        )
        return Text(f"第{number}项指标·{name.zh}", f"indicator {number}, {name.en}").said(language)
    names = [_FIELDS.get(part, Text(part, part)) for part in parts if part not in ("funds", "analysis")]
    return "·".join(name.said(language) for name in names)


def source_shown(source: Source, language: Language) -> str:
    """`第216行`, `第7页`, `Sheet1!B7`, or nothing."""
    shown = []
    if source.page is not None:
        shown.append(Text(f"第{source.page}页", f"page {source.page}").said(language))
    if source.line is not None:
        shown.append(Text(f"第{source.line}行", f"line {source.line}").said(language))
    if source.cell is not None:
        shown.append(source.cell)
    return " ".join(shown)
