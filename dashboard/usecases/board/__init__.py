"""What a board does: meet, acknowledge, decide, take up reports."""
