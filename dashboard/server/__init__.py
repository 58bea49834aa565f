"""The tuned server: everything that stands between the socket and the app's script.

Streamlit's own server is used as it is (`st.App` on uvicorn).  Around it stand

- what keeps strangers out: `starting`, `proxies`, `doorkeeper`, `headers`, `downloads`, `owners`;
- what keeps one from stopping the others: `limiting`, `messages`, `patience`, `turns`;
- what tells the operator: `journal`, `logs`, `metrics`, `readiness`; and `ending`;
- what makes it quick: `gathering`, `sessions`, `warming`, `garbage`, and compression.

`streamlit run app.py` works without any of it, on one's own computer, only slower.
"""

from dashboard.server.serving import serve

__all__ = ["serve"]
