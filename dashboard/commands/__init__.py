"""Groups of commands that `python -m dashboard` offers beside its single ones."""
