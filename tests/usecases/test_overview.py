"""The first page leads with what the board needs to know."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.core.board.meetings import WarningShown
from dashboard.core.register.follow_ups import Closing, Status
from dashboard.core.sentences import Tone
from dashboard.core.verdicts import Verdict
from dashboard.narrative.published.comparison import gap_and_rank
from dashboard.usecases.overview import MOST_SENTENCES, Kind, read_overview
from dashboard.usecases.published.warnings import scan
from tests.board_factories import STOOD_IN_2018, acknowledgement, board_of, meeting, stored
from tests.large_cohorts import with_large_cohorts
from tests.register_factories import follow_up, recommendation


def test_warnings_come_first_then_the_rating_and_the_register(shipped_holdings):
    overview = read_overview(shipped_holdings, "hertfordshire")

    subjects = [sentence.subject for sentence in overview.sentences]
    assert overview.sentences[0].text.startswith("Children cautioned or sentenced: 46% above")
    assert overview.sentences[0].tone is Tone.WARNING
    assert subjects[1:] == ["recommendations", "national_reports", "ratings", "indicators"]
    recommendations, reports, inspection, scanned = (one.text for one in overview.sentences[1:])
    assert inspection.endswith("One point lower would have been Good.")
    assert recommendations == (
        "None of the 3 recommendations has an owner or a date yet. Each has a proposed measure."
    )
    assert reports.startswith("No decision recorded on 2 national reports. The oldest: ")
    assert "(March 2018, 8 years 8 months ago)." in reports
    assert scanned.startswith("One of four main measures is worse than in similar areas.")


def test_in_2018_the_board_would_have_been_told_of_its_first_time_entrants(shipped_holdings):
    then = replace(shipped_holdings, as_of=dt.date(2018, 12, 31))

    texts = [s.text for s in read_overview(then, "hertfordshire").sentences]

    (told,) = [text for text in texts if text.startswith("First-time entrants")]
    assert told.startswith("First-time entrants: 23% above similar areas, about 60 more")
    assert "4% below England (299), so the national average hides it" in told


def test_a_gap_that_chance_could_make_is_no_warning(shipped_holdings):
    overview = read_overview(shipped_holdings, "hertfordshire")

    assert not [s for s in overview.sentences if s.text.startswith("First-time entrants")]
    assert "one not clear and two depending on whom" in overview.sentences[-1].text


def test_a_list_that_did_not_exist_yet_is_told_on_the_first_page(shipped_holdings):
    then = replace(shipped_holdings, as_of=dt.date(2018, 12, 31))

    (note,) = read_overview(then, "hertfordshire").notes

    assert note.startswith("DfE statistical neighbours, April 2021 did not exist on")


def test_a_gap_that_is_no_warning_is_named_with_its_reason(shipped_holdings):
    sentences = read_overview(shipped_holdings, "portsmouth").sentences
    tones = [sentence.tone for sentence in sentences]
    watched = [sentence for sentence in sentences if sentence.tone is Tone.WATCH]

    assert tones[: 1 + len(watched)] == [Tone.WARNING, *[Tone.WATCH] * len(watched)]
    assert any("22% above similar areas over three years together" in s.lead for s in watched)
    assert any("Two years show it, but chance is not ruled out." in s.text for s in watched)


def test_a_service_rate_printed_for_each_area_is_shown_once_and_not_judged(shipped_holdings):
    readings = read_overview(shipped_holdings, "west-mercia").readings

    (found,) = [
        reading.comparison
        for reading in readings
        if reading.comparison.indicator.id == "children-cautioned-or-sentenced"
    ]
    assert found.verdict is Verdict.NONE
    assert (
        "prints one rate of the whole service for each of its 4 local" in gap_and_rank(found).text
    )


def test_every_service_has_three_to_six_sentences_or_says_what_is_missing(shipped_holdings):
    for service in shipped_holdings.catalogue.services:
        overview = read_overview(shipped_holdings, service)

        told = [each for each in overview.told if each.kind is not Kind.SCAN]
        assert 2 <= len(told) <= 6
        assert sum(each.kind is Kind.SCAN for each in overview.told) == 1
        assert len({r.comparison.area.code for r in overview.readings}) >= 1


def test_a_service_of_several_areas_hides_none_of_them(shipped_holdings):
    areas = {r.comparison.area.name for r in read_overview(shipped_holdings, "cumbria").readings}

    assert areas >= {"Cumberland", "Westmorland and Furness"}


def test_warnings_of_one_indicator_in_several_areas_are_one_sentence(shipped_holdings):
    services = shipped_holdings.catalogue.services.values()
    several = [service.id for service in services if len(service.area_codes) > 1]
    for service in several:
        sentences = read_overview(shipped_holdings, service).sentences

        raised = [sentence for sentence in sentences if sentence.tone is Tone.WARNING]
        assert len(raised) == len(scan(shipped_holdings, service).by_indicator)
    assert several


@pytest.mark.parametrize("day", [dt.date(2010, 1, 1), dt.date(2016, 1, 1)])
def test_before_anything_was_published_the_page_still_stands(shipped_holdings, day):
    overview = read_overview(replace(shipped_holdings, as_of=day), "hertfordshire")

    assert "We have no inspection of this service up to" in overview.sentences[1].text
    assert "None of the main measures had been published" in overview.sentences[0].text


# What the board made of it.

IN_2018 = dt.date(2018, 12, 31)


def shown_at_a_meeting(warning=STOOD_IN_2018):
    shown = WarningShown(warning, "2017", "A gap.")
    return meeting("2018-11-12", service="hertfordshire", warnings=(shown,))


def leads(own_store, shipped_holdings, *held):
    stored(own_store, *held)
    overview = read_overview(board_of(own_store, shipped_holdings, IN_2018), "hertfordshire")
    return [sentence.lead or sentence.text for sentence in overview.sentences]


def test_a_warning_overlooked_at_a_meeting_moves_to_the_top(own_store, shipped_holdings):
    first, *_ = leads(own_store, shipped_holdings)
    assert first.startswith("Children cautioned or sentenced")

    first, second, *_ = leads(own_store, shipped_holdings, shown_at_a_meeting())

    assert first.startswith("First-time entrants: 23% above similar areas")
    assert first.endswith(
        "It was before the board on 12 November 2018, and nobody has acknowledged it."
    )
    assert second.startswith("Children cautioned or sentenced")


def test_an_acknowledgement_takes_it_from_the_top(own_store, shipped_holdings):
    seen = acknowledgement(service="hertfordshire", warning=STOOD_IN_2018)

    first, *_ = leads(own_store, shipped_holdings, shown_at_a_meeting(), seen)

    assert first.startswith("Children cautioned or sentenced")


def test_a_re_opened_recommendation_stands_between_what_was_overlooked_and_the_other_warnings(
    own_store, shipped_holdings
):
    closing = Closing(Status.CLOSED, IN_2018, "Ann", "No.", "Some.", None, IN_2018, "A complaint")
    again = follow_up(
        id="hertfordshire-2018-1",
        service="hertfordshire",
        status=Status.REOPENED,
        closings=(closing,),
    )

    first, second, third, *_ = leads(own_store, shipped_holdings, shown_at_a_meeting(), again)

    assert first.startswith("First-time entrants")
    assert second.startswith("1 recommendation re-opened: number 1 of An inspection")
    assert third.startswith("Children cautioned or sentenced")


def test_where_more_is_open_than_there_is_room_warnings_are_drawn_together(
    own_store, shipped_holdings
):
    most = "durham"
    closing = Closing(Status.CLOSED, IN_2018, "Ann", "No.", "Some.", None, IN_2018, "A complaint")
    again = follow_up(id="r", service=most, status=Status.REOPENED, closings=(closing,))
    stored(own_store, recommendation(id="r", service=most), again)
    holdings = with_large_cohorts(board_of(own_store, shipped_holdings))

    overview = read_overview(holdings, most)

    assert len(scan(holdings, most).by_indicator) == 3
    assert len([each for each in overview.told if each.kind is not Kind.SCAN]) == MOST_SENTENCES
    (further,) = [told for told in overview.told if told.id.endswith(":more")]
    assert further.sentence.text.startswith("Further early warnings: ")
    assert len(further.attentions) >= 2
    whole = [told.id for told in overview.warned]
    assert len(set(whole)) == 3
    assert further.id not in whole


def test_what_is_for_others_raises_no_alarm_on_the_first_page(shipped_holdings):
    told = [each.text for each in read_overview(shipped_holdings, "essex").sentences]

    assert (
        "1 recommendation is for somebody else (Youth Justice Board): nothing here is yours to do."
        in told
    )
    assert not [text for text in told if "stuck" in text or "owner" in text]
