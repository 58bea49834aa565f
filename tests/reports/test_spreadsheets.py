"""A downloaded table runs nothing in a spreadsheet."""

import pandas as pd
import pytest

from dashboard.reports.spreadsheets import csv_bytes


@pytest.mark.parametrize("cell", ["=cmd|x", "@sum", "+cmd", "-cmd", "\tx"])
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(cell):
    lines = csv_bytes(pd.DataFrame({"Note": [cell]})).decode("utf-8-sig")

    assert f"'{cell}" in lines


@pytest.mark.parametrize("cell", ["+23%", "-4%", "-1.3 points", "+1,234", "Essex", "4-5", ""])
def test_signed_figures_and_names_stay_as_they_are(cell):
    assert "'" not in csv_bytes(pd.DataFrame({"Gap": [cell], "n": [1]})).decode("utf-8-sig")


def test_a_heading_is_a_text_too():
    assert "'=x" in csv_bytes(pd.DataFrame({"=x": [1]})).decode("utf-8-sig")
