"""Components show words safely: every text from outside is escaped, every rating is a word."""

import logging

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.core.areas import INVENTED
from dashboard.core.inspection.frameworks import Rating
from dashboard.core.sentences import Tone
from dashboard.reports.notes import Notes
from dashboard.ui import components
from dashboard.ui.operator_log import REFUSALS


def shown(script) -> str:
    page = AppTest.from_function(script).run()
    assert not page.exception
    return "\n".join(str(getattr(element, "value", "")) for element in page.get("html"))


@pytest.mark.parametrize("rating", list(Rating))
def test_a_rating_is_always_its_word_in_full(rating):
    assert f" {rating.value}</span>" in components.rating_badge(rating)


def test_no_rating_says_so():
    assert "not published" in components.rating_badge(None)


@pytest.mark.parametrize("tone", list(Tone))
def test_a_tone_is_a_symbol_and_a_word(tone):
    assert tone.value in components.tag(tone)
    assert 'aria-hidden="true"' in components.tag(tone)


def _folded():
    from dashboard.ui import components

    components.fold("More", lambda: components.muted("It is known."), "more")


def test_what_is_folded_is_made_once_somebody_unfolds_it():
    page = AppTest.from_function(_folded).run()
    assert [each.label for each in page.expander] == ["More"]
    assert not page.get("html")

    page.session_state["fold_more"] = True
    page.run()

    assert "It is known." in page.get("html")[0].proto.body


def _folded_form():
    import streamlit as st

    from dashboard.ui import components

    components.fold_form("Change it", lambda: st.text_input("Why", key="why"), "change")


def test_a_form_is_made_once_it_is_unfolded_and_stays_with_what_was_typed():
    page = AppTest.from_function(_folded_form).run()
    assert not page.text_input

    page.session_state["fold_change"] = True
    page.run().text_input[0].set_value("No money").run()
    page.session_state["fold_change"] = False
    page.run()

    assert page.text_input[0].value == "No money"


def _refused_deed():
    from dashboard.errors import NotAllowedError
    from dashboard.ui import components

    with components.shown_errors():
        raise NotAllowedError("Ann may not.")


def test_a_deed_that_is_not_allowed_is_noted_each_time(caplog):
    caplog.set_level(logging.INFO, logger=REFUSALS)
    AppTest.from_function(_refused_deed).run().run()

    assert [one.getMessage() for one in caplog.records if one.name == REFUSALS] == [
        "not allowed"
    ] * 2


def _hostile_table():
    import pandas as pd

    from dashboard.ui import components

    frame = pd.DataFrame({"<b>Area</b>": ["<script>alert(1)</script>"], "n": [None]})
    components.table(frame, 'A "caption" <i>')


def test_a_table_escapes_headings_cells_and_caption_and_says_what_is_absent():
    html = shown(_hostile_table)

    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "<i>" not in html
    assert "not published" in html


def _table_of(columns: int) -> str:
    frame = pd.DataFrame(
        [[str(n) for n in range(columns)]], columns=[f"c{n}" for n in range(columns)]
    )
    return components.table_html(frame, "A table")


def test_a_wide_table_becomes_cards_on_a_phone_and_stays_a_table_to_assistive_technology():
    assert "yj-wide" not in _table_of(3)
    assert "yj-wide" in _table_of(4)
    assert 'role="table"' in _table_of(4)
    assert 'data-label="c3"' in _table_of(4)


def test_the_first_column_heads_its_rows():
    assert '<th scope="row" role="rowheader">0</th>' in _table_of(3)


@pytest.mark.parametrize(
    "hostile",
    ["[sign in](https://evil.example)", "**bold**", ":red[x]", "$x^2$", "https://evil.example"],
)
def test_what_stands_in_an_address_never_becomes_a_link_or_a_style(hostile):
    plain = components.plain(hostile)

    assert "](" not in plain.replace("\\](", "")
    assert "://" not in plain
    assert "**" not in plain
    assert not plain.startswith("$")


def test_a_picture_of_invented_figures_says_so_and_no_other_does():
    assert components.warning_of(Notes(invented=True)) == INVENTED
    assert components.warning_of(Notes()) == ""
