"""What is wrong in the records of a register beyond single cells: order of steps, rules, stock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mingzhang.kit.language import Text
from mingzhang.registers.ledger import MASK, Ledger, Record
from mingzhang.registers.reports import stock_movements
from mingzhang.registers.requirements import Cell, holds, plain
from mingzhang.standard.registers.types import RegisterType


@dataclass(frozen=True, slots=True)
class RecordFault:
    """A fault of a record at one of its fields. `value` is the cell, masked where it is private."""

    record: Record
    field: str
    value: str
    reason: Text


def faults_of(ledger: Ledger, register: str) -> list[RecordFault]:
    """Every fault of the register's records, in their order; of cells that are right by themselves."""
    declared = ledger.types[register]
    found = []
    for record in ledger.records(register):
        cell = ledger.get(register, record)
        for field, reason in (*_steps(declared, cell), *_rules(declared, cell)):
            value = MASK if field in declared.private and cell(field) else cell(field)
            found.append(RecordFault(record, field, value, reason))
    if declared.balance is not None:
        found += _stock(ledger, register)
    return found


def _steps(declared: RegisterType, cell: Cell) -> Iterator[tuple[str, Text]]:
    """A step is done after those before it, not earlier than they, with all that it needs."""
    before, waiting = "", ""
    for step in declared.steps:
        if not holds(step.when, cell):
            continue
        title, done = step.title, cell(step.done)
        if not done:
            waiting = waiting or step.name
            for name in (name for name in step.fields if cell(name) and name != step.done):
                yield name, Text(f"“{title.zh}”还没有日期", f"the step “{title.en}” has no date yet")
            continue
        if waiting:
            other = next(item.title for item in declared.steps if item.name == waiting)
            yield step.done, Text(f"前一步“{other.zh}”还没有完成", f"the step “{other.en}” is not done yet")
        elif before and done < before:
            yield step.done, Text(f"早于前一步的日期 {before}", f"is earlier than the step before, {before}")
        for name in step.needed:
            if not cell(name):
                yield name, Text(f"完成“{title.zh}”时必填", f"must not be blank once “{title.en}” is done")
        if not waiting and not holds(step.passed, cell):
            waiting = step.name
        before = max(before, done)


def _rules(declared: RegisterType, cell: Cell) -> Iterator[tuple[str, Text]]:
    for rule in declared.rules:
        if holds(rule.when, cell) and not holds(rule.must, cell):
            yield rule.field, rule.message.text()


def _stock(ledger: Ledger, register: str) -> Iterator[RecordFault]:
    balance = ledger.types[register].balance
    assert balance is not None
    for record, _, level in stock_movements(ledger, register, balance):
        if level < 0:
            shown = plain(level)
            reason = Text(f"此时库存为 {shown}，不能小于零", f"the stock would be {shown}, less than zero")
            yield RecordFault(record, balance.quantity, record.cell(balance.quantity), reason)
