"""One file → one read and checked disclosure: called once by app, many times by corpus."""
