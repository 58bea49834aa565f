"""What ratings say, in words."""
