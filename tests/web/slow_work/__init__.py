"""An app whose only work is slow, for the tests of the worker: each step is written to a file beside the
database, its one result into the table of offices."""
