"""The outline of a document: cover, parts, profile, explanation, glossary."""
