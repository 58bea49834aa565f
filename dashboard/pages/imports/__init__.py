"""The page imports and the parts that only it uses."""
