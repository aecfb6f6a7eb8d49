"""Wires, decides nothing: ASGI app, worker, CLI, settings, schema."""
