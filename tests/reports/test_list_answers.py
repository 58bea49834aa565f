"""What the published lists say, as the command line gives it."""

from dashboard.reports.list_answers import lists_contract
from tests.factories import OWN, compared, group, region

FIVE = {"B": 100, "C": 110, "D": 120, "E": 130, "F": 140}
HIGH = {"G": 200, "H": 210, "I": 220, "J": 230, "K": 240}


def contract(own, among, lists=()):
    return lists_contract(compared({OWN: own, **FIVE, **HIGH}, among=among, lists=lists))


def test_each_list_gives_its_gap_its_side_and_its_range_with_one_left_out():
    assert contract(150, group("BCDEF"), ["GHIJK"]) == {
        "lists": [
            {
                "id": "dfe-test",
                "title": "A list",
                "gap_percent": 25.0,
                "side": "above",
                "lowest_without_one": 20.0,
                "highest_without_one": 30.4,
                "areas_with_data": 5,
            },
            {
                "id": "list-g",
                "title": "A list",
                "gap_percent": -31.8,
                "side": "below",
                "lowest_without_one": -33.3,
                "highest_without_one": -30.2,
                "areas_with_data": 5,
            },
        ],
        "lists_agreeing": 1,
        "lists_total": 2,
        "list_range": [-31.8, 25.0],
    }


def test_a_level_list_says_so():
    assert contract(121, group("BCDEF"))["lists"][0]["side"] == "level"


def test_beside_a_region_there_are_no_lists_and_none_agrees():
    assert contract(150, region("BCDEF")) == {
        "lists": [],
        "lists_agreeing": None,
        "lists_total": 0,
        "list_range": None,
    }


def test_where_the_list_chosen_carries_no_verdict_none_can_agree_and_the_others_are_given():
    found = contract(150, group("BCD"), ["GHIJK"])

    assert found["lists_agreeing"] is None
    assert (found["lists_total"], found["list_range"]) == (1, [-31.8, -31.8])
