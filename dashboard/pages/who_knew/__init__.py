"""The page who knew and the parts that only it uses."""
