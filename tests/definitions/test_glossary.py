"""The glossary explains each word once."""

import pytest

from dashboard.definitions.glossary import Term, load_glossary, terms_in
from dashboard.errors import DefinitionError
from tests.figures_factories import DATA


def test_the_shipped_glossary_explains_first_time_entrants_in_full():
    terms = {term.word: term.meaning for term in load_glossary(DATA / "definitions/glossary.toml")}

    assert "full-time equivalent" in terms["First-time entrants"]
    assert list(terms) == sorted(terms, key=str.lower)


def test_the_words_of_inspection_reports_are_explained_in_twenty_words_at_most():
    terms = {term.word: term.meaning for term in load_glossary(DATA / "definitions/glossary.toml")}

    for word in ("AssetPlus", "CAMHS", "County lines", "Desistance", "MAPPA", "Referral order"):
        assert len(terms[word].split()) <= 20
    assert "conditions" in terms["Youth conditional caution"]


def test_a_word_explained_twice_is_refused(tmp_path):
    path = tmp_path / "glossary.toml"
    path.write_text('[[terms]]\nword = "Rate"\nmeaning = "x"\n' * 2, encoding="utf-8")

    with pytest.raises(DefinitionError, match=r"rate: is explained twice"):
        load_glossary(path)


RATE, BIRTH, AREAS = Term("Rate", "x"), Term("Birth rate", "y"), Term("Similar areas", "z")


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("<p>Similar areas have a rate</p>", (AREAS, RATE)),
        ("The rate of a SIMILAR AREA", (RATE, AREAS)),
        ("Birth rates", (BIRTH,)),
        ("rate, then rate again", (RATE,)),
        ("separate accurate", ()),
        ('<b class="rate">none</b>', ()),
        ("", ()),
    ],
)
def test_the_words_of_a_text_are_found_in_the_order_in_which_they_come_up(said, found):
    assert terms_in((BIRTH, RATE, AREAS), said) == found


def test_without_a_glossary_no_word_is_found():
    assert terms_in((), "A rate") == ()
