"""The register: recommendations, what is done about them, and when they may close."""
