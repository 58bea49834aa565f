"""What keeps the dashboard going: files, people, backup, history."""
