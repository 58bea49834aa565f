"""Which section of the pack is before the board, and how it looks from across the table."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.core.areas import INVENTED
from dashboard.reports.packs.document import Document, Section
from dashboard.reports.packs.web import SECTION_STYLES, section_html
from dashboard.ui import components, navigation, own_html, state
from dashboard.usecases.packs.making import DRAFT


def show_whose(document: Document) -> None:
    """Show of which meeting or day the pack is, and who may see it."""
    own_html.show(
        f'<p class="yj-whose"><strong>{escape(document.occasion.text)}</strong> '
        f'<span class="yj-mode yj-mode-{document.audience}">'
        f"{escape(document.audience_words.text)}</span></p>",
        width="content",
    )


def choose_section(document: Document) -> Section:
    """Show the choice of a section, with a step to the one before and the one after, and return it.

    The annex comes behind the pages, which name it for what they have no room for. The arrow keys
    make the steps too, except while something is typed.
    """
    sections = (*document.sections, *document.annex)
    names = {each.id: each.title.text for each in sections}
    with st.container(horizontal=True, vertical_alignment="bottom", key="doing-meeting"):
        chosen = state.choose(
            "Section", "section", names, sections[0].id, unknown="section of this pack"
        )
        place = list(names).index(chosen)
        _offer_step("Previous", "Left", sections[:place][-1:])
        _offer_step("Next", "Right", sections[place + 1 :][:1])
        _say_place(place + 1, sections[place], len(document.sections), len(document.annex))
    return sections[place]


def _offer_step(label: str, arrow: str, there: Sequence[Section]) -> None:
    st.button(
        label,
        key=f"step_{label}",
        disabled=not there,
        shortcut=arrow,
        on_click=state.choose_section,
        args=tuple(each.id for each in there),
    )


def _say_place(number: int, shown: Section, pages: int, annex: int) -> None:
    """Say which of the sections is shown, after each step also to whoever hears the page."""
    place = f"Section {number} of {pages}"
    if number > pages:
        place = f"Annex {number - pages} of {annex}"
    own_html.show(
        f'<p class="yj-place" role="status">{place}'
        f'<span class="yj-heard">: {escape(shown.title.text)}</span></p>',
        width="content",
    )


def show_section(document: Document, section: Section) -> None:
    """Show a section large, as the pack has it; what to know of the whole stands in the first."""
    own_html.show(f"<style>{SECTION_STYLES}</style>")
    marks = document.marks if section is document.sections[0] else ()
    # That it is invented stands at the head of every page, and what is live is no draft of a paper.
    said = (mark.text for mark in marks if mark.text not in (INVENTED, DRAFT.text))
    told = "".join(f'<p class="yj-muted">{escape(words)}</p>' for words in said)
    name = escape(section.title.text)
    # A box of its own that scrolls: each section begins at its top, wherever the last one ended.
    components.html(
        f'<div class="yj-pane" role="group" aria-label="{name}" tabindex="0">{told}'
        f"{section_html(section, components.picture)}</div>"
        f'<p class="yj-up"><a href="#{navigation.CONTENT_ID}">Up to the choice of section</a></p>'
    )
