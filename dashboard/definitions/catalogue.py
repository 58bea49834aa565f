"""Everything the definition files say, loaded once and looked up by name."""
