"""Layers as questions: how many people are on each level when a period ends, and how many were when it began."""
