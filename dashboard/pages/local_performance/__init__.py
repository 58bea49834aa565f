"""The page local performance and the parts that only it uses."""
