"""What readers give and writers take: paragraphs and grids, every cell with its place."""
