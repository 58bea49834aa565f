"""The template of a service's own figures, offered on a page, with its area teams in it."""

import streamlit as st

from dashboard.reports.local_template import local_template_bytes, local_template_csv_bytes
from dashboard.reports.spreadsheets import XLSX
from dashboard.ui.page import View
from dashboard.usecases.own.area_teams import area_teams


def offer_templates(view: View) -> None:
    """Offer the template as a workbook, with lists to choose from, and as CSV."""
    with st.container(horizontal=True, key="templates_download"):
        st.download_button(
            "Download the template for Excel",
            data=lambda: _template(view),
            file_name=f"own-figures-{view.service.id}.xlsx",
            mime=XLSX,
            key="local_template_xlsx",
            on_click="ignore",
        )
        st.download_button(
            "Download the template as CSV",
            data=local_template_csv_bytes,
            file_name=f"own-figures-{view.service.id}.csv",
            mime="text/csv",
            key="local_template_csv",
            on_click="ignore",
        )


def _template(view: View) -> bytes:
    held = view.holdings.catalogue
    every = area_teams(view.holdings, view.service.id).values()
    at_work = [team for team in every if team.active]
    return local_template_bytes(held.local_indicators, held.groups, view.service, at_work)
