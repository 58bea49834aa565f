"""What the board did and knew, in words."""
