"""Huoshui 活水."""
