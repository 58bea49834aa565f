"""The page meetings and the parts that only it uses."""
