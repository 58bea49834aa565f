"""What a person does; one function is one transaction."""
