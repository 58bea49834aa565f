"""Thin scripts, one per page: read, call, show."""
