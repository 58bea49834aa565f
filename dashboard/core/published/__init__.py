"""Published figures: indicators, similar areas, comparison, warnings."""
