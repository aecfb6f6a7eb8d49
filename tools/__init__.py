"""What keeps the house in order: its own linters (`house`) and the pages that the code writes (`reference`)."""
