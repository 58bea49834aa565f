"""The page history and the parts that only it uses."""
