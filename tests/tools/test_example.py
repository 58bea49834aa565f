"""The tool that makes the invented service's files: they ship as it makes them, and add up."""

import csv
import io

from dashboard.definitions.catalogue import load_catalogue
from dashboard.usecases.invented import EXAMPLES_FOLDER, FIGURES
from tools.example import NAME, write_files
from tools.example_figures import example_files


def test_the_files_that_ship_are_what_the_tool_makes(tmp_path):
    write_files(tmp_path / "files")

    folder, ships = tmp_path / "files", EXAMPLES_FOLDER / NAME
    made = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")}
    tables = [*ships.glob("*.csv"), *(ships / FIGURES).iterdir()]
    shipped = {path.relative_to(ships): path.read_bytes() for path in tables}
    assert made.keys() == shipped.keys()
    for name, content in made.items():
        assert content == shipped[name], f"run python -m tools.example: {name} differs"


def test_area_teams_and_groups_add_up_in_the_files_that_ship():
    text = example_files(load_catalogue())["measures.csv"]
    counts = {
        (row["Area team"], row["Period"], row["Group"]): int(row["Count"])
        for row in csv.DictReader(io.StringIO(text))
        if row["Indicator"] == "local-first-time-entrants"
    }
    quarters = {period for _, period, _ in counts}
    for quarter in quarters:
        whole = counts["Whole service", quarter, ""]
        teams = ("Northmoor", "Eastwater", "Southbrook", "Westvale")
        assert sum(counts[team, quarter, ""] for team in teams) == whole
        for place in ("Whole service", "Westvale"):
            parts = [counts[place, quarter, f"Sex: {each}"] for each in ("Girls", "Boys")]
            assert sum(parts) == counts[place, quarter, ""]
