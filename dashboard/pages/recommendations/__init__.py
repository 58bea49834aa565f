"""The page recommendations and the parts that only it uses."""
