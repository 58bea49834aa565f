"""HTML that our own components made, shown as it is; never a text from a file or a person."""

from functools import lru_cache
from typing import Literal

import streamlit as st
from streamlit.elements import html

# Of each text Streamlit asks, letter by letter, whether it is a style sheet alone; nearly all is as
# it was at the run before. Should a new one rename how it asks, no page can be imported.
html._html_only_style_tags = lru_cache(200)(html._html_only_style_tags)


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
