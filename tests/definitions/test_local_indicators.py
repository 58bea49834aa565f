"""The local indicators that ship: ten key performance indicators, and measures beside them."""

import pytest

from dashboard.core.own.indicators import LocalKind
from dashboard.core.verdicts import Polarity
from dashboard.definitions.catalogue import DATA_FOLDER
from dashboard.definitions.local_indicators import load_groups, load_local_indicators
from dashboard.errors import DefinitionError


@pytest.fixture
def indicators(shipped_holdings):
    return shipped_holdings.catalogue.local_indicators


@pytest.fixture
def kpis(indicators):
    return [each for each in indicators.values() if each.kind is LocalKind.KPI]


def test_all_ten_key_performance_indicators_ship_in_their_order(kpis):
    numbers = [int(each.id.split("-")[1]) for each in kpis]

    assert sorted(set(numbers)) == list(range(1, 11))
    assert numbers == sorted(numbers)


def test_each_says_which_official_wording_is_meant_and_what_to_beware_of(kpis):
    for each in kpis:
        assert "wording" in each.wording, each.id
        assert each.caveat.endswith("."), each.id
        assert each.source_url, each.id


def test_a_need_and_links_to_wider_services_carry_no_judgement(kpis):
    unjudged = {each.id for each in kpis if each.polarity is Polarity.NONE}

    assert unjudged == {
        "kpi-4-mental-health-need",
        "kpi-5-substance-misuse-need",
        "kpi-7-wider-services",
    }


def test_key_performance_indicators_have_no_published_counterpart_and_no_tolerance(kpis):
    assert {(each.published_as, each.tolerance) for each in kpis} == {("", 0)}


def test_what_rests_on_general_knowledge_says_so(kpis):
    by_number = {each.id: each.caveat for each in kpis if int(each.id.split("-")[1]) >= 6}

    assert all("general knowledge" in caveat for caveat in by_number.values())


def test_the_national_measures_stand_beside_what_is_published_where_it_is_held(indicators):
    assert {each.id: each.published_as for each in indicators.values() if each.published_as} == {
        "local-first-time-entrants": "first-time-entrants",
        "local-custodial-sentences": "custody-by-service",
        "local-reoffending": "reoffending-15-17",
        "local-children-cautioned-or-sentenced": "children-cautioned-or-sentenced",
    }


def test_measures_stand_first_and_names_are_all_different(indicators):
    shown = [each for each in indicators.values() if each.kind is not LocalKind.AUDIT]
    kinds = [each.kind for each in shown]

    assert kinds == sorted(
        kinds, key=[LocalKind.MEASURE, LocalKind.KPI, LocalKind.POPULATION].index
    )
    assert len({each.name for each in shown}) == len(shown)


KPI_WORDS = {"KPI 2": 1, "KPI 3": 1, "KPI 4": 3, "KPI 8": 2, "FTE": 1, "ETE": 1, "Reoffending": 2}


@pytest.mark.parametrize(("word", "meant"), KPI_WORDS.items())
def test_the_words_that_officers_write_stand_for_one_indicator_or_name_them_all(
    indicators, word, meant
):
    assert sum(word in each.aliases for each in indicators.values()) == meant


def test_every_key_performance_indicator_goes_by_its_number(kpis):
    assert all(f"KPI {each.id.split('-')[1]}" in each.aliases for each in kpis)


GROUPS_FILE = """
[[dimensions]]
id = "sex"
name = "Sex"
groups = [
    {{ id = "sex-girls", name = "Girls", aliases = ["{0}"] }},
    {{ id = "sex-boys", name = "Boys", aliases = ["{1}"] }},
]
"""


@pytest.mark.parametrize(("first", "second"), [("Child", "child"), ("", "Boy")])
def test_a_word_for_a_group_stands_for_no_other_and_is_not_blank(tmp_path, first, second):
    file = tmp_path / "groups.toml"
    file.write_text(GROUPS_FILE.format(first, second), encoding="utf-8")

    with pytest.raises(DefinitionError, match=r"groups\.toml: .*aliases"):
        load_groups(file)


def test_a_word_for_an_indicator_is_not_the_name_of_another(tmp_path, shipped_holdings):
    shipped = DATA_FOLDER / "definitions" / "local_indicators" / "local-remands.toml"
    text = shipped.read_text(encoding="utf-8")
    (tmp_path / "one.toml").write_text(text.replace('"Remand",', '"other",'), encoding="utf-8")
    (tmp_path / "other.toml").write_text(text.replace("Remands to", "Others"), encoding="utf-8")
    groups, published = shipped_holdings.catalogue.groups, shipped_holdings.catalogue.indicators

    with pytest.raises(DefinitionError, match='aliases: "other" is the name of other'):
        load_local_indicators(tmp_path, [], groups, published)
