"""Funnels: how far people come on a way of several steps, how fast, and where they leave it."""
