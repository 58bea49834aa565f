"""The page board_pack and the parts that only it uses."""
