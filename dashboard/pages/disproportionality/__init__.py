"""The page disproportionality and the parts that only it uses."""
