"""The audit trail: every action and change, hash-chained, only ever added to."""
