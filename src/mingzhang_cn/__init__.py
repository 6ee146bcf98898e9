"""The Chinese standard as data: statements, subjects, identities, rules, scheme, wording, variants."""

YEARS = (2024,)
"""Fiscal years with data of their own."""
