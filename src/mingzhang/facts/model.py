"""The disclosure as data (`mingzhang/disclosure/1`). Field names are the public contract."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from mingzhang.kit.address import CellAddress

SCHEMA = "mingzhang/disclosure/1"

Decimalish = Annotated[str, Meta(max_length=40, pattern=r"^-?\d+(\.\d+)?$")]
"""A decimal exactly as printed, thousands separators removed."""
Whole = Annotated[int, Meta(ge=-(2**31), le=2**31 - 1)]
"""A line, a page, a year, a number of persons: as wide as the columns of the kernel."""


class Record(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """Base of everything in the JSON: named fields only, an unknown one is an error."""


class Source(Record, kw_only=True):
    """Where something stands in the source file (`line`, `page` from 1; `bbox` in points)."""

    file: str | None = None
    line: Whole | None = None
    page: Whole | None = None
    bbox: tuple[float, float, float, float] | None = None
    cell: str | None = None


READ_BY_OCR = "由文字识别（OCR）读出"
"""How a value was inferred that a picture shows."""


class Fact(Record, kw_only=True):
    """One printed figure. `value` None means: seen and not readable, `reason` says why."""

    side: str | None = None
    code: str
    label: str | None = None
    line_no: str | None = None
    column: str
    value: Decimalish | None
    source: Source = msgspec.field(default_factory=Source)
    confidence: float = 1.0
    inferred: str | None = None
    stored: str | None = None
    reason: str | None = None


class Department(Record, kw_only=True):
    """A department or unit by name and code."""

    name: str | None = None
    code: str | None = None


class Unit(Record, kw_only=True):
    """Who discloses. `scope` is `department` (with its member units) or `unit`."""

    name: str | None = None
    code: str | None = None
    scope: str | None = None
    department: Department | None = None


class Approval(Record, kw_only=True):
    """One decision about the budget, the targets, the accounts or their publication."""

    unit: str | None = None
    object: str
    date: str | None = None
    authority: str | None = None
    document: str | None = None
    decision: str | None = None
    basis: str | None = None


class Profile(Record, kw_only=True):
    """Duties, sections, member units and staff by category (persons; `total` as printed)."""

    duties: list[str] = []
    sections: list[str] = []
    member_units: list[str] = []
    staff: dict[str, Whole] = {}
    sources: dict[str, Source] = {}
    """Where each part stands: keys `duties`, `duties.3`, `sections`, `member_units`, `staff`."""


class Statement(Record, kw_only=True):
    """One statutory statement. `facts` are in printed order; `no_data` when it is empty."""

    id: str
    form: str | None = None
    title: str | None = None
    currency_unit: str | None = None
    no_data: bool = False
    facts: list[Fact] = []
    withheld: str | None = None
    unit_name: str | None = None
    """The unit named above the table, as printed."""
    unit_label: str | None = None
    """What the form calls it: 部门名称, 单位名称, 编制单位."""
    year: str | None = None
    notes: list[str] = []
    labels: dict[str, str] = {}
    """Code → printed label of every row of a functional or economic table, blank rows included."""
    source: Source = msgspec.field(default_factory=Source)


class FundsRow(Record, kw_only=True):
    """One row of an evaluation's funds table, exact 万元; rate in %, score in points."""

    source_kind: str
    declared: Decimalish | None = None
    original_budget: Decimalish | None = None
    final_budget: Decimalish | None = None
    actual: Decimalish | None = None
    carryover: Decimalish | None = None
    execution_rate: Decimalish | None = None
    score: Decimalish | None = None
    variance: str | None = None
    label: str | None = None
    source: Source = msgspec.field(default_factory=Source)
    inferred: str | None = None


class TargetChange(Record, kw_only=True):
    """One change of a target during the year: the new target, its date, document and reason."""

    date: str | None = None
    document: str | None = None
    target: str | None = None
    reason: str | None = None
    source: Source = msgspec.field(default_factory=Source)


class Indicator(Record, kw_only=True):
    """One indicator. Quantitative targets and results are decimal strings, qualitative ones texts."""

    level1: str | None = None
    level2: str | None = None
    level3: str | None = None
    operator: str | None = None
    unit: str | None = None
    initial_target: str | None = None
    target: str | None = None
    actual: str | None = None
    weight: Decimalish | None = None
    score: Decimalish | None = None
    variance: str | None = None
    direction: str | None = None
    rule: str | None = None
    register: str | None = None
    source: Source = msgspec.field(default_factory=Source)
    inferred: str | None = None
    printed: dict[str, str] | None = None
    """Cells whose printed text is more than the value kept, by field name (`target`: `≥60人`)."""
    target_changes: list[TargetChange] = []
    """Every change of the target in the order of dates; the last one is `target`."""


class Analysis(Record, kw_only=True):
    """The seven texts under a self-evaluation."""

    implementation: str | None = None
    outputs: str | None = None
    benefits: str | None = None
    satisfaction: str | None = None
    experience: str | None = None
    problems: str | None = None
    improvements: str | None = None


