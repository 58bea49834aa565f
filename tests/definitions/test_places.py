"""Areas, services and comparator models: what ships, and what is refused by file and row."""

import csv
import datetime as dt
import shutil

import pytest

from dashboard.core.area_names import AreaNames
from dashboard.core.areas import AreaType
from dashboard.definitions.comparator_models import load_comparator_models, load_list_sources
from dashboard.definitions.places import (
    areas_of_services,
    load_areas,
    load_populations,
    load_services,
    load_table_sources,
)
from dashboard.errors import DefinitionError
from tests.figures_factories import DATA, write_sidecar

SHIPPED = DATA / "definitions"


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped tables of places, to be damaged."""
    for name in ("areas", "services", "populations"):
        shutil.copy(SHIPPED / f"{name}.csv", tmp_path)
        shutil.copy(SHIPPED / f"{name}.toml", tmp_path)
    shutil.copy(SHIPPED / "area_aliases.csv", tmp_path)
    shutil.copy(SHIPPED / "welsh_councils.csv", tmp_path)
    shutil.copytree(SHIPPED / "comparators", tmp_path / "comparators")
    return tmp_path


def change(path, number, **cells):
    """Change cells of a row, counted as a spreadsheet counts it."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[number - 2] |= cells
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def load_models(folder):
    return load_comparator_models(folder, load_areas(folder))


def reseal(table):
    """Give a changed table of neighbours the checksum its sidecar asks for."""
    text = table.with_suffix(".toml").read_text(encoding="utf-8")
    write_sidecar(table)
    sealed = table.with_suffix(".toml").read_text(encoding="utf-8")
    head = text.partition("[provenance]")[0]
    table.with_suffix(".toml").write_text(f"{head}[provenance]\n{sealed}", encoding="utf-8")


def test_every_area_of_england_ships_with_its_service_and_one_of_nine_regions():
    areas = load_areas(SHIPPED)

    authorities = [a for a in areas.values() if a.area_type is AreaType.LOCAL_AUTHORITY]
    assert len(authorities) == 158
    assert len({area.region for area in authorities}) == 9
    assert all(area.service for area in authorities)


def test_all_154_services_ship_and_those_of_england_cover_an_area():
    services = load_services(SHIPPED, load_areas(SHIPPED))

    assert len(services) == 154
    assert len([s for s in services.values() if s.country == "Wales"]) == 17
    assert all(bool(s.area_codes) == (s.country == "England") for s in services.values())


@pytest.mark.parametrize(
    ("service", "codes"),
    [
        ("hertfordshire", ("E10000015",)),
        ("st-helens", ("E08000013",)),
        ("southend-on-sea", ("E06000033",)),
        ("kingston-upon-hull", ("E06000010",)),
        ("cornwall-and-isles-of-scilly", ("E06000052", "E06000053")),
        ("cumbria", ("E06000063", "E06000064", "E10000006")),
        ("northamptonshire", ("E06000061", "E06000062", "E10000021")),
    ],
)
def test_a_service_covers_its_areas_however_its_name_is_spelt(service, codes):
    assert load_services(SHIPPED, load_areas(SHIPPED))[service].area_codes == codes


def test_a_service_is_also_an_area_that_figures_are_published_for():
    services = load_services(SHIPPED, load_areas(SHIPPED))

    area = areas_of_services(services)["F00HE00"]

    assert (area.name, area.area_type, area.service) == (
        "Hertfordshire",
        AreaType.SERVICE,
        "hertfordshire",
    )


def test_the_old_and_the_new_dorset_are_told_apart():
    areas = load_areas(SHIPPED)

    assert areas["E10000009"].name == "Dorset (to March 2019)"
    assert str(areas["E10000009"].abolished_on) == "2019-03-31"
    assert str(areas["E06000059"].created_on) == "2019-04-01"


