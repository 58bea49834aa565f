"""The page people and the parts that only it uses."""
