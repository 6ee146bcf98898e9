"""The middle of the year: money and results as of a day, and targets adjusted with document and approval."""
