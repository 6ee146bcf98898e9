"""The web: a workbench for those who compile and review, and a portal for those who read."""
