"""The page lists and the parts that only it uses."""
