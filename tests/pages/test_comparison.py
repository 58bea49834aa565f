"""The page of similar areas, opened through app.py."""

import pytest

from tests.pages.opening import charts, open_page, unfolded, ways_to_save, words

THEN = {"indicator": "first-time-entrants", "period": "2017", "peers": "dfe-2021"}


def open_comparison(held, **address):
    return open_page("comparison", held, **address)


def test_an_address_shows_the_verdict_its_sender_saw(shipped_holdings):
    shown = words(open_comparison(shipped_holdings, service="hertfordshire", **THEN))

    assert (
        "287 per 100,000 (about 330 children). That is 23% above the average of 10 similar areas "
        "(233). Eight of ten are lower. It is 4% below England (299)."
    ) in shown


def test_the_group_is_named_dated_and_listed(shipped_holdings):
    shown = words(open_comparison(shipped_holdings, **THEN))

    listed = "DfE statistical neighbours, April 2021, nearest first: Bracknell Forest, Oxfordshire"
    assert listed in shown


def test_the_list_of_the_ons_is_offered_and_stands_in_the_address(shipped_holdings):
    page = open_comparison(shipped_holdings)
    page.selectbox(key="choice_peers").select("ons-2025").run()

    assert page.query_params["peers"] == "ons-2025"
    shown = words(page)
    assert "4% below the average of 10 similar areas" in shown
    assert "ONS nearest neighbours, October 2025, nearest first: Essex, Buckinghamshire" in shown
    assert "under development" in shown


def test_the_trend_names_the_list_that_it_is_drawn_by(shipped_holdings):
    page = open_comparison(shipped_holdings, indicator="first-time-entrants")

    headings = [heading.value for heading in page.header]
    assert "Down 65% since 2015; above similar areas in every year, by DfE 2025" in headings


def test_lists_that_disagree_are_named_on_the_page_and_in_the_picture(shipped_holdings):
    page = open_comparison(shipped_holdings, indicator="first-time-entrants", period="2024")

    said = "The lists disagree: 8% above by DfE 2025, 11% above by DfE 2021, 4% below by ONS 2025"
    assert said in [heading.value for heading in page.header]
    assert f"{said}." in words(page)


def test_every_chart_comes_with_a_table_and_a_text_alternative(shipped_holdings):
    page = unfolded(open_comparison(shipped_holdings, more="funnel"))

    assert charts(page) == ["ranked", "sensitivity", "trend", "funnel"]
    # One more table holds the three verdicts.
    assert words(page).count('<table class="yj-table') == 5
    # The first is Plotly's, with a text of its own; it has a picture for paper only.
    assert words(page).count('role="img" aria-label="') == 3
    assert page.get("plotly_chart")[0].proto.alt.startswith("Ranked dots, lowest first: ")
    assert [each.proto.popover.label for each in page.get("popover")].count("Save") == 4


def test_the_files_of_a_chart_are_offered_where_its_door_is_opened(shipped_holdings):
    page = open_comparison(shipped_holdings)
    assert not page.get("download_button")
    each = ["Picture (PNG)", "Picture (SVG)", "Table (CSV)", "Table (Excel)"]
    assert ways_to_save(page, "ranked") == each


def test_three_verdicts_stand_apart_each_with_what_it_rests_on(shipped_holdings):
    shown = words(open_comparison(shipped_holdings, as_of="2018-12-31", **THEN))
    verdicts = shown.split("Three separate verdicts")[2].split("</table>")[0]

    lists = "23% higher by the one published list that can be used."
    assert lists in verdicts
    assert "Down 8% since 2015: 313 then, 314 in 2016, 287 in 2017." in verdicts
    assert "Too few years to judge." in verdicts
    assert "No target is set." in verdicts
    assert "Of 148 areas in England, Hertfordshire is in the middle fifth: lower" in shown


def test_the_hidden_gap_is_not_explained_away_by_the_funnel(shipped_holdings):
    page = open_comparison(shipped_holdings, more="funnel", **THEN)

    headings = [heading.value for heading in page.header]
    assert "14 to 44% higher by all three published lists" in headings
    assert any(h.endswith("but most of its similar areas are lower") for h in headings)


def test_the_funnel_is_drawn_when_it_is_asked_for(shipped_holdings):
    page = open_comparison(shipped_holdings)
    assert len(charts(page)) == 3

    page.selectbox(key="choice_more").select("funnel").run()

    assert len(charts(page)) == 4
    assert page.query_params["more"] == "funnel"


