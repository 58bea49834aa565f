"""What a person does with a service's own figures."""
