"""A register type as its YAML file declares it: fields, steps, measures, reports."""

from __future__ import annotations

from typing import Literal

from mingzhang.standard.data import Bilingual, Data
from mingzhang.standard.package import PackageValue

FieldKind = Literal["text", "choice", "date", "money", "number", "whole", "record"]
"""text as it is; one of the field's choices; ISO 8601 date; 元 with at most two decimals, blank where
there is none; any number that is not negative; a whole one; the number of a record of the register `of`."""
Role = Literal["section_officer", "unit_finance", "unit_head", "department_reviewer", "finance_reviewer"]
"""Who does something in the workbench."""


class RegisterField(Data, kw_only=True):
    """A field. `private`: names and accounts of persons; it is masked wherever it leaves the register."""

    name: str
    title: Bilingual
    spellings: list[str] = []
    kind: FieldKind
    required: bool = False
    private: bool = False
    choices: list[PackageValue] = []
    of: str | None = None
    example: str = ""
    explanation: Bilingual | None = None


class Requirement(Data, kw_only=True):
    """What is asked of one field of a record; all that is given must hold. `filled`: whether it has a
    value; `among`: one of these codes; `at_least`, `below`: a number or date; `at_most_field`,
    `above_field`: compared with another field. A comparison with a blank field does not hold."""

    field: str
    filled: bool | None = None
    among: list[str] | None = None
    at_least: str | None = None
    below: str | None = None
    at_most_field: str | None = None
    above_field: str | None = None


class Deadline(Data, kw_only=True):
    """A day: that of a field, or natural `days` after the day of a field."""

    after: str | None = None
    days: int = 0
    field: str | None = None


class Step(Data, kw_only=True):
    """A step of a record. It is done when its date field `done` is filled and `passed` holds.

    `roles`: who enters it; `by`: who acts, where that is nobody with an account (a village, a township);
    `fields`: entered with it, `needed` of them must be there; `when`: the step exists only then;
    `deadline`: the last day on which it is in time.
    """

    name: str
    title: Bilingual
    by: Bilingual | None = None
    roles: list[Role]
    done: str
    fields: list[str]
    needed: list[str] = []
    when: list[Requirement] = []
    passed: list[Requirement] = []
    deadline: Deadline | None = None


class Sum(Data, kw_only=True):
    """The sum of `field` over the records of `register` whose field `by` names this record."""

    register: str
    by: str
    field: str
    when: list[Requirement] = []


class Derived(Data, kw_only=True):
    """A money or number field that is not entered: a sum over another register, or the first of two
    fields of the record less the second (a blank one is 0)."""

    name: str
    title: Bilingual
    sum: Sum | None = None
    difference: list[str] | None = None


class Counted(Data, kw_only=True):
    """Of the records that meet `when`: how many, the sum of a field, or how many values it has."""

    when: list[Requirement] = []
    sum: str | None = None
    distinct: str | None = None


class Measure(Data, kw_only=True):
    """What a register counts. With `base` it is `counted` ÷ `base` × `factor`, rounded once, half away
    from zero, to `places` decimals; without records in the base there is no value. `in_year`: only records
    whose date in this field lies in the fiscal year."""

    name: str
    title: Bilingual
    unit: str
    counted: Counted
    base: Counted | None = None
    factor: str = "100"
    places: int = 2
    in_year: str | None = None


class Ages(Data, kw_only=True):
    """Days since a date field, in groups up to each bound and one beyond the last."""

    since: str
    bounds: list[int]


class Report(Data, kw_only=True):
    """A list of the records that meet `when`, summed by fields and, where it says so, by age."""

    name: str
    title: Bilingual
    when: list[Requirement]
    by: list[str]
    sum: str
    age: Ages | None = None


class Rule(Data, kw_only=True):
    """What every record that meets `when` must meet; `field` is where the fault is shown."""

    field: str
    when: list[Requirement] = []
    must: list[Requirement]
    message: Bilingual


class Balance(Data, kw_only=True):
    """Movements of a stock that never falls below zero: `quantity` is added or taken by the code in
    `movement`, per combination of the fields `by`, in the order of `date` (what is added first). The
    first of `adds` is the opening stock."""

    title: Bilingual
    by: list[str]
    movement: str
    adds: list[str]
    takes: list[str]
    quantity: str
    date: str


class RegisterType(Data, kw_only=True):
    """A register. `keepers` enter and correct records; `opened`: the date field from which a record is
    there; `ends`: a record that meets any of these goes no further; `selector`: the field by whose value
    an indicator may ask for a part of the records (`survey:rate:residents`)."""

    register: str
    title: Bilingual
    spellings: list[str] = []
    explanation: Bilingual
    source: str
    order: int = 100
    keepers: list[Role]
    opened: str
    fields: list[RegisterField]
    derived: list[Derived] = []
    steps: list[Step] = []
    ends: list[Requirement] = []
    measures: list[Measure] = []
    reports: list[Report] = []
    rules: list[Rule] = []
    balance: Balance | None = None
    selector: str | None = None

    def field(self, name: str) -> RegisterField | None:
        """The entered field with this name."""
        return next((field for field in self.fields if field.name == name), None)

    def measure(self, name: str) -> Measure | None:
        """The measure with this name, or with this Chinese title."""
        return next((item for item in self.measures if name in (item.name, item.title.zh)), None)

    @property
    def private(self) -> frozenset[str]:
        """The names of the fields that are masked outside the register."""
        return frozenset(field.name for field in self.fields if field.private)

    @property
    def parent(self) -> RegisterField | None:
        """The required field that names a record of another register, to which these records belong."""
        return next((field for field in self.fields if field.kind == "record" and field.required), None)

    def step_fields(self) -> set[str]:
        """The fields that are entered with a step, not with the record."""
        return {name for step in self.steps for name in step.fields}
