"""Mingzhang 明账: final accounts that add up, and performance that can be shown."""

__version__ = "0.1.0"
