"""Pages to measure beside the dashboard's own."""
