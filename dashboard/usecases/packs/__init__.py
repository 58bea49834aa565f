"""The board pack: read from what the screens show, issued for good, asked for in time."""
