"""Indicator definitions: what ships, and what is refused by file and key."""

import shutil

import pytest

from dashboard.core.periods import Period, PeriodKind
from dashboard.core.verdicts import Polarity
from dashboard.definitions.indicators import load_indicators
from dashboard.errors import DefinitionError
from tests.figures_factories import DATA

SHIPPED = DATA / "definitions" / "indicators"
CORE = {
    "first-time-entrants",
    "reoffending-10-14",
    "reoffending-15-17",
    "children-cautioned-or-sentenced",
}


def changed(tmp_path, old, new, *, file="first-time-entrants.toml"):
    shutil.copy(SHIPPED / file, tmp_path)
    path = tmp_path / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return tmp_path


def test_the_overview_scans_four_indicators_and_they_come_first():
    shipped = load_indicators(SHIPPED)

    assert {name for name, indicator in shipped.items() if indicator.core} == CORE
    assert set(list(shipped)[:4]) == CORE
    assert len(shipped) == 21


def test_spending_need_and_care_carry_no_judgement():
    shipped = load_indicators(SHIPPED)

    neutral = {name for name, i in shipped.items() if i.polarity is Polarity.NONE}
    assert neutral == {
        "children-looked-after",
        "children-in-need",
        "youth-justice-spending",
        "youth-justice-spending-per-child",
    }
    assert not shipped["youth-justice-spending"].compared


def test_first_time_entrants_of_2017_count_as_published_at_the_end_of_2018():
    indicator = load_indicators(SHIPPED)["first-time-entrants"]

    assert str(indicator.published_by(Period(PeriodKind.CALENDAR_YEAR, 2017))) == "2018-09-30"


def test_the_series_of_children_cautioned_or_sentenced_breaks_at_2024_25():
    indicator = load_indicators(SHIPPED)["children-cautioned-or-sentenced"]
    years = [Period(PeriodKind.FINANCIAL_YEAR, year) for year in (2022, 2023, 2025)]

    assert indicator.break_between(years[0], years[1]) is None
    assert indicator.break_between(years[1], years[2]) is not None


@pytest.mark.parametrize("defect", [1258, 2746])
def test_the_sum_of_regional_rates_lies_outside_the_plausible_range(defect):
    assert defect > load_indicators(SHIPPED)["first-time-entrants"].plausible_maximum


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('name = "', 'colour = "red"\nname = "', "colour: is not a known key"),
        ('polarity = "lower is better"', 'polarity = "down"', "polarity: "),
        ("reviewed_on = 2026-11-21", 'reviewed_on = "n/a"', "reviewed_on: "),
        ("plausible_minimum = 1\n", "plausible_minimum = 1000\n", "plausible_minimum: "),
        ("publication_lag_months = 9", "publication_lag_months = -1", "publication_lag_months: "),
        ("decimals = 0", "decimals = -1", "unit.decimals: "),
        ("decimals = 0", "decimals = 500", "unit.decimals: "),
        ("per = 100000", "per = 0", "unit.per: "),
        ('short = "per 100,000"', 'short = " "', "unit.short: "),
        ("lag_months = 9", "lag_months = 999999999", "publication_lag_months: "),
        ('name = "First-time entrants to the youth justice system"', 'name = ""', "name: "),
        ("plausible_maximum = 1000", "plausible_maximum = nan", "plausible_maximum: "),
        ("plausible_maximum = 1000", "plausible_maximum = inf", "plausible_maximum: "),
        ('source_url = "https', 'source_url = "javascript', "source_url: "),
        ("[unit]", '[[breaks]]\nperiod = "0000"\nreason = "x"\n[unit]', "breaks: "),
        ("[unit]", '[[breaks]]\nperiod = "2017"\nreason = ""\n[unit]', "breaks.reason: "),
    ],
)
def test_an_impossible_indicator_is_refused_by_file_and_key(tmp_path, old, new, message):
    folder = changed(tmp_path, old, new)

    with pytest.raises(DefinitionError) as refused:
        load_indicators(folder)

    assert str(refused.value).startswith(f"first-time-entrants.toml: {message}")


