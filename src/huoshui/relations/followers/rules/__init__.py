"""The arithmetic of followers: histories, balances, windows."""
