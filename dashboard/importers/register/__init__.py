"""A register that somebody edited: its sheets, and their rows."""
