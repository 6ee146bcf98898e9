"""The address that everything of one unit's year begins with."""

YEAR = "workbench/years/<int:year_id>/"
