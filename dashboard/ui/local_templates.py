"""The template of a service's own figures, offered on a page, with rows ready for its figures."""

import streamlit as st

from dashboard.reports.local_template import local_template_bytes, local_template_csv_bytes
from dashboard.reports.spreadsheets import XLSX
from dashboard.ui import visits
from dashboard.ui.page import View
from dashboard.usecases.own.template import own_template


def offer_templates(view: View) -> None:
    """Offer the template as a workbook, with lists to choose from, and as CSV."""
    with st.container(horizontal=True, key="templates_download"):
        st.download_button(
            "Download the template for Excel",
            data=visits.still(lambda: _template(view)),
            file_name=f"own-figures-{view.service.id}.xlsx",
            mime=XLSX,
            key="local_template_xlsx",
            on_click="ignore",
        )
        st.download_button(
            "Download the template as CSV",
            data=visits.still(lambda: _template_csv(view)),
            file_name=f"own-figures-{view.service.id}.csv",
            mime="text/csv",
            key="local_template_csv",
            on_click="ignore",
        )


def _template(view: View) -> bytes:
    found = own_template(view.holdings, view.service.id)
    groups = view.holdings.catalogue.groups
    return local_template_bytes(found.indicators, groups, found.service, found.teams, found.rows)


def _template_csv(view: View) -> bytes:
    found = own_template(view.holdings, view.service.id)
    return local_template_csv_bytes(view.holdings.catalogue.groups, found.teams, found.rows)
