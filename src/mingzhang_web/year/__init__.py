"""The year of one unit: its source records, in grids and by import, and the evidence of its results."""
