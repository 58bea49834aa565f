"""The page comparison and the parts that only it uses."""
