"""A repair as a clerk reads it: what to change, why, how sure, and what to look up."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.findings import FindingFact
from mingzhang.facts.repairs import Change, Proposal, Question, RepairReport
from mingzhang.kit.language import Language, Text
from mingzhang.standard.load import Standard
from mingzhang.writers.findings.layout import Paper, wrapped
from mingzhang.writers.findings.naming import cell_title, source_shown

_SHOWN_RULES = 4


def repair_as_text(report: RepairReport, standard: Standard, paper: Paper, language: Language) -> str:
    """The whole report about one file, ending with a one-line answer."""
    return "\n".join(_lines(report, standard, paper, language)) + "\n"


def _lines(report: RepairReport, standard: Standard, paper: Paper, language: Language) -> Iterator[str]:
    yield paper.paint(f"明账 · {report.file}", "bold")
    first = report.proposals[0].changes if report.proposals else []
    for proposal in report.proposals:
        yield ""
        yield paper.paint(_head(proposal, report, language), "bold")
        same = [] if proposal.rank == 1 else [change for change in proposal.changes if change in first]
        for change in proposal.changes:
            if change not in same:
                yield from _change(change, standard, paper, language)
        if same:
            text = Text(f"其余 {len(same)} 处同改法 1", f"the other {len(same)} as in repair 1")
            yield paper.paint(f"  · {text.said(language)}", "dim")
    yield ""
    if report.ask is not None:
        yield from wrapped(asked(report.ask, standard, language), paper.width)
    for line in report.unproven:
        yield from wrapped(Text("未证明：", "Not proven: ").said(language) + line, paper.width)
    yield _answer(report, paper, language)


def _head(proposal: Proposal, report: RepairReport, language: Language) -> str:
    count = len(proposal.changes)
    sole = report.unique and len(report.proposals) == 1
    name = Text(f"改法 {proposal.rank}", f"Repair {proposal.rank}").said(language)
    if sole:
        name += Text("（唯一）", " (the only one)").said(language)
    return Text(
        f"{name}：改 {count} 处，代价 {proposal.cost}",
        f"{name}: {count} changes, cost {proposal.cost}",
    ).said(language)


def _change(change: Change, standard: Standard, paper: Paper, language: Language) -> Iterator[str]:
    blank = Text("（空）", "(blank)").said(language)
    title = cell_title(_fact(change), standard, language)
    if change.project is not None:
        title = f"{change.project} · {title}"
    place = source_shown(change.source, language)
    proposed = change.proposed
    if proposed is None and change.interval is not None:
        proposed = "–".join(change.interval)
    yield from wrapped(f"{title}  {place}".rstrip(), paper.width, "  · ", "    ")
    yield from wrapped(f"{change.printed or blank} → {proposed or blank}", paper.width, "      ", "      ")
    reasons = Text("；", "; ").said(language).join(_reasons(change, standard, language))
    yield from wrapped(reasons, paper.width, "      ", "      ")
    if change.supported_by:
        line = _supported(change, language)
        yield from (paper.paint(text, "dim") for text in wrapped(line, paper.width, "      ", "      "))
    for line in _prose(change, language):
        yield from wrapped(line, paper.width, "      ", "        ")


def reasons_of(change: Change, standard: Standard, language: Language) -> list[str]:
    """Why a cell is to be changed so: the slip, the exact amount, the rules and the prose that agree."""
    found = _reasons(change, standard, language)
    if change.supported_by:
        found.append(_supported(change, language))
    return [*found, *_prose(change, language)]


def _reasons(change: Change, standard: Standard, language: Language) -> list[str]:
    reasons = [standard.slips.title(change.slip).text().said(language)]
    if change.interval is not None and change.proposed is not None:
        low, high = change.interval
        exact = low if low == high else f"{low} – {high}"
        reasons.append(Text(f"准确数在 {exact}", f"exact amount in {exact}").said(language))
    return reasons


def _supported(change: Change, language: Language) -> str:
    shown = Text("、", ", ").said(language).join(change.supported_by[:_SHOWN_RULES])
    more = len(change.supported_by) - _SHOWN_RULES
    shown += f" (+{more})" if more > 0 else ""
    return Text("据此成立：", "satisfies: ").said(language) + shown


def _prose(change: Change, language: Language) -> Iterator[str]:
    for prose in change.prose:
        word = (
            Text("文字相符：", "prose agrees: ") if prose.agrees else Text("文字不符：", "prose disagrees: ")
        )
        yield word.said(language) + prose.text


def _fact(change: Change | Question) -> FindingFact:
    return FindingFact(
        statement=change.statement,
        side=change.side,
        code=change.code,
        label=change.label if isinstance(change, Change) else None,
        column=change.column,
        project=change.project,
        field=change.field,
    )


def asked(ask: Question, standard: Standard, language: Language) -> str:
    """Which cell to look up in the source, and why."""
    title = cell_title(_fact(ask), standard, language)
    if ask.project is not None:
        title = f"{ask.project} · {title}"
    place = source_shown(ask.source, language)
    return Text("请查：", "Look up: ").said(language) + f"{title}  {place}".rstrip() + f"。{ask.why}"


def _answer(report: RepairReport, paper: Paper, language: Language) -> str:
    if report.consistent and not report.proposals:
        return paper.paint(
            Text("结论：勾稽关系都成立，无须修改", "Answer: every identity holds, nothing to repair").said(
                language
            ),
            "good",
        )
    if not report.proposals:
        text = Text("结论：有矛盾，没有找到改法", "Answer: inconsistent, and no repair was found")
        return paper.paint(text.said(language), "error")
    best = len(report.proposals[0].changes)
    more = Text("；只此一种最小改法", "; no other repair is as small")
    if not report.unique:
        more = Text("；另有同样小的改法，须查原始数据", "; others are as small: look it up in the source")
    answer = Text(f"结论：改 {best} 处即可成立", f"Answer: {best} changes make it consistent")
    return paper.paint(answer.said(language) + more.said(language), "info")