def test_of_a_series_too_short_for_a_control_chart_nothing_is_said(shipped_holdings):
    assert "control chart" not in words(open_comparison(shipped_holdings))


def test_one_year_alone_is_one_sentence_and_no_picture(shipped_holdings):
    page = open_comparison(
        shipped_holdings, service="west-mercia", indicator="children-cautioned-or-sentenced"
    )

    assert "Too few years since the definition changed to show a trend." in words(page)
    assert not [h.value for h in page.header if "to show a trend" in h.value]


def test_without_intervals_the_page_says_why_and_draws_no_funnel(shipped_holdings):
    page = open_comparison(shipped_holdings, indicator="reoffending-15-17", period="2024")

    why = "The number of children behind this percentage is not published"
    assert f'<p class="yj-muted">{why}' in words(page)
    assert len(charts(page)) == 3
    assert "choice_more" not in {box.key for box in page.selectbox}


def test_the_basis_of_the_verdict_on_the_past_stands_with_the_trend(shipped_holdings):
    shown = words(open_comparison(shipped_holdings))

    assert "The last five years: " in shown
    assert "Lower than in 2020, but no steady five-year trend." in shown
    assert "Down 65% since 2015.<br>" in shown
    assert "Not clear</span> over the last five years" in shown


def test_a_pooled_benchmark_is_offered_only_where_counts_carry_one(shipped_holdings):
    rates = open_comparison(shipped_holdings)
    counts = open_comparison(shipped_holdings, indicator="outcomes-by-service")

    assert rates.selectbox(key="choice_method").options == ["Average", "Median"]
    assert counts.selectbox(key="choice_method").options == ["Average", "Median", "Pooled rate"]


def test_an_address_that_asks_for_pooling_in_vain_is_told_why_and_gets_the_mean(shipped_holdings):
    page = open_comparison(shipped_holdings, method="pooled")

    assert len(page.error) == 1
    assert "no published counts for all of these areas" in page.error[0].value
    assert page.selectbox(key="choice_method").value == "mean"


def test_a_pooled_benchmark_can_be_chosen(shipped_holdings):
    address = {"indicator": "outcomes-by-service", "method": "pooled"}

    assert "the pooled rate of 9 others" in words(open_comparison(shipped_holdings, **address))


def test_a_new_indicator_forgets_the_period_of_the_old_one(shipped_holdings):
    page = open_comparison(shipped_holdings, **THEN)

    page.selectbox(key="choice_indicator").select("children-cautioned-or-sentenced").run()

    assert not page.error
    assert "24.5 per 10,000" in words(page)
    assert "period" not in page.query_params
    assert page.selectbox(key="choice_period").value == "2024-25"


def test_a_choice_writes_the_whole_view_into_the_address_at_once(shipped_holdings):
    page = open_comparison(shipped_holdings)

    page.selectbox(key="choice_period").select("2017").run()

    assert dict(page.query_params) == {
        "service": "hertfordshire",
        "indicator": "first-time-entrants",
        "period": "2017",
        "peers": "in-force",
        "method": "mean",
        "region": "all",
        "more": "none",
    }


def test_another_service_without_the_indicator_is_told_so_without_blame(shipped_holdings):
    page = open_comparison(shipped_holdings, indicator="persistent-absence", period="2024-25")

    page.selectbox(key="choice_service").select("cardiff").run()

    assert not page.error
    assert "Indicator: what was shown before is not available here" in page.info[0].value
    assert charts(page)


def test_the_chosen_day_goes_along_with_every_choice(shipped_holdings):
    page = open_comparison(shipped_holdings, as_of="2018-12-31")

    page.selectbox(key="choice_peers").select("dfe-2021").run()

    assert page.query_params["as_of"] == "2018-12-31"
    assert "23% above the average of 10 similar areas" in words(page)


def test_a_region_narrows_the_areas_shown_and_not_the_benchmark(shipped_holdings):
    page = open_comparison(shipped_holdings, peers="england", period="2024")
    average = words(page).split("the average of")[1].split(".")[0]

    page.selectbox(key="choice_region").select("North East").run()

    shown = words(page)
    assert shown.split("the average of")[1].split(".")[0] == average
    assert "Gateshead" in shown
    assert "Cornwall" not in shown.split("yj-table")[2].split("</table>")[0]


