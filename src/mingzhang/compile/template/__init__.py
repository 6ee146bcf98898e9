"""Writing source packages: an empty one, its data dictionary and workbook, and tables of given rows."""
