"""Questions to a lake: its views, the queries of reports and comparisons."""
