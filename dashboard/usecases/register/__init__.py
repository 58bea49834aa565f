"""What a person does with the register; one function is one transaction."""
