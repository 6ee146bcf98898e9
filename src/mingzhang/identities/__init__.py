"""The standard's identities grounded over the cells that are there: which figures must meet which."""
