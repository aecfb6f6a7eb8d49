"""The arithmetic of stores: where they are, how one is found, and who stands in."""
