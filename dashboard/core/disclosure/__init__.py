"""Small numbers: which figures are withheld, so that none of them can be worked out."""
