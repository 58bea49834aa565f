"""`template`: an empty table for figures, and one sentence for what cannot be."""

import pytest
from click.testing import CliRunner

from dashboard.__main__ import main
from dashboard.importers.files.grids import read_grids
from dashboard.importers.formats import recognised
from dashboard.usecases.holdings import holdings_of
from tests.conftest import TODAY
from tests.import_factories import ENTRANTS, own_file
from tests.import_factories import load as load_file


@pytest.fixture
def run(own_database_url):
    runner = CliRunner(env={"DATABASE_URL": own_database_url})
    return lambda *arguments: runner.invoke(main, ["template", *(str(each) for each in arguments)])


@pytest.fixture
def load(own_store, shipped_holdings):
    held = holdings_of(shipped_holdings.catalogue, own_store, TODAY, TODAY)
    return lambda content: load_file(own_store, held, content)


@pytest.mark.parametrize(
    ("name", "options", "layout"),
    [
        ("own.xlsx", (), "local-template"),
        ("own.xlsx", ("--service", "hertfordshire"), "local-template"),
        ("own.csv", (), "local-template"),
        ("published.xlsx", ("--published",), "figures-table"),
        ("published.csv", ("--published",), "figures-table"),
    ],
)
def test_a_template_is_written_that_is_recognised_again(run, tmp_path, name, options, layout):
    file = tmp_path / "new folder" / name

    result = run(file, *options)

    assert result.exit_code == 0, result.output
    assert recognised(read_grids(file.read_bytes(), name)).id == layout


@pytest.mark.parametrize("name", ["own.xlsx", "own.csv"])
def test_a_service_with_earlier_figures_gets_rows_ready_for_the_next(run, tmp_path, load, name):
    load(own_file(f"{ENTRANTS},,2026-27 Q1,,,7,,,"))

    assert run(tmp_path / name, "--service", "hertfordshire").exit_code == 0

    (grid,) = (
        g
        for g in read_grids((tmp_path / name).read_bytes(), name).grids
        if len(g.cells) > 1 and g.cells.iloc[0, 0] == "Indicator"
    )
    assert grid.cells.iloc[1, :2].tolist() == [ENTRANTS, "Whole service"]


@pytest.mark.parametrize("name", ["own.xls", "own.ods", "own"])
def test_another_kind_of_file_is_refused_with_the_way_to_one(run, tmp_path, name):
    result = run(tmp_path / name)

    assert result.exit_code == 2
    assert "neither .xlsx nor .csv: name one of these" in " ".join(result.stderr.split())
    assert not (tmp_path / name).exists()


def test_an_unknown_service_is_one_sentence_with_the_nearest(run, tmp_path):
    result = run(tmp_path / "own.xlsx", "--service", "hertfordshir")

    assert result.exit_code == 1
    assert "did you mean Hertfordshire" in result.stderr


def test_published_figures_belong_to_no_one_service(run, tmp_path):
    result = run(tmp_path / "own.xlsx", "--service", "hertfordshire", "--published")

    assert result.exit_code == 2


def test_a_place_that_cannot_be_written_is_one_sentence(run, tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")

    result = run(tmp_path / "file" / "own.csv")

    assert result.exit_code == 1
    assert "name another place" in result.stderr
