"""What the register says, in words."""
