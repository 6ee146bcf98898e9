"""Document rules: functions of one disclosure."""