@pytest.mark.parametrize(
    ("model", "held", "compared"),
    [("dfe-2021", 10, 10), ("dfe-2025", 10, 10), ("ons-2025", 15, 10)],
)
def test_each_list_ships_whole_and_compares_with_ten(model, held, compared):
    found = load_models(SHIPPED)[model]

    assert {len(codes) for codes in found.lists.values()} == {held}
    assert {len(found.compared_with(code) or ()) for code in found.lists} == {compared}


def test_the_list_of_the_ons_gives_its_distances_as_numbers_and_is_not_the_usual_one():
    models = load_models(SHIPPED)
    ons = models["ons-2025"]

    assert ons.lists["E10000015"][:3] == ("E10000012", "E06000060", "E10000016")
    assert len(ons.lists) == 153
    assert ons.distances["E06000001"][:2] == (3.793, 3.833)
    assert len(ons.distances["E06000001"]) == 15
    assert ons.closeness == {}
    assert [m.id for m in models.values() if m.may_be_usual] == ["dfe-2021", "dfe-2025"]
    assert [m.short_title for m in models.values()] == ["DfE 2021", "DfE 2025", "ONS 2025"]


def test_a_list_says_how_close_each_neighbour_is_in_its_publishers_words():
    models = load_models(SHIPPED)

    assert models["dfe-2025"].distances == {}
    assert models["dfe-2025"].lists["E10000015"][0] == "E10000025"
    assert models["dfe-2025"].closeness["E10000015"][0] == "Very close"


def test_a_neighbour_need_not_list_the_area_in_return():
    lists = load_models(SHIPPED)["dfe-2021"].lists

    assert "E10000015" in lists["E10000030"]
    assert "E10000030" not in lists["E10000015"]


def test_every_table_of_places_says_where_it_comes_from():
    assert set(load_table_sources(SHIPPED) | load_list_sources(SHIPPED)) == {
        "areas.csv",
        "services.csv",
        "populations.csv",
        "dfe-2021.csv",
        "dfe-2025.csv",
        "ons-2025.csv",
    }


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"code": "E09000002"}, 'areas.csv: row 3: the code "E09000002" stands twice'),
        ({"la_number": "301"}, "areas.csv: row 3: the number 301 stands twice"),
        ({"la_number": "1000"}, "areas.csv: row 3, la_number: "),
        ({"service": "barnett"}, 'areas.csv: row 3: there is no service "barnett"'),
        ({"type": "borough"}, "areas.csv: row 3, area_type: "),
        ({"region": "Inner London"}, 'areas.csv: row 3: "Inner London" is not the region'),
        ({"created_on": "soon"}, "areas.csv: row 3, created_on: "),
        (
            {"created_on": "2020-04-01", "abolished_on": "2019-03-31"},
            "areas.csv: row 3: Barnet ends before it begins",
        ),
    ],
)
def test_an_impossible_area_is_refused_by_its_row(folder, cells, message):
    change(folder / "areas.csv", 3, **cells)

    with pytest.raises(DefinitionError) as refused:
        load_areas(folder)

    assert str(refused.value).startswith(message)


def test_mid_2024_ships_for_every_living_authority_every_region_and_england():
    areas = load_areas(SHIPPED)
    held = load_populations(SHIPPED, areas)

    day = dt.date(2024, 6, 30)
    living = [a for a in areas.values() if a.exists_on(day) and a.code[0] == "E"]
    assert len([a for a in living if a.area_type is AreaType.LOCAL_AUTHORITY]) == 153
    assert all(2024 in held[area.code] for area in living)
    assert held["E92000001"][2024] == 5_709_049
    regions = [a.code for a in living if a.area_type is AreaType.REGION]
    assert sum(held[code][2024] for code in regions) == held["E92000001"][2024]


def test_every_service_has_its_children_of_mid_2024_and_those_of_england_add_up():
    services = load_services(SHIPPED, load_areas(SHIPPED)).values()

    children = [s.populations_10_17[2024] for s in services if s.country == "England"]
    assert sum(children) == 5_709_049
    assert all(2024 in s.populations_10_17 for s in services)


