"""The board: meetings, acknowledgements, decisions, national reports, who knew what."""
