"""What a service's own figures say, in words."""
