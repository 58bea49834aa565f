"""The representative page: one filter, three metrics, a table and two charts of 155 areas."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import streamlit as st

AREAS = 155
ROWS_SHOWN = 150


@st.cache_resource
def figures() -> pd.DataFrame:
    """Return invented rates per 100,000 of 155 areas in six years (seeded, so always the same)."""
    random = np.random.default_rng(seed=2018)
    years = [str(year) for year in range(2013, 2019)]
    names = [f"Area {number:03}" for number in range(1, AREAS + 1)]
    table = pd.DataFrame(random.gamma(9.0, 30.0, size=(AREAS, len(years))), columns=years)
    table.insert(0, "area", names)
    table.insert(1, "region", [f"Region {number % 10}" for number in range(AREAS)])
    return table


st.set_page_config(page_title="Representative page", layout="wide")
st.title("First-time entrants by area")
year = st.selectbox("Year", ["2018", "2017", "2016", "2015", "2014", "2013"])
table = figures()
rates = table[year]

first, second, third = st.columns(3)
first.metric("Median rate", f"{rates.median():.0f}")
second.metric("Highest rate", f"{rates.max():.0f}")
third.metric("Lowest rate", f"{rates.min():.0f}")

ordered = table.sort_values(year)
bars = go.Figure(go.Bar(x=ordered["area"], y=ordered[year], marker_color="#12436D"))
bars.update_layout(title=f"Rate per 100,000 children in {year}", height=360)
st.plotly_chart(bars, width="stretch", key="bars")

points = go.Figure(go.Scatter(x=table["2013"], y=rates, mode="markers", text=table["area"]))
points.update_layout(title=f"2013 against {year}", height=360)
st.plotly_chart(points, width="stretch", key="points")

st.dataframe(table.head(ROWS_SHOWN), width="stretch")
