"""Reports of findings: text for a clerk, JSON for programs, SARIF for review tools."""
