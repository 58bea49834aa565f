"""HTML that our own components made, shown as it is; never a text from a file or a person."""

from typing import Literal

import streamlit as st


class _Made(str):
    """HTML as Streamlit takes it without a look.

    Of a plain text it asks whether a file has that name, and reads each line for its indent: one to
    five milliseconds of each run of a page.
    """

    __slots__ = ()

    def _repr_html_(self) -> str:
        return self


def show(markup: str, *, width: Literal["stretch", "content"] = "stretch") -> None:
    """Show HTML that our own components made, as wide as the page or as its words."""
    st.html(_Made(markup), width=width)
