"""The check of what ships: missing, unreadable and impossible files are each one fault's line."""

import hashlib
import re
import shutil

import pytest

from dashboard.errors import DefinitionError
from dashboard.usecases.loading import open_store_with_shipped_figures
from dashboard.usecases.upkeep.checking import every_fault
from tests.figures_factories import DATA

FIGURES = "figures/derived/2026/first-time-entrants-england.csv"
AREAS, SERVICES = "definitions/areas.csv", "definitions/services.csv"
NEIGHBOURS = "definitions/comparators/dfe-2021.csv"
RATINGS = "inspections/overall-ratings.csv"
INDICATOR = "definitions/indicators/first-time-entrants.toml"
FRAMEWORK = "definitions/frameworks/hmip-2018.toml"
HERTFORDSHIRE = "inspections/hertfordshire-2018.toml"
LOCAL = "definitions/local_indicators/local-first-time-entrants.toml"


@pytest.fixture
def data(tmp_path):
    """A copy of what ships, with one table of figures and its one indicator."""
    folder = tmp_path / "data"
    for name in ("definitions", "inspections"):
        shutil.copytree(DATA / name, folder / name)
    for path in (folder / "definitions" / "indicators").iterdir():
        if path.stem != "first-time-entrants":
            path.unlink()
    # Those left speak of no published indicator but that one.
    for path in (folder / "definitions" / "local_indicators").iterdir():
        if path.name not in ("local-first-time-entrants.toml", "kpi-2-education.toml"):
            path.unlink()
    (folder / FIGURES).parent.mkdir(parents=True)
    for name in (FIGURES, FIGURES.replace(".csv", ".toml")):
        shutil.copy(DATA / name, folder / name)
    return folder


def reseal(table):
    """Give a changed table the checksum that its sidecar asks for."""
    sidecar = table.with_suffix(".toml")
    seal = f'sha256 = "{hashlib.sha256(table.read_bytes()).hexdigest()}"'
    text = sidecar.read_text(encoding="utf-8")
    sidecar.write_text(re.sub(r'sha256 = "[0-9a-f]{64}"', seal, text), encoding="utf-8")


def write(path, content):
    path.write_bytes(content)
    if path.suffix == ".csv":
        reseal(path)


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    write(path, text.replace(old, new, 1).encode())


def remove(path):
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def lines(data):
    return [str(fault) for fault in every_fault(data)]


def assert_only(data, line):
    found = lines(data)
    assert [each for each in found if not each.startswith(line)] == []
    assert len(found) == 1
    assert "\n" not in found[0]


def test_what_the_faults_are_put_into_is_sound(data):
    assert lines(data) == []


@pytest.mark.parametrize(
    ("lost", "line"),
    [
        (FIGURES, "derived/2026/first-time-entrants-england.toml: file: its table first-time"),
        (FIGURES.replace(".csv", ".toml"), "first-time-entrants-england.csv: provenance: no side"),
        ("figures", "figures/: folder: holds no table of figures"),
        ("inspections", "inspections/: folder: is missing"),
        ("definitions", "definitions/: folder: is missing"),
        ("definitions/comparators", "comparators/: folder: holds no comparator model"),
        ("definitions/frameworks", "frameworks/: folder: holds no framework"),
        ("definitions/indicators", "indicators/: folder: holds no indicator"),
        ("definitions/glossary.toml", "glossary.toml: file: is missing"),
        (AREAS, "areas.csv: file: is missing"),
        (SERVICES, "services.csv: file: is missing"),
        (NEIGHBOURS, "dfe-2021.csv: file: is missing"),
        (NEIGHBOURS.replace(".csv", ".toml"), "dfe-2021.csv: file: no model says what it lists"),
        (RATINGS, "overall-ratings.csv: file: is missing"),
        ("", "data/: folder: is missing"),
    ],
)
def test_missing_data_are_one_fault_that_names_what_is_missing(data, lost, line):
    remove(data / lost)

    assert_only(data, line)


