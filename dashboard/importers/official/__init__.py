"""One module for each official layout: tables to figures, inspections or problems."""
