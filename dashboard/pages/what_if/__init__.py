"""The page what if and the parts that only it uses."""
