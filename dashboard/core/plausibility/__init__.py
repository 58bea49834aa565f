"""Which figures of a file need checking, and why, before any of them is stored."""
