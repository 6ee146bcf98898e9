"""The report on a lake: a static page and CSV files."""
