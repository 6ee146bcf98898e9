"""Statements: from titles and grids to facts."""

from mingzhang.recognise.tables.statements import StatementsRead, recognise_statements

__all__ = ["StatementsRead", "recognise_statements"]
