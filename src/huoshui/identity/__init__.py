"""Whose event it was: many identifiers, one person; every link explained, every merge reversible."""
