"""Check a file: documents dropped by anyone signed in, marked page by page."""
