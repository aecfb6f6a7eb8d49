"""Asking WeChat who follows, comparing that with what we keep, and telling the river what is news."""
