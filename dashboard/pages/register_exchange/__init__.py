"""The page register exchange and the parts that only it uses."""
