"""Facts laid out to be printed: header trees, merged cells, notes. Word, PDF, web and screen render it."""
