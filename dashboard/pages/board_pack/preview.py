"""The pages of the pack as small pictures, before anything is made of them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.narrative.packs.paper import ANNEX
from dashboard.reports.packs.document import Document
from dashboard.reports.packs.files import seal_for
from dashboard.reports.packs.pdf import section_pages
from dashboard.ui import packs
from dashboard.ui.page import View
from dashboard.usecases.packs.reading import PackAsked

# Session key: the pack whose pages this browser asked to see.
_SHOWN = "pack_pages_shown"
# So wide that four stand side by side on a wide screen.
_WIDTH = 260


@dataclass(frozen=True)
class PagePicture:
    """A page as a picture (PNG), and what it says in words."""

    png: bytes
    alt: str


def offer_pages(view: View, asked: PackAsked) -> None:
    """Show the pages of a pack once somebody asks for them; another pack is asked for anew."""
    wanted = (asked, view.holdings.as_of)
    if st.session_state.get(_SHOWN) != wanted:
        st.button("Show the pages", on_click=_remember, args=(wanted,))
        return
    st.button("Hide the pages", on_click=_remember, args=(None,))
    with st.spinner("Making the pages"):
        pages = _pages(view, asked)
    with st.container(horizontal=True, key="doing-pages"):
        for number, each in enumerate(pages, start=1):
            words = f"Page {number} of {len(pages)}"
            # The picture is larger than its container, so that it can be read at full screen.
            with st.container(width=_WIDTH):
                st.image(each.png, words, "stretch", alt=f"{words}. {each.alt}")


def _remember(wanted: tuple[PackAsked, dt.date] | None) -> None:
    st.session_state[_SHOWN] = wanted


def _pages(view: View, asked: PackAsked) -> tuple[PagePicture, ...]:
    """Return the pages of a pack, made once for each state of what is stored."""

    # The audience is in the key, and only who may see small numbers asks for the board's.
    def work() -> tuple[PagePicture, ...]:
        document = packs.made(view, asked)
        return pictures_of(document, packs.press().draw(document))

    return view.holdings.store.of_state("pages of a pack", (asked, view.holdings.as_of), work)


def pictures_of(document: Document, drawn: Sequence[bytes]) -> tuple[PagePicture, ...]:
    """Return each page with the sections on it; what follows the sections is the annex.

    Streamlit names a picture by its bytes, and hands it to whoever knows the name. With the seal
    behind it, nobody can find the name of a page for the board by trying small numbers.
    """
    said: dict[int, list[str]] = {}
    for number, each in zip(section_pages(document), document.sections, strict=True):
        said.setdefault(number, []).append(f"{each.title.text}: {each.message.text}")
    seal = seal_for(document, "picture").encode()
    return tuple(
        PagePicture(png + seal, " ".join(said.get(number, [ANNEX])))
        for number, png in enumerate(drawn, start=1)
    )
