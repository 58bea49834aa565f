"""The page of disproportionality, opened through app.py."""

from dashboard.core.people import Role
from tests.local_factories import figure
from tests.own_holdings import QUARTERS, with_own_figures
from tests.pages.opening import charts, open_page, words
from tests.people_factories import actor

ENTRANTS = "local-first-time-entrants"


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


def test_the_answer_comes_first_with_counts_and_interval(shipped_holdings):
    page = opened(shipped_holdings)
    shown = words(page)

    assert page.title[0].value == "Disproportionality in Hertfordshire"
    assert "Black children were counted 3.9 times as often as White children" in shown
    assert "(24 against 60; between 2.3 and 6.3 times)" in shown
    # Girls and boys give the sum of all, so that a second group is withheld beside the small one.
    assert "2 comparisons are made here" in shown


def test_in_public_it_is_said_which_groups_are_withheld_and_who_can_see_them(shipped_holdings):
    shown = words(opened(shipped_holdings))

    said = (
        "Asian children and children of Mixed ethnicity: no index, because a quarter is withheld."
    )
    assert said in shown
    assert "The board can choose above to see small numbers." in shown


def test_the_board_sees_small_numbers(shipped_holdings):
    page = opened(shipped_holdings, who=actor(Role.MEMBER))
    page.selectbox(key="choice_small_numbers").select("board").run()

    assert "Board only" in words(page)
    assert "4 comparisons are made here" in words(page)


def test_many_of_whom_it_is_not_known_are_warned_of(shipped_holdings):
    member = opened(shipped_holdings, who=actor(Role.MEMBER))
    member.selectbox(key="choice_small_numbers").select("board").run()

    assert "For 36 of these children (21%) the ethnicity is not known: enough" in words(member)
    assert "what share of all that is cannot be said" in words(opened(shipped_holdings))


def test_the_address_names_dimension_reference_and_whether_groups_are_pooled(shipped_holdings):
    sex = words(opened(shipped_holdings, by="sex"))
    others = words(opened(shipped_holdings, against="ethnicity-black"))
    pooled = words(opened(shipped_holdings, groups="together"))

    assert "Boys were counted 3.1 times as often as girls" in sex
    assert "as often as Black children" in others
    assert "can offset one another" in pooled


def test_picture_table_and_download_say_the_same(shipped_holdings):
    page = opened(shipped_holdings)

    assert len(charts(page)) == 1
    assert len(page.get("download_button")) == 4
    assert "Every group, with counts beside rates" in words(page)


def test_what_is_not_held_by_a_group_is_said(shipped_holdings):
    page = opened(shipped_holdings, by="care")

    assert "is not held by care status for Hertfordshire" in words(page)


def test_an_empty_page_says_what_to_load(shipped_holdings):
    page = opened(shipped_holdings, {})

    assert "No count of children by group is held of Hertfordshire" in words(page)
    assert "local_template_xlsx" in [button.key for button in page.get("download_button")]
    assert not page.error
