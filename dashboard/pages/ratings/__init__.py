"""The page ratings and the parts that only it uses."""
