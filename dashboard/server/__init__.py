"""The tuned server: everything that stands between the socket and the app's script.

Streamlit's own server is used as it is (`st.App` on uvicorn).  Around it stand a doorkeeper,
compression, security headers, warm imports, a bound on the scripts that run at once, and
garbage collection that does not wait at the end of every run.  `streamlit run app.py` works
without any of it, only slower.
"""

from dashboard.server.serving import serve

__all__ = ["serve"]
