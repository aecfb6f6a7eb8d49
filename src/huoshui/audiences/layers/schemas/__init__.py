"""HTTP shapes of layers: every rate with what it was made of, every cell with the segment of its people."""
