"""What a register counts, for the unit or for one project's indicator, with the records behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mingzhang.kit.amounts import round_half_away
from mingzhang.kit.language import Text
from mingzhang.registers.ledger import Ledger, Record
from mingzhang.registers.requirements import holds, number_of, plain
from mingzhang.standard.registers.types import Counted, Measure, RegisterType


@dataclass(frozen=True, slots=True)
class Asked:
    """What an indicator asks of a register: `hazard:rate`, or of a part of it `survey:rate:residents`."""

    register: str
    measure: Measure
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """`value` as a plain number, None where nothing can be said (an empty base); `counted` are the records
    that count, `base` those that they are compared with."""

    value: str | None
    counted: Sequence[Record]
    base: Sequence[Record]


@dataclass(frozen=True, slots=True)
class Owner:
    """For whom records count: a unit, and there a project of a section; None = all."""

    unit: str | None = None
    project: str | None = None
    section: str | None = None

    def owns(self, record: Record) -> bool:
        """A record of a project counts for it alone, one of a section for the section's projects."""
        if self.unit is not None and record.cell("unit") != self.unit:
            return False
        if self.project is None:
            return True
        project, section = record.cell("project"), record.cell("section")
        return project == self.project if project else section in ("", self.section or "")


def asked_of(text: str | None, types: dict[str, RegisterType]) -> Asked | Text | None:
    """What the column `register` of an indicator asks. None: it names no register (words of one's own);
    a Text: it names a register, and this is what is wrong."""
    name, _, rest = (text or "").replace("：", ":").partition(":")
    declared = next((item for item in types.values() if name.strip() in (item.register, item.title.zh)), None)
    if declared is None:
        return None
    wanted, _, part = (piece.strip() for piece in rest.partition(":"))
    measure = declared.measure(wanted)
    if measure is None:
        zh = "、".join(f"{item.name}（{item.title.zh}）" for item in declared.measures)
        en = ", ".join(item.name for item in declared.measures)
        return Text(
            f"台账 {declared.register} 没有这个统计数；应写作 {declared.register}:统计数，有：{zh}",
            f"the register {declared.register} has no such measure; write {declared.register}:measure, "
            f"there are {en}",
        )
    if not part:
        return Asked(declared.register, measure)
    field = declared.field(declared.selector or "")
    if field is None:
        return Text(f"台账 {declared.register} 不分部分", f"the register {declared.register} has no parts")
    code = next((choice.code for choice in field.choices if part in choice.spellings()), None)
    if field.choices and code is None:
        return Text(f"{field.title.zh}没有“{part}”", f"{field.title.en} has no “{part}”")
    return Asked(declared.register, measure, code or part)


def measured(ledger: Ledger, asked: Asked, owner: Owner) -> Measured:
    """The measure over the owner's records as the ledger stands."""
    declared = ledger.types[asked.register]
    measure = asked.measure
    records = [
        record
        for record in ledger.records(asked.register)
        if owner.owns(record)
        and (asked.part is None or record.cell(declared.selector or "") == asked.part)
        and (measure.in_year is None or record.cell(measure.in_year)[:4] == str(ledger.year))
    ]
    counted = _chosen(ledger, asked.register, measure.counted, records)
    amount = _amount(ledger, asked.register, measure.counted, counted)
    if measure.base is None:
        return Measured(plain(amount), counted, ())
    base = _chosen(ledger, asked.register, measure.base, records)
    whole = _amount(ledger, asked.register, measure.base, base)
    if whole == 0:
        return Measured(None, counted, base)
    ratio = Fraction(amount) / Fraction(whole) * Fraction(measure.factor)
    return Measured(plain(round_half_away(ratio, measure.places)), counted, base)


def _chosen(ledger: Ledger, register: str, counted: Counted, records: Sequence[Record]) -> list[Record]:
    return [record for record in records if holds(counted.when, ledger.get(register, record))]


def _amount(ledger: Ledger, register: str, counted: Counted, records: Sequence[Record]) -> Decimal:
    if counted.sum is not None:
        cells = (ledger.get(register, record)(counted.sum) for record in records)
        return sum((number_of(cell) or Decimal(0) for cell in cells), Decimal(0))
    if counted.distinct is not None:
        return Decimal(len({ledger.get(register, record)(counted.distinct) for record in records} - {""}))
    return Decimal(len(records))
