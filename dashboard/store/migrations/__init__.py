"""Versions of the tables, oldest first; a version that was released never changes."""
