"""Wiring, the state in the address bar, and the parts that pages share."""
