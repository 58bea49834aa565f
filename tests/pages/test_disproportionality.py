"""The page of disproportionality, opened through app.py."""

import pytest

from dashboard.core.own.figures import AreaTeam
from dashboard.core.people import Role
from tests.local_factories import figure
from tests.own_holdings import QUARTERS, with_own_figures
from tests.pages.opening import charts, open_page, unfolded, ways_to_save, words
from tests.people_factories import actor

ENTRANTS = "local-first-time-entrants"
NORTH = AreaTeam("n", "hertfordshire", "North")


def counted(dimension="ethnicity", **by_group):
    return [
        figure(count, group=f"{dimension}-{name.replace('_', '-')}", period=quarter)
        for name, count in by_group.items()
        for quarter in QUARTERS
    ]


ROWS = {
    ENTRANTS: [
        *counted(black=6, white=15, asian=2, mixed=5, other=5, not_known=9),
        *counted("sex", girls=9, boys=30),
    ],
    "children-10-17": [
        *counted(black=9_000, white=87_000, asian=8_000, mixed=7_000, other=3_000)[::4],
        *counted("sex", girls=54_000, boys=58_000)[::4],
    ],
}


def opened(held, rows=None, who=None, **address):
    given = {"service": "hertfordshire"} | address
    found = with_own_figures(held, ROWS if rows is None else rows)
    return open_page("disproportionality", found, actor=who, **given)


def test_every_comparison_is_on_the_first_page_clear_ones_first_with_a_picture(shipped_holdings):
    shown = words(opened(shipped_holdings))

    assert "Children of Other ethnicity are counted 9.7 times as often as White" in shown
    rows = shown.split("<tr ")
    first = next(row for row in rows if ">Black children</a>" in row)
    assert "likely 2.3 to 6.3" in first
    assert "24 of 9,000 living here, against 60 of 87,000" in first
    assert "Clearly more often" in first
    assert first.count('<img class="yj-picture"') == 1
    assert "indicator=local-first-time-entrants&amp;by=ethnicity" in first


def test_what_is_hidden_is_counted_in_one_line_beside_its_door_and_folded(shipped_holdings):
    page = opened(shipped_holdings)
    shown = words(page)

    assert "Public: small numbers hidden (2 of 5 comparisons)." in shown
    assert "Show small numbers" in [each.proto.popover.label for each in page.get("popover")]
    folded = shown.split("2 comparisons hidden by small numbers</summary>")[1]
    assert "Hidden by small numbers" in folded.split("</details>")[0]


def test_the_board_opens_small_numbers_with_one_press_and_the_fold_is_gone(shipped_holdings):
    page = opened(shipped_holdings, who=actor(Role.MEMBER))
    page.toggle(key="choice_small_numbers").set_value(True).run()

    assert "Board only" in words(page)
    assert "hidden by small numbers" not in words(page)


def test_without_a_better_side_a_clear_difference_is_told_before_the_calm(shipped_holdings):
    neutral = {
        "local-diversion": counted("sex", girls=20, boys=60),
        "children-10-17": counted("sex", girls=54_000, boys=58_000)[::4],
    }
    shown = words(opened(shipped_holdings, neutral))

    assert shown.index("Boys are counted 2.8 times as often as girls") < shown.index(
        "No group of children clearly fares worse, in 1 comparison."
    )


def test_of_one_measure_the_answer_comes_first_with_counts_and_range(shipped_holdings):
    page = opened(shipped_holdings, indicator=ENTRANTS)
    shown = words(page)

    assert page.title[0].value == "Disproportionality in Hertfordshire"
    assert "Black children were counted 3.9 times as often as White children" in shown
    assert "(likely 2.3 to 6.3). 24 of 9,000 living here, against 60 of 87,000." in shown
    # Girls and boys give the sum of all, so that a second group is withheld beside the small one.
    assert "Up to 10% risk of a false alarm." in shown
    assert "Asian children and children of Mixed ethnicity (hidden by small numbers)" in shown


def test_of_one_measure_the_board_sees_small_numbers(shipped_holdings):
    page = opened(shipped_holdings, who=actor(Role.MEMBER), indicator=ENTRANTS)
    page.toggle(key="choice_small_numbers").set_value(True).run()

    assert "Board only" in words(page)
    assert "Up to 20% risk of a false alarm." in words(page)


def test_many_of_whom_it_is_not_known_are_warned_of(shipped_holdings):
    member = opened(shipped_holdings, who=actor(Role.MEMBER), indicator=ENTRANTS)
    member.toggle(key="choice_small_numbers").set_value(True).run()

    assert "36 of these children (21%) have no known ethnicity: enough" in words(member)
    public = words(opened(shipped_holdings, indicator=ENTRANTS))
    assert "36 of these children have no known ethnicity; the share cannot be said." in public


def test_the_address_names_dimension_reference_and_whether_groups_are_pooled(shipped_holdings):
    sex = words(opened(shipped_holdings, indicator=ENTRANTS, by="sex"))
    others = words(opened(shipped_holdings, indicator=ENTRANTS, against="ethnicity-black"))
    pooled = words(opened(shipped_holdings, indicator=ENTRANTS, groups="together"))

    assert "Boys were counted 3.1 times as often as girls" in sex
    assert "as often as Black children" in others
    assert "can cancel out" in pooled


def test_picture_table_and_download_say_the_same(shipped_holdings):
    page = unfolded(opened(shipped_holdings, indicator=ENTRANTS))

    assert len(charts(page)) == 1
    assert len(ways_to_save(page, "disproportionality")) == 4
    assert "What can be said" in words(page)


def test_what_was_not_counted_by_a_group_is_said(shipped_holdings):
    page = opened(shipped_holdings, indicator=ENTRANTS, by="care")

    assert "no counts by care status for Hertfordshire" in words(page)


@pytest.mark.parametrize(
    ("teams", "address", "sentence"),
    [
        ([], {}, "No count by group is loaded yet."),
        ([NORTH], {}, "No count by group of the whole service: choose an area team."),
        ([NORTH], {"team": "n"}, "No count by group of this area team: choose the whole service."),
    ],
)
def test_where_nothing_is_counted_by_group_only_what_can_be_chosen_is_named(
    shipped_holdings, teams, address, sentence
):
    rows = {ENTRANTS: [figure(9, period=quarter) for quarter in QUARTERS]}
    held = with_own_figures(shipped_holdings, rows, teams=teams)

    page = open_page("disproportionality", held, service="hertfordshire", **address)

    assert sentence in words(page)


def test_an_empty_page_says_what_to_load(shipped_holdings):
    page = opened(shipped_holdings, {})

    assert "Hertfordshire has no count of children by group to compare yet." in words(page)
    assert "local_template_xlsx" in [button.key for button in page.get("download_button")]
    assert not page.error
