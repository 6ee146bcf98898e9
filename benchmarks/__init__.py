"""Measurements of the product, each beside what it must be compared with in the same run."""
