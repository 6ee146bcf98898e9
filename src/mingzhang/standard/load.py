"""Finding a standard by entry point and loading the parts that are asked for."""

from __future__ import annotations

from functools import cache, cached_property
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType

from mingzhang.kit.errors import InvalidData
from mingzhang.standard.deadlines import Deadlines, read_deadlines
from mingzhang.standard.forms import FormLabels, read_form_labels
from mingzhang.standard.headings import Headings, read_headings
from mingzhang.standard.identities import Condition, Identity, read_conditions, read_identities
from mingzhang.standard.monitoring import Monitoring, read_monitoring
from mingzhang.standard.narrative import Narrative, read_narrative
from mingzhang.standard.package import PackageForm, read_package
from mingzhang.standard.paper import PaperWording, read_paper_wording
from mingzhang.standard.registers.reading import read_registers
from mingzhang.standard.registers.tables import with_registers
from mingzhang.standard.registers.types import RegisterType
from mingzhang.standard.review import Review
from mingzhang.standard.rules import Rule, read_rules
from mingzhang.standard.scheme import Scheme, read_scheme
from mingzhang.standard.slips import Slips, read_slips
from mingzhang.standard.statements import StatementForm, read_statements
from mingzhang.standard.subjects import Subjects
from mingzhang.standard.variants import Variant, read_variants
from mingzhang.standard.wording import ClaimTerms, ClaimWording, read_claim_terms, read_claim_wording

GROUP = "mingzhang.standards"


class Standard:
    """The standard of a country as of a fiscal year. Its parts load when first used."""

    def __init__(self, country: str, year: int, root: Path) -> None:
        self.country = country
        self.year = year
        self.root = root

    @property
    def id(self) -> str:
        """`cn/2024`."""
        return f"{self.country}/{self.year}"

    @cached_property
    def review(self) -> Review:
        """The vocabulary of a review of texts."""
        return Review(self.root)

    @cached_property
    def claim_wording(self) -> ClaimWording:
        """The grammar of stated numbers."""
        return read_claim_wording(self.root)

    @cached_property
    def claim_terms(self) -> ClaimTerms:
        """What stated numbers are said of."""
        return read_claim_terms(self.root)

    @cached_property
    def narrative(self) -> Narrative:
        """The wording of the explanation."""
        return read_narrative(self.root)

    @cached_property
    def paper(self) -> PaperWording:
        """The wording of a disclosure in print."""
        return read_paper_wording(self.root)

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """Rules in force this year, by name."""
        every = read_rules(self.root / "rules")
        return {name: rule for name, rule in every.items() if rule.applies_in(self.year)}

    @cached_property
    def identities(self) -> dict[str, Identity]:
        """Identities in force this year, by name."""
        every = read_identities(self.root / "identities")
        return {
            name: identity
            for name, identity in every.items()
            if (identity.valid_from or 0) <= self.year <= (identity.valid_to or 9999)
        }

    @cached_property
    def identity_conditions(self) -> dict[str, list[Condition]]:
        """What identities ask of a document (`when`, `unless`), by name."""
        return read_conditions(self.root / "identities")

    @cached_property
    def scheme(self) -> Scheme:
        """How self-evaluations are scored and graded."""
        return read_scheme(self.root)

    @cached_property
    def slips(self) -> Slips:
        """How figures go wrong, and how often."""
        return read_slips(self.root)

    @cached_property
    def monitoring(self) -> Monitoring:
        """When a project needs attention during the year."""
        return read_monitoring(self.root)

    @cached_property
    def deadlines(self) -> Deadlines:
        """Days allowed between recorded approvals."""
        return read_deadlines(self.root)

    @cached_property
    def form_labels(self) -> FormLabels:
        """The words by which self-evaluation forms are recognised."""
        return read_form_labels(self.root)

    @cached_property
    def statements(self) -> dict[str, StatementForm]:
        """The statement forms, by id, in the contract's order."""
        return read_statements(self.root / "statements")

    @cached_property
    def subjects(self) -> Subjects:
        """Functional and economic subjects."""
        return Subjects(self.root / "subjects", self.year)

    @cached_property
    def variants(self) -> dict[str, Variant]:
        """Provincial variants, by id."""
        return read_variants(self.root / "variants")

    @cached_property
    def package(self) -> PackageForm:
        """The data dictionary of source packages."""
        return read_package(self.root / "package")

    @cached_property
    def registers(self) -> dict[str, RegisterType]:
        """The register types, by name, in the order of screens and files."""
        return read_registers(self.root / "registers")

    @cached_property
    def sources(self) -> PackageForm:
        """The data dictionary of all that a source package may hold: its tables, and a table a register."""
        return with_registers(self.package, self.registers, self.root / "package")

    @cached_property
    def headings(self) -> Headings:
        """Part titles, section headings and labels that documents are recognised by."""
        return read_headings(self.root / "wording")


def _module(country: str) -> ModuleType:
    for point in entry_points(group=GROUP, name=country):
        module: ModuleType = point.load()
        return module
    raise InvalidData(f"没有安装标准“{country}”的数据。", f"no data installed for the standard “{country}”.")


@cache
def load_standard(country: str = "cn", year: int | None = None) -> Standard:
    """The standard as of `year` (the newest if None); a year without data is served by the nearest."""
    module = _module(country)
    years = sorted(module.YEARS)
    nearest = years[-1] if year is None else min(years, key=lambda known: (abs(known - year), -known))
    return Standard(country, nearest, Path(module.__file__ or "").parent)
