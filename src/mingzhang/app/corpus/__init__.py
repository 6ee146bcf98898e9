"""The use cases of many disclosures: into the lake, checked there, asked, compared."""
