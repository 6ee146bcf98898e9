"""Reading the package's tables from a workbook: our own, or another system's export with a mapping."""