class Review(Record, kw_only=True):
    """A second score by the department or the finance bureau."""

    evaluator: str
    score: Decimalish | None = None
    grade: str | None = None
    reason: str | None = None


class Evaluation(Record, kw_only=True):
    """One self-evaluation form. `status`: complete, blank or fragment."""

    project: str | None = None
    project_code: str | None = None
    kind: str = "project"
    evaluator: str = "self"
    status: str
    department: Department | None = None
    unit: Department | None = None
    funds: list[FundsRow] = []
    goal: str | None = None
    completion: str | None = None
    indicators: list[Indicator] = []
    total_score: Decimalish | None = None
    grade: str | None = None
    analysis: Analysis = msgspec.field(default_factory=Analysis)
    reviews: list[Review] = []
    source: Source = msgspec.field(default_factory=Source)
    title: str | None = None
    """The form's printed title, None where it is missing."""
    year: str | None = None
    """The year line as printed."""
    sources: dict[str, Source] = {}
    """Places of single fields: `goal`, `total_score`, `grade`, `department`, `analysis.outputs`, …"""
    inferred: str | None = None
    """How total or grade came about where they are not as printed."""


class ClaimCell(Record, kw_only=True):
    """What a claim speaks of: a cell of a statement, a figure, or a field of a project's evaluation."""

    statement: str | None = None
    side: str | None = None
    code: str | None = None
    column: str | None = None
    figure: str | None = None
    project: str | None = None
    field: str | None = None


class Claim(Record, kw_only=True):
    """One number stated in prose. `value` is as printed, in `unit`; `span` is [start, end) in `text`."""

    text: str
    subject: str | None = None
    about: ClaimCell | None = None
    base: ClaimCell | None = None
    year: Whole | None = None
    measure: str
    value: Decimalish
    unit: str | None = None
    direction: str | None = None
    section: str | None = None
    span: tuple[Whole, Whole] | None = None
    source: Source = msgspec.field(default_factory=Source)
    group: Whole | None = None
    """Claims of one sentence that speak of the same amount, change and rate share a group."""


class BoundNumber(Record, kw_only=True):
    """A number in a paragraph and the claim it states (index into `claims`)."""

    span: tuple[Whole, Whole]
    claim: Whole


class ExplanationParagraph(Record, kw_only=True):
    """One paragraph of the explanation, as printed or as narrated."""

    text: str
    numbers: list[BoundNumber] = []
    owed: str | None = None
    source: Source = msgspec.field(default_factory=Source)


class Section(Record, kw_only=True):
    """One section of the explanation. `section` is the standard's id of it, or None."""

    section: str | None = None
    title: str
    paragraphs: list[ExplanationParagraph] = []
    source: Source = msgspec.field(default_factory=Source)


class GlossaryEntry(Record, kw_only=True):
    """One term explained."""

    term: str
    text: str
    source: Source = msgspec.field(default_factory=Source)


class Unread(Record, kw_only=True):
    """Something seen and not understood: its place, its text and the reason."""

    source: Source
    text: str
    reason: str
    kind: str | None = None
    """What it is, where that is known: `repeated_row`."""
    project: str | None = None
    """The form it stands in."""


class Trace(Record, kw_only=True):
    """A file-level leftover: document properties, tracked changes, hidden sheets."""

    kind: str
    text: str


class PartHeading(Record, kw_only=True):
    """The title of a part as printed (第二部分 某局2024年度部门决算表), and which part it opens."""

    part: str
    text: str
    source: Source = msgspec.field(default_factory=Source)


class Disclosure(Record, kw_only=True):
    """One unit's published final accounts: facts with provenance."""

    schema: str = SCHEMA
    kind: str = "final_accounts"
    standard: str = "cn/2024"
    variant: str | None = None
    fiscal_year: Whole | None = None
    unit: Unit = msgspec.field(default_factory=Unit)
    approvals: list[Approval] = []
    profile: Profile = msgspec.field(default_factory=Profile)
    statements: list[Statement] = []
    evaluations: list[Evaluation] = []
    claims: list[Claim] = []
    explanation: list[Section] = []
    glossary: list[GlossaryEntry] = []
    figures: list[Fact] = []
    unread: list[Unread] = []
    title: str | None = None
    """The cover's title as printed."""
    printed_year: Whole | None = None
    """The year on the document where it differs from the year of the standard's data used."""
    headings: list[PartHeading] = []
    """The titles of the document's parts."""
    traces: list[Trace] = []
    stamp: str | None = None
    """In a publication that was made in spite of errors: what every page of it says."""

    def statement(self, statement_id: str) -> Statement | None:
        """The statement with this id, or None where the document lacks it."""
        return next((item for item in self.statements if item.id == statement_id), None)


def address_of(statement: Statement, fact: Fact) -> CellAddress:
    """The fact's cell address."""
    return CellAddress(statement.id, fact.side, fact.code, fact.column)
