"""The charts of a publication, drawn once and shared by Word, PDF and web."""
