"""Whole flows, and the faults that they survive."""
