"""The page of own figures, opened through app.py: overview, one indicator, empty, targets."""

import datetime as dt
import re

import pytest

from dashboard.core.own.targets import LocalTarget
from dashboard.core.people import Role
from dashboard.usecases.holdings import holdings_of
from tests.import_factories import load, own_file
from tests.local_factories import add_teams, figure, load_own, quarters, series_of
from tests.pages.opening import open_page, words
from tests.people_factories import actor
from tests.stored import records_in

TODAY = dt.date(2026, 11, 21)
ENTRANTS, KPI = "local-first-time-entrants", "kpi-2-education"
STEADY = [20, 22, 19, 21, 23, 20, 18, 22, 21, 19, 20, 22]


@pytest.fixture
def opened(own_store, shipped_holdings):
    add_teams(own_store, "North", "South")
    rows = [
        *series_of([*STEADY, 40]),
        *series_of([3, 8, 9], place="north"),
        *series_of([7, 8, 9], place="south"),
        *series_of([6, 7, 8], group="sex-girls"),
        *[figure(5 + n, period=month.id) for n, month in enumerate(quarters(1)[0].months)],
    ]
    load_own(own_store, {ENTRANTS: rows, KPI: series_of([30, 31], 60)})

    def page(*roles, **address):
        held = holdings_of(shipped_holdings.catalogue, own_store, TODAY, TODAY)
        return open_page(
            "local_performance", held, own_store, actor(*roles) if roles else None, **address
        )

    return page


def box(page, label):
    return next(each for each in page.selectbox if each.label == label)


def headings(page):
    return [heading.value for heading in page.header]


def fill_in(page, label, text):
    next(each for each in page.text_input if each.label.startswith(label)).set_value(text)


def press(page, label):
    return next(button for button in page.button if button.label == label).click().run()


def test_a_service_without_own_figures_is_told_what_to_do(shipped_holdings):
    page = open_page("local_performance", shipped_holdings)

    assert "Hertfordshire has loaded no figures of its own yet." in words(page)
    assert "Fill in the template" in words(page)
    button, _ = page.get("download_button")
    assert button.proto.label == "Download the template for Excel"


def test_a_figure_held_back_waits_for_a_decision_and_leads_to_where_it_is_made(
    own_store, shipped_holdings
):
    def held():
        return holdings_of(shipped_holdings.catalogue, own_store, TODAY, TODAY)

    load(own_store, held(), own_file(f"{ENTRANTS},,2025-26 Q1,,,99999,,,"))

    for address in ({}, {"indicator": ENTRANTS}):
        shown = open_page("local_performance", held(), own_store, None, **address)
        assert "waiting for a decision" in words(shown)
        assert "not recorded" not in words(shown)
        links = {link.proto.label: link.proto.query_string for link in shown.get("page_link")}
        assert "section=held-back" in links["**1 figure waits for a decision** →"]


def test_on_a_day_before_they_were_loaded_there_are_none(opened):
    assert "Hertfordshire had loaded no figures of its own by this day." in words(
        opened(as_of="2024-12-31")
    )


def row_of(page, subject):
    rows = words(page).split("<tr ")
    return next(row for row in rows if f">{subject}</a></th>" in row)


def test_it_opens_with_all_indicators_and_leads_with_what_is_worse(opened):
    page = opened()

    told = words(page)
    assert "First-time entrants counted locally rose to 40 children from 21 children" in told
    assert "1 of 2 own measures could be judged. Not judged: 1 with too little history." in told
    row = row_of(page, "First-time entrants counted locally")
    assert "Worse</span>" in row
    assert "Above the upper limit in 2025-26 Q2" in row
    assert row.count('<img class="yj-picture"') == 1
    assert "none judged" in row
    assert 'href="local?service=hertfordshire&amp;indicator=local-first-time-entrants"' in told


def test_what_has_too_short_a_history_is_folded_with_its_reason(opened):
    folded = words(opened()).split('<details class="yj-folded">')[1].split("</details>")[0]

    assert "1 that cannot be judged yet" in folded
    assert "With too little history (2 of 12 figures)" in folded


def test_the_list_is_of_one_area_team_where_the_address_asks_for_it(opened):
    page = opened(team="north")

    assert box(page, "Area team").value == "north"
    assert "None of the 2 own measures can be judged yet" in words(page)
    assert "9 children" in words(page)


def test_one_indicator_is_answered_in_words_then_verdicts_then_pictures(opened):
    page = opened(indicator=ENTRANTS)

    shown = words(page)
    assert "40 children in 2025-26 Q2 (July to September 2025)" in shown
    assert "Up 19 from 21 children in 2024-25 Q2, more than chance could make." in shown
    assert "Three separate verdicts" in shown
    assert headings(page)[:2] == [
        "Whole service: 40 children, above the upper limit in 2025-26 Q2",
        "Area teams in 2025-26 Q2: 9 children in each with a figure",
    ]
    assert "Published beside it: First-time entrants to the youth justice system" in headings(page)


