"""One folder a format: what the product writes."""
