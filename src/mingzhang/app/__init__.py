"""The use cases: what a person or a program asks of the product."""
