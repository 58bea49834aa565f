"""The page recommendation and the parts that only it uses."""
