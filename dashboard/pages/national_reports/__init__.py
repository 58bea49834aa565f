"""The page national reports and the parts that only it uses."""
