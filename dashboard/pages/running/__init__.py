"""The page running and the parts that only it uses."""
