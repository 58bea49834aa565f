"""Page set-up, navigation and what stands in place of a page that fails; nothing else."""

import streamlit as st

from dashboard.ui import components, failures, navigation, signing

st.set_page_config(layout="wide")
components.house_style()
with failures.told():
    failures.show_what_stopped_the_run_before()
    if signing.let_in():
        page = navigation.current_page()
        navigation.menu(page)
        page.run()
