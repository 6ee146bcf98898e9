"""A standard as of a year: subjects, statements, identities, rules, scheme, wording, variants."""
