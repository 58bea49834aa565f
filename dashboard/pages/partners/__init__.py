"""The page partners and the parts that only it uses."""
