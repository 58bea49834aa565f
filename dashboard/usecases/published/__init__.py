"""What a person asks of published figures, lists and targets."""
