"""A validated package to disclosures: statements, figures, profile, approvals, evaluations."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.compile.declaration import declared_cells
from mingzhang.compile.evaluations import evaluations
from mingzhang.compile.files import PRIOR
from mingzhang.compile.package import SourcePackage
from mingzhang.compile.problems import file_error
from mingzhang.compile.profile import Scope, approvals_of, profile_of
from mingzhang.compile.statements import Printer
from mingzhang.compile.sums import sum_cells
from mingzhang.facts.model import Disclosure, Fact, Source, address_of
from mingzhang.kit.language import Text


class Compiler:
    """Compiles a validated package: reads and sums once, then prints the whole and any of its units."""

    def __init__(self, package: SourcePackage) -> None:
        self._package = package
        declared = declared_cells(package.standard, package.variant, package.fiscal_year)
        self._sums = sum_cells(package, declared)
        self._printer = Printer(package, declared)
        self._evaluations = evaluations(package.connection, package, package.standard)
        self._priors: dict[str | None, Disclosure | None] = {}

    def disclosure(self, scope: Scope) -> Disclosure:
        """The disclosure of the scope's units: their plain sum, rounded once."""
        package = self._package
        unit = scope.unit
        sums = self._sums.of(scope.takes)
        prior = self.prior(scope)
        return Disclosure(
            standard=package.standard.id,
            variant=package.variant.id,
            fiscal_year=package.fiscal_year,
            unit=unit,
            approvals=approvals_of(package, scope),
            profile=profile_of(package, scope),
            statements=self._printer.statements(sums, unit),
            evaluations=[
                evaluation
                for evaluation in self._evaluations
                if evaluation.unit is None
                or evaluation.unit.code is None
                or scope.takes(evaluation.unit.code)
            ],
            figures=[*self._printer.figures(sums), *prior_figures(prior)],
        )

    def prior(self, scope: Scope) -> Disclosure | None:
        """Last year's disclosure of the same unit; None (and one warning) where unit or year differ."""
        only = None if scope.only is None else scope.only.code
        if only not in self._priors:
            self._priors[only] = self._usable_prior(scope)
        return self._priors[only]

    def _usable_prior(self, scope: Scope) -> Disclosure | None:
        prior = self._package.prior
        if prior is None:
            return None
        unit, year = scope.unit, self._package.fiscal_year - 1
        same_scope = prior.unit.scope in (None, unit.scope)
        codes = (prior.unit.code, unit.code)
        same = codes[0] == codes[1] if None not in codes else prior.unit.name in (None, unit.name)
        if prior.fiscal_year not in (None, year):
            reason = Text(f"应为{year}年度的公开，没有使用", f"is not of {year} and was not used")
            self._warn(scope, "fiscal_year", str(prior.fiscal_year), reason)
            return None
        if same_scope and same:
            return prior
        reason = Text(
            "不是本单位上年的公开，没有使用",
            "is not last year's disclosure of this unit and was not used",
        )
        self._warn(scope, "unit", prior.unit.name or "", reason)
        return None

    def _warn(self, scope: Scope, field: str, value: str, reason: Text) -> None:
        """Of the whole package; that another unit's prior is not a member's goes without saying."""
        if scope.only is None:
            self._package.problems.warn(file_error(PRIOR, field, value, reason))


def prior_figures(prior: Disclosure | None) -> Iterator[Fact]:
    """`prior/<statement>/<code>/<column>` for every figure that last year's statements print."""
    for statement in [] if prior is None else prior.statements:
        for fact in statement.facts:
            if fact.value is not None:
                yield Fact(
                    code=f"prior/{address_of(statement, fact)}",
                    label=fact.label,
                    column=fact.column,
                    value=fact.value,
                    source=Source(file=PRIOR),
                )
