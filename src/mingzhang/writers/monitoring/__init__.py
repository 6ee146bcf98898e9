"""The mid-year monitoring table for a terminal, a spreadsheet and programs."""
