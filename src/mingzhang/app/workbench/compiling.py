"""Records compiled and checked in memory: the whole disclosure, or its evaluation forms alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mingzhang.app.workbench.explanation import ExplanationEdit, apply_edits, signature_of
from mingzhang.app.workbench.records import Books, BooksProblem, opened, problems_of, valid, written
from mingzhang.compile.disclosure import Compiler
from mingzhang.compile.evaluations import evaluations
from mingzhang.compile.profile import scope_of
from mingzhang.compile.validation import warn_of_vouchers
from mingzhang.evaluate import Owed, indicator_score
from mingzhang.facts.codec import decode_disclosure, encode
from mingzhang.facts.model import Disclosure, Evaluation
from mingzhang.intake.examine import Companions, examine_disclosure
from mingzhang.intake.options import ReadOptions
from mingzhang.kit.language import Language, Text
from mingzhang.narrate.compiled import narrate
from mingzhang.standard.load import load_standard


@dataclass(frozen=True, slots=True)
class Compiled:
    """`disclosure` and the reports are JSON as the command line writes them. `lost`: edits of the
    explanation that no longer fit, because what the paragraph says has changed."""

    disclosure: bytes
    reports: dict[Language, bytes]
    verdict: str
    errors: int
    warnings: list[BooksProblem] = field(default_factory=list)
    lost: list[ExplanationEdit] = field(default_factory=list)
    signatures: list[list[str]] = field(default_factory=list)
    """Of every paragraph of every section as narrated, by which an edit names it."""


def compile_books(books: Books, edits: Sequence[ExplanationEdit] = ()) -> Compiled:
    """The disclosure of all units of the books, with its findings; InvalidBooks where a row is bad."""
    with written(books) as directory, valid(directory) as package:
        scope = scope_of(package, None)
        compiler = Compiler(package)
        disclosure = compiler.disclosure(scope)
        prior = compiler.prior(scope)
        narrate(disclosure, prior, package, package.standard)
        warn_of_vouchers(package)
        warnings = problems_of(package.problems.warnings)
    signatures = [
        [signature_of(disclosure, paragraph) for paragraph in section.paragraphs]
        for section in disclosure.explanation
    ]
    lost = apply_edits(disclosure, edits)
    companions = Companions(prior=prior)
    languages: tuple[Language, ...] = ("zh", "en")
    name = f"{disclosure.unit.code or disclosure.unit.name}-{disclosure.fiscal_year}"
    reports = {
        language: examine_disclosure(name, disclosure, ReadOptions(), companions, language)
        for language in languages
    }
    report = reports["zh"]
    return Compiled(
        disclosure=encode(disclosure),
        reports={language: encode(found) for language, found in reports.items()},
        verdict=report.verdict,
        errors=sum(finding.severity == "error" for finding in report.findings),
        warnings=warnings,
        lost=lost,
        signatures=signatures,
    )


def evaluate_books(books: Books) -> list[Evaluation]:
    """The evaluation forms alone, as they stand with these records; nothing is validated but the cells'
    form, so that a form half filled in can be scored while it is being filled in."""
    with written(books) as directory, opened(directory) as package:
        return evaluations(package.connection, package, package.standard)


def read_disclosure(data: bytes) -> Disclosure:
    """A disclosure from its JSON; UnreadableInput where it is none."""
    return decode_disclosure(data, "disclosure.json")


def warm_up() -> None:
    """Loads what compiling and checking need, so that the first click does not wait for it."""
    standard = load_standard("cn")
    _ = standard.package, standard.statements, standard.subjects, standard.narrative, standard.variants
    examine_disclosure("", Disclosure(fiscal_year=standard.year), ReadOptions(), Companions(), "zh")


def scores_owed(form: Evaluation, year: int) -> list[Text | None]:
    """Per indicator of a form: why its score is owed, or None where it has one."""
    standard = load_standard("cn", year)
    spent = form.funds[0].actual if form.funds else None
    found: list[Text | None] = []
    for indicator in form.indicators:
        answer = None if indicator.score else indicator_score(indicator, standard.scheme, spent)
        found.append(answer.reason if isinstance(answer, Owed) else None)
    return found
