"""The long table, and the check of everything that ships."""

import shutil

import pytest

from dashboard.errors import UnknownNameError
from dashboard.importers.shipped_table import read_template
from dashboard.usecases.published.figures import check_figures, long_table
from tests.figures_factories import DATA, write_sidecar

TABLE = "derived/2026/first-time-entrants-england.csv"


@pytest.fixture
def holdings(shipped_holdings):
    return shipped_holdings


@pytest.fixture
def data(tmp_path):
    """A copy of the shipped definitions with a single table of figures and its indicator."""
    shutil.copytree(DATA / "definitions", tmp_path / "definitions")
    for path in (tmp_path / "definitions" / "indicators").iterdir():
        if path.stem != "first-time-entrants":
            path.unlink()
    for path in (tmp_path / "definitions" / "local_indicators").iterdir():
        if path.stem != "local-first-time-entrants":
            path.unlink()
    (tmp_path / "figures" / TABLE).parent.mkdir(parents=True)
    for name in (TABLE, TABLE.replace(".csv", ".toml")):
        shutil.copy(DATA / "figures" / name, tmp_path / "figures" / name)
    return tmp_path


def test_the_long_table_of_an_area_names_period_value_and_edition(holdings):
    table = long_table(holdings, "first-time-entrants", "E10000015")

    row = table[table["period"] == "2017"].iloc[0]
    assert (row["value"], row["area_name"], row["state"]) == (287, "Hertfordshire", "published")
    assert row["edition"] == "department-for-education/lait-2026-04/first-time-entrants.csv"


def test_an_area_can_be_asked_for_by_name(holdings):
    table = long_table(holdings, "offences-by-service", "hertfordshire")

    assert table["area"].tolist() == ["F00HE00", "F00HE00"]


def test_a_name_that_a_reform_kept_gives_the_figures_of_both_areas(holdings):
    table = long_table(holdings, "first-time-entrants", "Dorset Council")

    assert set(table["area_name"]) == {"Dorset", "Dorset (to March 2019)"}


@pytest.mark.parametrize("indicator", ["first-time-entrants", "offences-by-service"])
def test_an_exported_table_can_be_imported_again_without_loss(holdings, indicator, tmp_path):
    table = long_table(holdings, indicator)
    path = tmp_path / "export.csv"
    table.to_csv(path, index=False, encoding="utf-8-sig")

    catalogue = holdings.catalogue
    again = read_template(path, catalogue.indicators, catalogue.areas).observations

    held = holdings.figures(indicator).table
    columns = ["area_code", "period", "value", "count", "population", "state", "note"]
    assert again[columns].equals(held[columns])


@pytest.mark.parametrize(
    ("indicator", "area", "nearest"),
    [
        ("first-time-entrant", None, "first-time-entrants"),
        ("suspensions", "Hertfordshir", "Hertfordshire or Herefordshire"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(holdings, indicator, area, nearest):
    with pytest.raises(UnknownNameError, match=nearest):
        long_table(holdings, indicator, area)


def test_nothing_is_wrong_with_what_ships():
    assert check_figures() == []


def test_a_fault_in_each_of_two_definitions_is_listed_by_file(data):
    for name in ("suspensions", "persistent-absence"):
        path = data / "definitions" / "indicators" / f"{name}.toml"
        shipped = DATA / "definitions" / "indicators" / path.name
        path.write_text("colour = 1\n" + shipped.read_text(encoding="utf-8"), encoding="utf-8")

    faults = check_figures(data)

    assert {fault.file for fault in faults} == {"suspensions.toml", "persistent-absence.toml"}
    assert {fault.where for fault in faults} == {"colour"}


def test_a_changed_list_of_neighbours_is_a_fault(data):
    table = data / "definitions" / "comparators" / "dfe-2025.csv"
    table.write_text(table.read_text(encoding="utf-8") + "\n", encoding="utf-8")

    (fault,) = check_figures(data)

    assert (fault.file, fault.where) == ("dfe-2025.csv", "sha256")


def test_faults_of_a_table_are_listed_by_row(data):
    path = data / "figures" / TABLE
    path.write_text(path.read_text(encoding="utf-8").replace(",138,", ",1258,"), encoding="utf-8")

    faults = check_figures(data)

    assert [(fault.file, fault.where) for fault in faults] == [
        ("first-time-entrants-england.csv", "sha256"),
        (TABLE, "row 2, value"),
    ]


def test_a_figure_in_two_tables_is_listed(data):
    copy = data / "figures" / "copy.csv"
    shutil.copy(data / "figures" / TABLE, copy)
    write_sidecar(copy)

    (fault,) = check_figures(data)

    assert "another table gives the same figure" in str(fault)


def test_an_indicator_without_figures_is_a_fault_unless_only_files_bring_them(data):
    path = data / "definitions" / "indicators" / "custody-by-service.toml"
    text = (DATA / "definitions" / "indicators" / path.name).read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    assert check_figures(data) == []

    path.write_text(text.replace("loaded_only = true\n", ""), encoding="utf-8")

    (fault,) = check_figures(data)

    assert (fault.file, fault.wrong) == ("custody-by-service.toml", "it has no figure")


def test_a_fault_can_be_written_as_json(data):
    (data / "definitions" / "glossary.toml").write_text("x = ", encoding="utf-8")

    (fault,) = check_figures(data)

    assert set(fault.as_dict()) == {"file", "where", "wrong", "advice"}
