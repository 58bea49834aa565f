"""The page data and the parts that only it uses."""
