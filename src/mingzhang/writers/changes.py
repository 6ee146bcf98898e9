"""A list of changes in words: for the terminal, and as 更正说明 in a corrected publication."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mingzhang.facts.changes import Change, ChangeKind, Changes
from mingzhang.facts.findings import FindingFact
from mingzhang.kit.language import Language, Text
from mingzhang.standard.load import Standard
from mingzhang.writers.findings.naming import cell_title, statement_title

HEADS: dict[ChangeKind, Text] = {
    "fact": Text("数字", "Figures"),
    "evaluation": Text("绩效自评", "Self-evaluations"),
    "text": Text("文字", "Text"),
}
_ACTIONS = {
    "changed": Text("改", "changed"),
    "added": Text("增", "added"),
    "removed": Text("删", "removed"),
}
_FIELDS = {
    "currency_unit": Text("金额单位", "currency unit"),
    "withheld": Text("不予公开的说明", "reason for withholding"),
    "year": Text("年度", "year"),
}
_PLACES = {
    "kind": Text("公开的种类", "kind of disclosure"),
    "fiscal_year": Text("年度", "fiscal year"),
    "unit/name": Text("单位名称", "unit"),
    "unit/code": Text("单位代码", "unit code"),
    "unit/scope": Text("公开范围", "scope"),
    "unit/department/name": Text("主管部门", "department"),
    "unit/department/code": Text("主管部门代码", "department code"),
    "profile/staff": Text("人员情况", "staff"),
    "profile": Text("概况", "profile"),
    "notes": Text("表下附注", "notes"),
    "explanation": Text("情况说明", "explanation"),
    "glossary": Text("名词解释", "glossary"),
}


def action_of(change: Change, language: Language) -> str:
    """改, 增 or 删."""
    return _ACTIONS[change.action].said(language)


def place_of_change(change: Change, standard: Standard, language: Language) -> str:
    """The changed place as a clerk says it."""
    if change.kind == "evaluation":
        named = "" if change.field is None else " · " + cell_title(_cell(change), standard, language)
        form = Text("自评表", "form").said(language)
        return f"{form}“{change.project}”{named}"
    if change.kind == "fact":
        return _cell_of_statement(change, standard, language)
    place = max((name for name in _PLACES if change.place.startswith(name)), key=len, default="")
    head = _PLACES[place].said(language) if place else change.place
    return f"{head} · {change.label}" if change.label else head


def _cell_of_statement(change: Change, standard: Standard, language: Language) -> str:
    if change.field is not None and change.statement in standard.statements:
        title = statement_title(change.statement, standard, language)
        return f"{title} · {_FIELDS[change.field].said(language)}"
    if change.code is None:
        if change.statement in standard.statements:
            return statement_title(change.statement, standard, language)
        return change.label or change.place
    if change.statement == "figures":
        return change.label or change.code
    return cell_title(_cell(change), standard, language)


def _cell(change: Change) -> FindingFact:
    return FindingFact(
        statement=change.statement,
        side=change.side,
        code=change.code,
        label=change.label,
        column=change.column,
        project=change.project,
        field=change.field,
    )


def changes_as_text(changes: Changes, standard: Standard, language: Language) -> str:
    """The whole list, ending with its one-line answer."""
    return "\n".join(_lines(changes, standard, language)) + "\n"


def _lines(changes: Changes, standard: Standard, language: Language) -> Iterator[str]:
    yield f"A  {changes.old}"
    yield f"B  {changes.new}"
    for kind, head in HEADS.items():
        chosen = [change for change in changes.changes if change.kind == kind]
        if chosen:
            yield ""
            yield (
                f"{head.said(language)}（{len(chosen)}）"
                if language == "zh"
                else f"{head.en} ({len(chosen)})"
            )
            for change in chosen:
                yield from _change_lines(change, standard, language)
    yield ""
    yield summary_of(changes.changes, language)


def _change_lines(change: Change, standard: Standard, language: Language) -> Iterator[str]:
    yield f"  {action_of(change, language)} {place_of_change(change, standard, language)}  [{change.place}]"
    blank = Text("（无）", "(nothing)").said(language)
    old, new = change.old or blank, change.new or blank
    if len(old) + len(new) <= 70 and "\n" not in old + new:
        yield f"      {old} → {new}"
    else:
        yield f"      A {' '.join(old.split())}"
        yield f"      B {' '.join(new.split())}"


def summary_of(changes: Sequence[Change], language: Language) -> str:
    """One line: how much differs."""
    if not changes:
        return Text(
            "两份公开相同：数字、绩效自评、文字都一致。", "The same: figures, evaluations, text."
        ).said(language)
    counted = {kind: sum(change.kind == kind for change in changes) for kind in HEADS}
    return Text(
        f"不同：数字 {counted['fact']} 处，绩效自评 {counted['evaluation']} 处，文字 {counted['text']} 处。",
        f"Different: {counted['fact']} figures, {counted['evaluation']} fields of evaluations, "
        f"{counted['text']} passages.",
    ).said(language)
