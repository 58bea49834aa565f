"""Lists of similar areas: the tables of a file, the places they name, and what they say."""