def test_a_service_of_several_areas_is_told_as_one_before_the_area_in_view(shipped_holdings):
    shown = words(open_comparison(shipped_holdings, service="south-tees", period="2024"))

    whole = shown.index("First-time entrants in South Tees:")
    assert whole < shown.index("First-time entrants in Middlesbrough, year ending")
    assert "not clear in Middlesbrough; level in Redcar and Cleveland." in shown


def test_the_words_of_the_page_are_explained_at_its_foot(shipped_holdings):
    shown = words(open_comparison(shipped_holdings))

    foot = shown.split("<summary>Words on this page</summary>")[1]
    assert "<dt>Similar areas</dt><dd>A named list of areas" in foot
    assert "<dt>First-time entrants</dt>" in foot
    assert "<dt>Desistance</dt>" not in foot


def test_an_early_warning_is_called_one_with_the_year_it_began(shipped_holdings):
    warned = words(open_comparison(shipped_holdings, **CAUTIONED))
    calm = words(open_comparison(shipped_holdings, indicator="first-time-entrants"))

    assert "<p>An early warning: chance alone seldom makes such a gap." in warned
    assert "Counted differently from 2024-25; earlier years don&#x27;t compare." in warned
    assert "An early warning" not in calm.split("<summary>")[0]


def test_a_service_of_several_areas_offers_them(shipped_holdings):
    page = open_comparison(shipped_holdings, service="west-mercia")

    page.selectbox(key="choice_area").select("E06000051").run()

    assert "Who Shropshire is compared with" in [h.value for h in page.header]


def test_a_council_in_the_address_opens_its_service_with_that_council_chosen(shipped_holdings):
    page = open_comparison(shipped_holdings, service="Worcestershire County Council")

    assert page.selectbox(key="choice_service").value == "west-mercia"
    assert page.selectbox(key="choice_area").value == "E10000034"
    assert not page.error


def test_the_council_in_the_address_stays_chosen_with_another_indicator(shipped_holdings):
    page = open_comparison(shipped_holdings, service="Worcestershire")

    page.selectbox(key="choice_indicator").select("permanent-exclusions").run()

    assert page.query_params["service"] == "Worcestershire"
    assert page.selectbox(key="choice_area").value == "E10000034"


def test_another_service_takes_the_place_of_the_council_in_the_address(shipped_holdings):
    page = open_comparison(shipped_holdings, service="Worcestershire")

    page.selectbox(key="choice_service").select("essex").run()

    assert page.query_params["service"] == "essex"


def test_a_council_without_a_figure_is_told_beside_the_one_that_is_shown(shipped_holdings):
    page = open_comparison(shipped_holdings, service="Rutland")

    assert "is not known here for Rutland: Leicestershire is shown" in page.info[0].value


@pytest.mark.parametrize(
    ("param", "wrong", "sentence"),
    [
        ("indicator", "first-time-entrant", 'no indicator "first-time-entrant": did you mean'),
        ("period", "2033", 'no period "2033": did you mean'),
        ("peers", "dfe-2022", 'no group of areas "dfe-2022": did you mean'),
        ("region", "Narnia", 'no region "Narnia"'),
        ("method", "mode", 'no average "mode": did you mean'),
    ],
)
def test_a_wrong_choice_in_the_address_is_one_sentence_and_the_default_is_shown(
    shipped_holdings, param, wrong, sentence
):
    page = open_comparison(shipped_holdings, **{param: wrong})

    assert len(page.error) == 1
    assert sentence in page.error[0].value
    assert charts(page)


def test_a_welsh_service_is_compared_with_the_others_in_wales(shipped_holdings):
    shown = words(open_comparison(shipped_holdings, service="cardiff"))

    assert "others in Wales" in shown
    assert "cover English local authorities only" in shown


def test_withheld_neighbours_are_in_the_table_as_not_published(shipped_holdings):
    address = {"indicator": "reoffending-10-14", "period": "2024"}

    shown = words(unfolded(open_comparison(shipped_holdings, **address)))

    assert shown.count("not published") >= 5
    assert "the 5 of 10 similar areas with a figure" in shown


OWN = "E10000012.E10000016.E10000030.E10000020.E10000029"


def test_areas_of_ones_own_choice_stand_in_the_address(shipped_holdings):
    page = open_comparison(shipped_holdings, **(THEN | {"peers": "own"}), own=OWN)

    assert not page.error
    assert "Areas of your own choice: Essex, Kent, Surrey, Norfolk, Suffolk." in words(page)
    assert len(page.multiselect(key="choice_own").value) == 5