def test_ratings_missing_with_their_sidecar_are_a_fault_too(data):
    remove(data / RATINGS)
    remove((data / RATINGS).with_suffix(".toml"))

    assert_only(data, "overall-ratings.csv: file: is missing")


def test_an_indicator_without_any_figure_is_a_fault(data):
    name = "definitions/indicators/suspensions.toml"
    shutil.copy(DATA / name, data / name)

    assert_only(data, "suspensions.toml: indicator: it has no figure")


@pytest.mark.parametrize(
    ("table", "spoilt", "wrong"),
    [
        (AREAS, lambda content: content + b"\xe9\n", "file: is not in UTF-8"),
        (SERVICES, lambda content: content + b"\xe9\n", "file: is not in UTF-8"),
        (NEIGHBOURS, lambda content: content + b"\xe9\n", "file: is not in UTF-8"),
        (RATINGS, lambda content: content + b"\xe9\n", "file: is not in UTF-8"),
        (AREAS, lambda content: b"", "file: is empty"),
        (NEIGHBOURS, lambda content: content.split(b"\n")[0], "file: holds no rows"),
        (RATINGS, lambda content: content.split(b"\n")[0], "file: holds no rows"),
        (NEIGHBOURS, lambda content: b"x" + content, 'row 1: has no column "area"'),
        (SERVICES, lambda content: content.replace(b"aliases", b"alias"), "row 1: has no column"),
        (SERVICES, lambda content: content + b"a,b\n", "row 156: has 2 cells where the header"),
    ],
)
def test_a_table_that_cannot_be_read_is_one_fault_that_names_it(data, table, spoilt, wrong):
    write(data / table, spoilt((data / table).read_bytes()))

    assert_only(data, f"{table.rpartition('/')[2]}: {wrong}")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (FIGURES, "folder"),
        (FIGURES, "broken link"),
        (NEIGHBOURS, "folder"),
        (INDICATOR, "folder"),
        (FRAMEWORK, "broken link"),
    ],
)
def test_a_folder_or_broken_link_in_a_files_place_is_one_fault(data, name, kind):
    path = data / name
    path.unlink()
    path.mkdir() if kind == "folder" else path.symlink_to(data / "nowhere")

    assert_only(data, f"{path.name}: file: ")


def test_an_impossible_indicator_is_one_fault_that_names_the_key(data):
    edit(data / INDICATOR, "per = 100000", "per = 0")

    assert_only(data, "first-time-entrants.toml: unit.per: cannot be 0: write 1 or more")


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ('polarity = "lower is better"', 'polarity = "low"', "polarity: "),
        ('"care"]', '"home"]', 'groups: "home" is no dimension of groups.toml'),
        ('published_as = "f', 'published_as = "ff', 'published_as: "ffirst-time-entrants" is no'),
        ('denominator = ""', 'denominator = "Children"', "denominator: a share or rate needs"),
        ("plausible_minimum = 0", "plausible_minimum = 3000", "plausible_minimum: 3000.0 is not"),
    ],
)
def test_an_impossible_local_indicator_is_one_fault_that_names_the_key(data, old, new, wrong):
    edit(data / LOCAL, old, new)

    assert_only(data, f"local-first-time-entrants.toml: {wrong}")


def test_each_of_two_broken_local_indicators_is_named(data):
    for name in ("local-first-time-entrants", "kpi-2-education"):
        edit(data / f"definitions/local_indicators/{name}.toml", "why_it_matters", "why")

    # A key that is unknown hides the one that is missing.
    assert sorted(line.split(":")[0] for line in lines(data)) == [
        "kpi-2-education.toml",
        "local-first-time-entrants.toml",
    ]


