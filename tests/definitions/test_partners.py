"""The file of partners: names as they are shown, each once."""

import pytest

from dashboard.definitions.partners import load_partners
from dashboard.errors import DefinitionError
from tests.figures_factories import DATA


@pytest.fixture
def load(tmp_path):
    def of(text):
        file = tmp_path / "partners.toml"
        file.write_text(text, encoding="utf-8")
        return load_partners(file)

    return of


def test_names_keep_their_order(load):
    assert load('names = ["Police", "Housing"]') == ("Police", "Housing")


@pytest.mark.parametrize(
    ("text", "where", "wrong"),
    [
        ('names = ["Police", "police"]', "names.2", "stands twice"),
        ('names = ["Police", ""]', "names.2", "is blank"),
        ('names = [" Police"]', "names.1", "is blank or has spare blanks"),
        ("names = []", "names", "names no partner"),
        ('names = ["Police"]\nother = 1', "other", "is not a known key"),
        ("", "names", "is missing"),
    ],
)
def test_a_file_that_cannot_be_names_the_place_and_the_fault(load, text, where, wrong):
    with pytest.raises(DefinitionError) as refused:
        load(text)

    assert refused.value.fault.where == where
    assert wrong in refused.value.fault.wrong


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(DefinitionError, match=r"partners\.toml: file: is missing"):
        load_partners(tmp_path / "partners.toml")


def test_police_and_commissioner_are_among_the_statutory_partners():
    names = load_partners(DATA / "definitions" / "partners.toml")

    # Crime and Disorder Act 1998, section 38(2)(a): the first six are statutory.
    assert {"Police", "Police and crime commissioner"} <= set(names[:6])
    assert "Courts and magistracy" not in names[:6]
