"""Which figures of a file can hardly be right, and why, before any of them is stored."""
