"""A bare Streamlit page: what every page pays before it does any work of its own."""

import streamlit as st

st.title("Hello")
st.selectbox("Choose one", ["first", "second", "third"])
st.write("Nothing else happens here.")