@pytest.mark.parametrize("name", ["Local entrants", "audit-own"])
def test_a_local_indicator_cannot_take_a_name_that_is_no_id_or_kept_for_audits(data, name):
    (data / LOCAL).rename((data / LOCAL).with_name(f"{name}.toml"))

    assert_only(data, f"{name}.toml: file name: ")


@pytest.mark.parametrize(
    ("table", "old", "new", "line"),
    [
        (SERVICES, ",24694,", ",-4,", "row 2, populations_10_17.2018: cannot be -4"),
        (SERVICES, ",24694,", ",0,", "row 2, populations_10_17.2018: cannot be 0"),
        (SERVICES, "England", "Scotland", "row 2, country: "),
        (SERVICES, "F00BK00", "E09000002", 'row 2: "E09000002" is the code of Barking'),
        (AREAS, "E09000002,Barking and Dagenham", "E09000002,Barnet", 'row 3: "Barnet" names'),
        (NEIGHBOURS, ",1,E09000020", ",1,E12000001", "row 2: North East is a region"),
        (NEIGHBOURS, "E09000001,1", "E12000001,1", "row 2: North East is a region"),
        (RATINGS, "single,Good,,,hmip-2018", "single,Good,,,hmip-2025", "row 2: hmip-2025 was in"),
    ],
)
def test_an_impossible_row_is_one_fault_that_names_it(data, table, old, new, line):
    edit(data / table, old, new)

    assert_only(data, f"{table.rpartition('/')[2]}: {line}")


def test_an_inspection_listed_twice_is_a_fault(data):
    table = data / RATINGS
    row = table.read_bytes().splitlines(keepends=True)[3]
    write(table, table.read_bytes() + row)

    assert_only(data, "overall-ratings.csv: row 120: row 4 holds the same inspection")


@pytest.mark.parametrize("name", ["region", "england", "DfE 2021"])
def test_a_comparator_model_cannot_take_a_name_that_is_in_use_or_no_id(data, name):
    for suffix in (".csv", ".toml"):
        table = (data / NEIGHBOURS).with_suffix(suffix)
        table.rename(table.with_name(name + suffix))

    assert_only(data, f"{name}.toml: file name: ")


def test_a_framework_used_until_before_it_was_used_is_a_fault(data):
    edit(data / FRAMEWORK, 'used_until = "2021-12"', 'used_until = "2011-12"')

    assert_only(data, "hmip-2018.toml: used_until: December 2011 is before")


def test_an_impossible_inspection_is_one_fault_that_names_the_key(data):
    edit(data / HERTFORDSHIRE, "cases = 54", "cases = 0")

    assert_only(data, "hertfordshire-2018.toml: samples.cases: cannot be 0: write 1 or more")


def test_a_standard_may_be_unrated_where_a_note_names_it(data):
    edit(data / HERTFORDSHIRE, '"1.4"\npublished = "Good"', '"1.4"')
    edit(data / HERTFORDSHIRE, "notes = [", 'notes = ["Standard 1.4 was not rated.",')
    edit(data / RATINGS, "Outstanding,31,36", "Outstanding,,")

    assert lines(data) == []


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('address = "https://', 'address = "javascript:', "address"),
        ('address = "https://', 'address = "http://', "address"),
        ('licence = "Open Government Licence v3.0"', 'licence = ""', "licence"),
    ],
)
def test_a_sidecar_needs_a_licence_and_a_safe_address(data, old, new, key):
    sidecar = (data / FIGURES).with_suffix(".toml")
    edit(sidecar, old, new)

    assert_only(data, f"{sidecar.name}: {key}: ")


@pytest.mark.parametrize("lost", [FIGURES, "figures", "definitions/comparators", ""])
def test_the_dashboard_does_not_open_on_missing_data(data, tmp_path, lost):
    remove(data / lost)

    with pytest.raises(DefinitionError, match=r"is missing|holds no"):
        open_store_with_shipped_figures(f"sqlite:///{tmp_path / 'b.sqlite3'}", data)
