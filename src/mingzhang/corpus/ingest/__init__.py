"""Many files into the lake: which, in what order, read by whom, committed when."""
