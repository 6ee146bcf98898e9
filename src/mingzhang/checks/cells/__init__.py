"""Cell rules: functions over columns, grouped by document."""
