"""Repair reports, as JSON and for a reader."""
