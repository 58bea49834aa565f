"""Inspections: frameworks, ratings, how near an edge they lie, how firm they are."""
