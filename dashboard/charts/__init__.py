"""Core results to a drawing, its text alternative and its table; nothing is fetched here."""
