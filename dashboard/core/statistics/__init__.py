"""The formulas: intervals, trends, control charts, rate ratios. No word of youth justice."""
