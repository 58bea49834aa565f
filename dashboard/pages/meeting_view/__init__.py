"""The page meeting_view and the parts that only it uses."""
