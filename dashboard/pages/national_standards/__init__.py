"""The page national standards and the parts that only it uses."""
