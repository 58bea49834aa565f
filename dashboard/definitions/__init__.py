"""What the definition files say, as validated core objects."""
