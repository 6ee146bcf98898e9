"""Register types: what the records of a section's own work hold, how they go on, and what they count."""
