"""Answering requests: one process at a desk, several behind one address where many people work."""
