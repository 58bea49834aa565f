"""Official files to observations, or to a complete list of problems."""
