"""Core results to a Plotly figure and its text alternative; nothing is fetched here."""
