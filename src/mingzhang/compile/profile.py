"""Who discloses: the unit or department, its duties, sections, member units, staff and approvals."""

from __future__ import annotations

from dataclasses import dataclass

from mingzhang.compile.package import SourcePackage
from mingzhang.compile.sql import literal
from mingzhang.facts.model import Approval, Department, Profile, Source, Unit
from mingzhang.kit.errors import UsageError


@dataclass(frozen=True, slots=True)
class PackageUnit:
    """A row of `units.csv`."""

    code: str
    name: str
    department: Department | None
    kind: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose disclosure: all units of the package (`only` None), or one."""

    units: tuple[PackageUnit, ...]
    only: PackageUnit | None

    def takes(self, code: str) -> bool:
        """Whether the records of this unit belong to the disclosure."""
        return self.only is None or code == self.only.code

    @property
    def condition(self) -> str:
        """The same as SQL."""
        return "true" if self.only is None else f"unit = {literal(self.only.code)}"

    @property
    def unit(self) -> Unit:
        """The disclosing unit: a package of several units is a department's, named by its first row."""
        members = [unit for unit in self.units if unit.kind != "adjustment"]
        disclosing = self.only or self.units[0]
        scope = "department" if self.only is None and len(members) > 1 else "unit"
        return Unit(name=disclosing.name, code=disclosing.code, scope=scope, department=disclosing.department)


def units_of(package: SourcePackage) -> tuple[PackageUnit, ...]:
    """The units in the order of the file."""
    rows = package.rows(
        "SELECT code, name, department_code, department_name, kind FROM rows_units ORDER BY row"
    )
    return tuple(
        PackageUnit(code, name, Department(name=part, code=number) if part or number else None, kind)
        for code, name, number, part, kind in rows
    )


def scope_of(package: SourcePackage, code: str | None) -> Scope:
    """All units, or the unit with this code; UsageError where the package has no such unit."""
    units = units_of(package)
    if code is None:
        return Scope(units, None)
    for unit in units:
        if unit.code == code:
            return Scope(units, unit)
    known = ", ".join(unit.code for unit in units[:20])
    raise UsageError(
        f"数据包里没有代码为“{code}”的单位；有：{known}。",
        f"the package has no unit “{code}”; it has {known}.",
    )


def profile_of(package: SourcePackage, scope: Scope) -> Profile:
    """Duties, sections, member units and staff, in the order of units and rows."""
    place = "(SELECT min(row) FROM rows_units WHERE rows_units.code = unit)"
    duties = package.rows(
        f"SELECT text FROM rows_duties WHERE {scope.condition} "
        f'ORDER BY {place}, try_cast("order" AS BIGINT), row'
    )
    sections = package.rows(f"SELECT name FROM rows_sections WHERE {scope.condition} ORDER BY {place}, row")
    staff = package.rows(
        f'SELECT category, sum("count"::BIGINT)::BIGINT FROM rows_staff WHERE {scope.condition} '
        "GROUP BY category"
    )
    counted = dict(staff)
    order = package.form.codes("staff_category")
    persons = {category: counted[category] for category in order if category in counted}
    if persons:
        persons["total"] = sum(persons.values())
    members = []
    if scope.unit.scope == "department":
        members = [unit.name for unit in scope.units if unit.kind != "adjustment"]
    parts = {"duties": duties, "sections": sections, "staff": persons, "units": members}
    names = {"units": "member_units"}
    return Profile(
        duties=[row[0] for row in duties],
        sections=[row[0] for row in sections],
        member_units=members,
        staff=persons,
        sources={
            names.get(table, table): Source(file=package.tables[table].file)
            for table, found in parts.items()
            if found
        },
    )


def approvals_of(package: SourcePackage, scope: Scope) -> list[Approval]:
    """The decisions in the order of their dates."""
    rows = package.rows(
        "SELECT unit, object, date, authority, document, decision, basis FROM rows_approvals "
        f"WHERE {scope.condition} ORDER BY date, row"
    )
    fields = ("unit", "object", "date", "authority", "document", "decision", "basis")
    return [Approval(**dict(zip(fields, row, strict=True))) for row in rows]
