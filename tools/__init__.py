"""What maintainers run now and then to make files that ship; the dashboard never calls it."""
