"""Core results to documents a board can file."""
