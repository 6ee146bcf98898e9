"""Checking what lies in a lake: cell rules over thousands of documents at once, others where needed."""
