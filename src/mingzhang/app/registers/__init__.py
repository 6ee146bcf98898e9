"""What the workbench asks of registers: types, records and their steps, measures, lists, workbooks."""

from mingzhang.app.registers.forms import register_dictionary, register_types
from mingzhang.app.registers.workbook import ImportedRecord, read_workbook, write_workbook
from mingzhang.registers.checking import RecordFault, faults_of
from mingzhang.registers.ledger import MASK, Ledger, Record, masked
from mingzhang.registers.measures import Asked, Measured, Owner, asked_of, measured
from mingzhang.registers.reports import ReportLine, report_lines, stock_lines
from mingzhang.registers.steps import StepState, next_of, states_of
from mingzhang.standard.registers.tables import PREFIX, table_name
from mingzhang.standard.registers.types import Measure, RegisterType, Step

__all__ = [
    "MASK",
    "PREFIX",
    "Asked",
    "ImportedRecord",
    "Ledger",
    "Measure",
    "Measured",
    "Owner",
    "Record",
    "RecordFault",
    "RegisterType",
    "ReportLine",
    "Step",
    "StepState",
    "asked_of",
    "faults_of",
    "masked",
    "measured",
    "next_of",
    "read_workbook",
    "register_dictionary",
    "register_types",
    "report_lines",
    "states_of",
    "stock_lines",
    "table_name",
    "write_workbook",
]