def test_a_percentage_whose_range_exceeds_a_hundred_is_refused(tmp_path):
    file = "reoffending-10-14.toml"
    folder = changed(tmp_path, "plausible_maximum = 100", "plausible_maximum = 101", file=file)

    with pytest.raises(DefinitionError, match="between 0 and 100"):
        load_indicators(folder)


def test_a_break_that_is_no_period_is_refused(tmp_path):
    file = "children-cautioned-or-sentenced.toml"
    folder = changed(tmp_path, 'period = "2024-25"', 'period = "2024"', file=file)

    with pytest.raises(DefinitionError, match=r"breaks: .*financial year"):
        load_indicators(folder)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'period = "2024-25"\nyear',
            'period = "2024"\nyear',
            r"populations_used: .*financial year",
        ),
        ("year = 2021", "year = 1021", r"populations_used\.year"),
        ('note = "The source', 'note = " " # "', r"populations_used\.note"),
        ("year = 2021", "years = 2021", "populations_used"),
    ],
)
def test_an_impossible_population_of_a_source_is_refused(tmp_path, old, new, message):
    folder = changed(tmp_path, old, new, file="children-cautioned-or-sentenced.toml")

    with pytest.raises(DefinitionError, match=message):
        load_indicators(folder)


def test_the_rate_of_2024_25_rests_on_the_children_of_mid_2021_as_its_source_says():
    indicator = load_indicators(SHIPPED)["children-cautioned-or-sentenced"]
    newest = Period(PeriodKind.FINANCIAL_YEAR, 2025)

    assert indicator.population_year(newest) == 2021
    assert indicator.population_year(newest.years_before(2)) == 2022


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("fewest = 1", "fewest = 6", "withheld_counts.fewest"),
        ("fewest = 1", "fewest = -1", "withheld_counts.fewest"),
        ("most = 5", "most = 500", "withheld_counts.most"),
        ("most = 5", "more = 5", "withheld_counts.most"),
    ],
)
def test_impossible_withheld_numbers_are_refused_by_key(tmp_path, old, new, key):
    file = "looked-after-children-convicted-or-cautioned-counted.toml"

    with pytest.raises(DefinitionError, match=key):
        load_indicators(changed(tmp_path, old, new, file=file))


def test_each_spending_measure_names_the_other():
    shipped = load_indicators(SHIPPED)
    whole, per_child = (
        shipped["youth-justice-spending"],
        shipped["youth-justice-spending-per-child"],
    )

    assert f'"{per_child.name}"' in whole.caveat
    assert f'"{whole.name}"' in per_child.caveat


def test_two_indicators_of_one_name_are_refused(tmp_path):
    folder = changed(tmp_path, "core = true\n", "")
    shutil.copy(folder / "first-time-entrants.toml", folder / "other.toml")

    with pytest.raises(DefinitionError, match=r"other.toml: name: .* names another indicator"):
        load_indicators(folder)


def test_a_publishers_name_stands_for_one_indicator_only(tmp_path):
    folder = changed(tmp_path, 'lait_name = "FirstYJS"', 'lait_name = "ReoffYO"')
    shutil.copy(SHIPPED / "reoffending-10-14.toml", folder)

    with pytest.raises(DefinitionError, match=r'lait_name: "ReoffYO" names another indicator'):
        load_indicators(folder)


def test_a_column_of_education_statistics_stands_for_one_indicator_only(tmp_path):
    folder = changed(tmp_path, 'lait_name = "FirstYJS"', 'ees_columns = ["susp_rate"]')
    shutil.copy(SHIPPED / "suspensions.toml", folder)

    with pytest.raises(DefinitionError, match=r'ees_columns: "susp_rate" stands twice'):
        load_indicators(folder)
