"""Sentences from facts, by subject."""
