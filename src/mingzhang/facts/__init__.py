"""Facts with provenance: the disclosure, its evaluations and claims, and findings about it."""