@pytest.mark.parametrize(
    ("service", "children"),
    [("hertfordshire", 131_027), ("conwy-and-denbighshire", 10_099 + 9_440)],
)
def test_a_service_of_several_authorities_has_the_sum_of_them(service, children):
    services = load_services(SHIPPED, load_areas(SHIPPED))

    assert services[service].populations_10_17[2024] == children


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"code": "E06999999"}, 'populations.csv: row 3: there is no area or service "E06999999"'),
        ({"code": "E06000001"}, 'populations.csv: row 3: "E06000001" stands twice for 2024'),
        ({"code": "E10000006"}, "populations.csv: row 3: Cumbria did not exist in the middle of"),
        ({"code": "F00HE00"}, "populations.csv: row 3: Hertfordshire is the sum of its local"),
        (
            {"code": "F00MC00", "year": "2021"},
            "populations.csv: row 3: services.csv has the children of Ceredigion in 2021",
        ),
        ({"year": "1024"}, "populations.csv: row 3, year: "),
        ({"children_10_17": "0"}, "populations.csv: row 3, children_10_17: "),
        ({"children_10_17": "many"}, "populations.csv: row 3, children_10_17: "),
    ],
)
def test_an_impossible_population_is_refused_by_its_row(folder, cells, message):
    change(folder / "populations.csv", 3, **cells)

    with pytest.raises(DefinitionError) as refused:
        load_services(folder, load_areas(folder))

    assert str(refused.value).startswith(message)


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"id": "barking-and-dagenham"}, "services.csv: row 3: "),
        ({"code": "F00BK00"}, 'services.csv: row 3: "F00BK00" already stands for barking'),
        ({"aliases": "Barnsley;Barnsley"}, 'services.csv: row 4: "barnsley" already stands'),
        ({"id": "Barnet"}, 'services.csv: row 3: the id "Barnet"'),
        ({"id": "barnett"}, 'services.csv: row 3: no area names the service "barnett"'),
        ({"children_10_17_2021": "many"}, "services.csv: row 3, populations_10_17.2021: "),
    ],
)
def test_an_impossible_service_is_refused_by_its_row(folder, cells, message):
    areas = load_areas(folder)
    change(folder / "services.csv", 3, **cells)

    with pytest.raises(DefinitionError) as refused:
        load_services(folder, areas)

    assert str(refused.value).startswith(message)


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("Bristol, City of", "E06000023"),
        ("Herefordshire, County of", "E06000019"),
        ("Kingston upon Hull, City of", "E06000010"),
        ("Kingston-upon-Hull", "E06000010"),
        ("St. Helens", "E08000013"),
        ("Southend on Sea", "E06000033"),
        ("Bournemouth, Christchurch & Poole", "E06000058"),
        ("Dorset (Pre LG)", "E10000009"),
    ],
)
def test_an_authority_is_found_as_official_tables_spell_it(spelling, code):
    assert AreaNames(load_areas(SHIPPED).values()).find(spelling).code == code


@pytest.mark.parametrize(
    ("spelling", "service"),
    [
        ("Cheshire East Cheshire West Halton and Warrington", "cheshire-east"),
        ("Cornwall", "cornwall-and-isles-of-scilly"),
        ("Dorset Combined YOS", "dorset-combined-yos"),
        ("Dorset", "dorset-combined-yos"),
        ("Gwynedd & Ynys Mon", "gwynedd-and-ynys-mon"),
        ("Gwynedd and Ynys Mon", "gwynedd-and-ynys-mon"),
        ("Kingston-upon-Hull", "kingston-upon-hull"),
        ("Southend on Sea", "southend-on-sea"),
        ("St. Helens", "st-helens"),
        ("Stockton on Tees", "stockton-on-tees"),
    ],
)
def test_a_service_is_found_as_official_tables_spell_it(spelling, service):
    services = areas_of_services(load_services(SHIPPED, load_areas(SHIPPED)))

    found = AreaNames(services.values(), AreaType.SERVICE).find(spelling)

    assert (found.service or "").startswith(service)


