"""What published figures say, in words."""
