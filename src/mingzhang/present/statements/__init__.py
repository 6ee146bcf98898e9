"""The statutory statements as grids."""
