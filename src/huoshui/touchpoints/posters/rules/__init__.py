"""The arithmetic of posters: what fits where."""
