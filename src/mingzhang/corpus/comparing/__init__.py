"""Comparing units: over the years, with their like, with what they said themselves the year before."""
