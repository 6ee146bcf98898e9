"""`python -m mingzhang`."""

from mingzhang.cli.main import entry

entry()
