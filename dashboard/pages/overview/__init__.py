"""The page overview and the parts that only it uses."""