def test_the_usual_range_can_come_from_the_first_twelve_figures(opened):
    page = opened(indicator=ENTRANTS, limits="first")

    assert box(page, "Usual range from").value == "first"
    assert re.search(r"The limits come from 20\d\d-\d\d Q\d to 20\d\d-\d\d Q\d only.", words(page))


def test_a_few_figures_offer_no_choice_of_a_baseline(opened):
    labels = [each.label for each in opened(indicator=KPI).selectbox]

    assert "Usual range from" not in labels


def test_a_small_number_is_withheld_from_everybody_who_did_not_say_who_they_are(opened):
    page = opened(indicator=ENTRANTS, team="north")

    assert "withheld" in words(page)
    assert not re.search(r"\b3 child", words(page))


def test_area_team_group_and_months_are_chosen_in_the_address(opened):
    assert "counted locally in South: 9 children" in words(opened(indicator=ENTRANTS, team="south"))
    girls = words(opened(indicator=ENTRANTS, group="sex-girls"))
    assert "counted locally (Sex: Girls): 8 children" in girls
    assert "7 children in September 2025" in words(opened(indicator=ENTRANTS, by="months"))


def test_a_choice_is_written_into_the_address_and_another_indicator_drops_it(opened):
    page = opened(indicator=ENTRANTS, team="south")
    box(page, "Area team").select("north").run()
    assert page.query_params["team"] == "north"

    box(page, "Local indicator").select(KPI).run()
    assert page.query_params["indicator"] == KPI
    assert "team" not in page.query_params


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ({"indicator": "local-entrants"}, "no local indicator"),
        ({"indicator": ENTRANTS, "team": "west"}, "no area team"),
        ({"indicator": ENTRANTS, "group": "sex-other"}, "no children"),
        ({"indicator": ENTRANTS, "by": "weeks"}, "no periods"),
    ],
)
def test_a_wrong_choice_in_the_address_is_one_sentence(opened, address, sentence):
    page = opened(**address)

    assert sentence in page.error[0].value.lower()


def test_a_key_performance_indicator_has_its_caveat_no_comparison_and_no_target(opened):
    page = opened(indicator=KPI)

    assert "not yet fit for decisions" in words(page)
    assert "Not compared" in words(page)
    assert "Target" not in [expander.label for expander in page.expander]
    assert "Official wording: later wording" in words(page)


def test_an_officer_sets_a_target_and_the_page_says_how_it_stands(opened, own_store):
    page = opened(Role.OFFICER, indicator=ENTRANTS)
    fill_in(page, "Target for a quarter", "38")
    fill_in(page, "Tolerance", "3")
    page = press(page, "Set this target")

    assert "A target was set" in page.success[0].value
    (made,) = records_in(own_store).of(LocalTarget).values()
    assert (made.value, made.tolerance) == (38, 3)


def test_beside_one_group_of_children_no_target_is_offered_that_would_be_for_all(opened):
    page = opened(Role.OFFICER, indicator=ENTRANTS, group="sex-girls")

    assert "A target is set for all children only." in words(page)
    assert "A target can be set" not in words(page)
    assert "Set this target" not in [button.label for button in page.button]


def test_who_may_see_the_figures_stands_above_the_first_of_them(opened):
    for address in ({}, {"indicator": ENTRANTS}):
        shown = words(opened(**address))

        assert shown.index("Public: numbers from 1 to 4") < shown.index("yj-fact")


def test_a_target_without_a_number_is_one_sentence_and_what_was_typed_stays(opened):
    page = opened(Role.OFFICER, indicator=ENTRANTS)
    fill_in(page, "Note", "as agreed")
    page = press(page, "Set this target")

    assert "The target is missing" in page.error[0].value
    assert "as agreed" in [each.value for each in page.text_input]


def test_a_member_may_not_set_a_target(opened, own_store):
    page = opened(Role.MEMBER, indicator=ENTRANTS)
    fill_in(page, "Target for a quarter", "38")
    page = press(page, "Set this target")

    assert "may not edit the register" in page.error[0].value
    assert records_in(own_store).of(LocalTarget) == {}


def test_on_a_past_day_nothing_can_be_set(opened, own_store):
    load_own(
        own_store, {ENTRANTS: series_of(STEADY)}, loaded_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    )
    page = opened(Role.OFFICER, indicator=ENTRANTS, as_of="2025-12-31")

    assert "Set this target" not in [button.label for button in page.button]
