"""Charts as SVG: plain bars that print, with every figure readable as text."""
