"""Repair: the lightest set of cells whose printed figures must be wrong, and what they should read."""
