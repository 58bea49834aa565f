"""A service's own figures: what it counts, of whom, by which team, with which target."""
