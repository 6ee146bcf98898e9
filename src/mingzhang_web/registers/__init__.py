"""Registers: the records of a section's own work that indicators rest on."""
