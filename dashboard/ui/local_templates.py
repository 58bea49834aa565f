"""The template of a service's own figures, offered on a page, with rows ready for its figures."""

import streamlit as st

from dashboard.reports.local_template import local_template_bytes, local_template_csv_bytes
from dashboard.reports.spreadsheets import XLSX
from dashboard.ui import components
from dashboard.ui.page import View
from dashboard.usecases.own.template import own_template


def offer_templates(view: View) -> None:
    """Offer the template as a workbook, with lists to choose from, and as CSV."""
    with st.container(horizontal=True, key="templates_download"):
        components.offer_file(
            "Download the template for Excel",
            lambda: _template(view),
            f"own-figures-{view.service.id}.xlsx",
            XLSX,
            "local_template_xlsx",
        )
        components.offer_file(
            "Download the template as CSV",
            lambda: _template_csv(view),
            f"own-figures-{view.service.id}.csv",
            "text/csv",
            "local_template_csv",
        )


def _template(view: View) -> bytes:
    found = own_template(view.holdings, view.service.id)
    groups = view.holdings.catalogue.groups
    return local_template_bytes(found.indicators, groups, found.service, found.teams, found.rows)


def _template_csv(view: View) -> bytes:
    found = own_template(view.holdings, view.service.id)
    return local_template_csv_bytes(view.holdings.catalogue.groups, found.teams, found.rows)
