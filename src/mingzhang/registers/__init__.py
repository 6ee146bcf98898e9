"""Registers: the records of a section's own work, how far each has come, and what they count together."""
