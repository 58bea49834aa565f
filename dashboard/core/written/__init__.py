"""Numbers, periods and days as people write them, and what each means: the one rule for all."""
