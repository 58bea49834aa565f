"""Sentences of the board pack: what to ask, what changed, whose eyes it is for."""
