"""The page indicators and the parts that only it uses."""
