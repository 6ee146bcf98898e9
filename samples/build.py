"""Makes gaoping-2024.json of published figures and our own texts: `python samples/build.py FILE`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import yaml

from mingzhang.facts.codec import encode
from mingzhang.facts.model import (
    Analysis,
    Disclosure,
    Evaluation,
    ExplanationParagraph,
    GlossaryEntry,
    Section,
)
from mingzhang.intake.read import read_file, standard_for
from mingzhang.recognise.claims import recognise_claims

HERE = Path(__file__).parent
FORM = "项目支出绩效自评表"


def build(published: Path) -> Disclosure:
    """The disclosure read from `published`, its prose replaced by ours and its claims read from that."""
    texts = yaml.safe_load((HERE / "gaoping-2024.texts.yaml").read_text(encoding="utf-8"))
    disclosure = read_file(published)
    _explain(disclosure, texts["explanation"])
    disclosure.glossary = [GlossaryEntry(**entry) for entry in texts["glossary"]]
    disclosure.profile.duties = texts["duties"]
    sources = disclosure.profile.sources
    disclosure.profile.sources = {key: place for key, place in sources.items() if "." not in key}
    for statement in disclosure.statements:
        statement.notes = []
    for form, own in zip(disclosure.evaluations, texts["forms"], strict=True):
        _rewrite(form, own)
    for item in disclosure.unread:
        item.text = ""
    disclosure.claims, disclosure.figures = [], []
    recognise_claims(disclosure, standard_for(disclosure.fiscal_year))
    return disclosure


def _explain(disclosure: Disclosure, texts: list[dict[str, Any]]) -> None:
    """Our paragraphs under the published headings; the places are those of the headings."""
    printed = {section.title: section for section in disclosure.explanation}
    sections = []
    for entry in texts:
        published = printed.get(entry["title"])
        if published is None:
            raise SystemExit(f"no published section {entry['title']}: {list(printed)}")
        paragraphs = [
            ExplanationParagraph(text=text, source=published.source) for text in entry["paragraphs"]
        ]
        sections.append(
            Section(
                section=published.section,
                title=published.title,
                paragraphs=paragraphs,
                source=published.source,
            )
        )
    disclosure.explanation = sections


def _rewrite(form: Evaluation, own: dict[str, Any]) -> None:
    """The form's texts replaced: goal, completion, analysis, reasons for variance."""
    form.goal = own.get("goal")
    form.completion = own.get("completion")
    form.analysis = Analysis(**own.get("analysis", {}))
    reasons = own.get("variance", {})
    for row in form.funds:
        row.variance = reasons.get("funds") if row.variance else row.variance
    for index, indicator in enumerate(form.indicators):
        indicator.variance = reasons.get(str(index)) if indicator.variance else indicator.variance
    if form.title is not None:
        form.title = FORM


if __name__ == "__main__":
    (HERE / "gaoping-2024.json").write_bytes(encode(build(Path(sys.argv[1]))))
