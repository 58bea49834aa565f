"""What is true: the rules and calculations of youth justice, free of frameworks and files."""
