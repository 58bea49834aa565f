"""The page case audits and the parts that only it uses."""
