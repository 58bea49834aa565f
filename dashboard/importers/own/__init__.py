"""The layout of a service's own figures: tables to figures or problems."""
