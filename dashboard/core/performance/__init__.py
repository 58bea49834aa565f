"""What own figures show once they are protected: series, case audits, groups."""
