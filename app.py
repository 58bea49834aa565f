"""Page set-up and navigation; nothing else."""

import streamlit as st

from dashboard.ui import components, navigation, signing

st.set_page_config(layout="wide")
components.house_style()
if signing.let_in():
    page = navigation.current_page()
    navigation.menu(page)
    page.run()
