"""Speak each platform's language: verify, parse, send, sync (translates only)."""
