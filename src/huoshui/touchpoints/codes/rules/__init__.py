"""The arithmetic of live codes."""
