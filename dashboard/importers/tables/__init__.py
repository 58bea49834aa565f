"""Tables with headings as people send them, whatever their layout."""
