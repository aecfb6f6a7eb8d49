"""Boards: saved questions and boards, on real PostgreSQL."""
