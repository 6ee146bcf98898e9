"""Source records to statements: read and validate a package, sum it exactly, name the records of a cell."""
