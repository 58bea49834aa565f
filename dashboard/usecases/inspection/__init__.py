"""What a person asks of inspections and their ratings."""
