"""A bureau's own checklist workbook, filled in by our rules: what they answer is written, what no rule
answers is left to the human and said so."""

from mingzhang.app.checklist.fill import fill_checklist
from mingzhang.app.checklist.model import CheckedUnit, Filled

__all__ = ["CheckedUnit", "Filled", "fill_checklist"]