def test_a_welsh_council_of_no_service_is_refused_by_its_row(folder):
    change(folder / "welsh_councils.csv", 3, service="atlantis")

    with pytest.raises(
        DefinitionError, match=r'welsh_councils\.csv: row 3: there is no service "at'
    ):
        load_services(folder, load_areas(folder))


def test_a_region_is_found_as_the_youth_justice_board_spells_it():
    regions = AreaNames(load_areas(SHIPPED).values(), AreaType.REGION)

    assert regions.find("Eastern").name == "East of England"


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ({"code": "E99999999"}, 'there is no area or service "E99999999"'),
        ({"type": "region"}, '"E06000047" is a local authority'),
        ({"alias": " "}, "its alias is empty"),
        ({"alias": "essex"}, '"essex" names E10000012 already'),
        ({"alias": "Hull"}, '"Hull" names E06000010 already'),
    ],
)
def test_an_impossible_alias_is_refused_by_its_row(folder, cells, wrong):
    change(folder / "area_aliases.csv", 3, **cells)

    with pytest.raises(DefinitionError) as refused:
        load_areas(folder)

    assert wrong in str(refused.value)


@pytest.mark.parametrize(
    ("cells", "wrong"),
    [
        ({"neighbour": "E99999999"}, 'there is no neighbour "E99999999"'),
        ({"area": "E99999999"}, 'there is no area "E99999999"'),
        ({"neighbour": "E09000001"}, "City of London is listed as its own neighbour"),
        ({"neighbour": "E09000020"}, "Kensington and Chelsea is listed twice"),
        ({"rank": "4"}, "rank 4 stands where 3 should follow"),
    ],
)
def test_an_impossible_neighbour_is_refused_by_its_row(folder, cells, wrong):
    table = folder / "comparators" / "dfe-2021.csv"
    change(table, 4, **cells)
    reseal(table)

    with pytest.raises(DefinitionError) as refused:
        load_models(folder)

    assert f"dfe-2021.csv: row 4: {wrong}" in str(refused.value)


@pytest.mark.parametrize(
    ("distance", "wrong"),
    [
        ("near", 'the distance "near" is no number'),
        ("-1", 'the distance "-1" is no number'),
        ("", 'the distance "" is no number'),
        ("3.8", "the distance 3.8 is less than the one before"),
    ],
)
def test_an_impossible_distance_is_refused_by_its_row(folder, distance, wrong):
    table = folder / "comparators" / "ons-2025.csv"
    change(table, 4, distance=distance)
    reseal(table)

    with pytest.raises(DefinitionError) as refused:
        load_models(folder)

    assert f"ons-2025.csv: row 4: {wrong}" in str(refused.value)


def said(folder, model, old, new):
    """Change what the definition of a list says."""
    path = folder / "comparators" / f"{model}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("number", ["0", "1", "61"])
def test_a_number_of_nearest_that_makes_no_group_is_refused(folder, number):
    said(folder, "ons-2025", "nearest_compared = 10", f"nearest_compared = {number}")

    with pytest.raises(DefinitionError, match=r"ons-2025\.toml: nearest_compared: "):
        load_models(folder)


@pytest.mark.parametrize("key", ["short_title", "may_be_usual"])
def test_a_list_must_say_what_it_is_called_and_whether_it_may_be_the_usual_one(folder, key):
    said(folder, "ons-2025", f"{key} =", f"{key}_ =")

    with pytest.raises(DefinitionError, match=key):
        load_models(folder)


def test_one_list_at_least_may_be_the_usual_one(folder):
    for model in ("dfe-2021", "dfe-2025"):
        said(folder, model, "may_be_usual = true", "may_be_usual = false")

    with pytest.raises(DefinitionError, match="no list may be the usual one"):
        load_models(folder)


def test_a_list_of_neighbours_changed_by_hand_is_refused_by_its_checksum(folder):
    change(folder / "comparators" / "dfe-2025.csv", 4, closeness="Extremely close")

    with pytest.raises(DefinitionError, match=r"dfe-2025.csv: sha256: "):
        load_models(folder)