def test_a_choice_of_areas_is_written_into_the_address_with_the_rest(shipped_holdings):
    page = open_comparison(shipped_holdings, **(THEN | {"peers": "own"}))
    assert "Choose 2 to 60 areas of your own below" in page.info[0].value
    assert "the usual group is shown: DfE statistical neighbours" in page.info[0].value
    assert further(page).proto.expanded
    assert "DfE statistical neighbours" in words(page)

    page.multiselect(key="choice_own").set_value(["E10000016", "E10000012"]).run()

    assert page.query_params["own"] == "E10000016.E10000012"
    assert page.query_params["period"] == "2017"
    assert "Areas of your own choice: Kent, Essex." in words(page)
    assert not page.info
    assert further(page).proto.expanded


def further(page):
    return next(e for e in page.expander if e.label == "Change whom it is compared with")


def test_whom_it_is_compared_with_is_folded_unless_areas_are_chosen(shipped_holdings):
    assert not further(open_comparison(shipped_holdings)).proto.expanded


def test_a_code_in_the_address_that_no_area_has_is_one_sentence_and_the_rest_is_shown(
    shipped_holdings,
):
    page = open_comparison(shipped_holdings, peers="own", own=f"{OWN}.E99999999")

    assert len(page.error) == 1
    assert 'no area to compare with "E99999999"' in page.error[0].value
    assert "Areas of your own choice: Essex, Kent" in words(page)


def test_another_service_keeps_the_chosen_areas_but_for_itself(shipped_holdings):
    page = open_comparison(shipped_holdings, peers="own", own=OWN)

    page.selectbox(key="choice_service").select("essex").run()

    assert not page.error
    assert page.query_params["own"] == "E10000016.E10000030.E10000020.E10000029"
    assert "Areas of your own choice: Kent, Surrey, Norfolk, Suffolk." in words(page)


CAUTIONED = {"indicator": "children-cautioned-or-sentenced", "period": "2024-25"}


def test_england_in_another_table_is_said_with_the_way_to_it(shipped_holdings):
    page = open_comparison(shipped_holdings, service="hertfordshire", **CAUTIONED)

    expected = "England: about 22 per 10,000 in another table, counted a little differently."
    assert expected in words(page)
    links = [link.proto.label for link in page.get("page_link")]
    assert "**See Children cautioned or sentenced, counted** →" in links


def test_a_service_rate_is_the_service_s_in_every_heading(shipped_holdings):
    page = open_comparison(shipped_holdings, service="west-mercia", **CAUTIONED)

    headings = [heading.value for heading in page.header]
    assert "Who West Mercia is compared with" in headings
    assert any("14.4 in all of West Mercia" in heading for heading in headings)
    assert not any("Herefordshire" in heading for heading in headings)


def test_a_list_shown_beside_a_service_rate_is_said_to_be_that_of_one_of_its_areas(
    shipped_holdings,
):
    shown = words(open_comparison(shipped_holdings, service="west-mercia", **CAUTIONED))

    assert "the list of Herefordshire, nearest first" in shown
    assert "West Mercia has no list of its own." in shown
    assert "Shropshire is left out as part of West Mercia." in shown
    assert "areas in England, West Mercia is in" not in shown


def test_a_list_with_another_part_of_the_service_says_whose_it_is(shipped_holdings):
    shown = words(open_comparison(shipped_holdings, service="northamptonshire"))

    assert "the list of North Northamptonshire, nearest first:" in shown
    assert "West Northamptonshire is part of Northamptonshire too." in shown


def test_a_service_rate_is_tried_in_no_other_way(shipped_holdings):
    shown = words(open_comparison(shipped_holdings, service="west-mercia", **CAUTIONED))

    assert "ways to compare" not in shown


@pytest.mark.parametrize(
    ("service", "address", "expected"),
    [
        ("hertfordshire", CAUTIONED, "The source divides the figures of 2024-25 by the children"),
        ("hertfordshire", CAUTIONED, "The number of children is published in another table."),
        ("kent", CAUTIONED, "aged 10 to 17 in Kent in mid-2021."),
        ("hertfordshire", THEN, "in Hertfordshire in mid-2018, the nearest year we have."),
        ("west-mercia", CAUTIONED, "aged 10 to 17 in West Mercia in mid-2021."),
    ],
)
def test_the_page_says_where_the_number_of_children_comes_from(
    shipped_holdings, service, address, expected
):
    assert expected in words(
        unfolded(open_comparison(shipped_holdings, service=service, **address))
    )
