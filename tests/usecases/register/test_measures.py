"""The readings of a success measure: official figures, inspections, meetings, and audits."""

import datetime as dt
from dataclasses import replace

import pytest

from dashboard.core.board.meetings import Acknowledgement, Meeting, WarningShown
from dashboard.core.periods import PublicationDate
from dashboard.core.register.follow_ups import FollowUp
from dashboard.core.register.success_measures import Better, MeasureKind, SuccessMeasure
from dashboard.definitions.records import records_from
from dashboard.errors import ChangeRefusedError, UnknownNameError
from dashboard.usecases.register.measure_entries import checked_measure
from dashboard.usecases.register.measures import Measures
from tests import inspection_factories
from tests.inspection_factories import shipped
from tests.register_factories import SERVICE, TODAY, measure, recommendation

FIRST, SECOND, THIRD = shipped("hertfordshire-2018").recommendations
ENTRANTS = SuccessMeasure(
    MeasureKind.INDICATOR,
    "First-time entrants",
    200,
    "per 100,000",
    Better.LOWER,
    "first-time-entrants",
)
HERTFORDSHIRE = "E10000015"


def values(holdings, one, aim):
    progress = Measures(holdings).progress_of(one, aim)
    assert progress is not None
    return [(reading.label, reading.value) for reading in progress.readings]


def test_without_a_measure_there_is_no_progress():
    assert Measures(inspection_factories.holdings()).progress_of(THIRD, None) is None


def test_a_key_question_is_read_from_the_inspections_under_the_same_framework():
    held = inspection_factories.holdings()
    own = shipped("hertfordshire-2018")
    again = replace(own, id="later", published=PublicationDate("2020-03-01"))
    later = PublicationDate("2021-03-01")
    elsewhere = replace(again, id="other", published=later, framework="hmip-2012")
    both = replace(held, catalogue=replace(held.catalogue, inspections=(own, again, elsewhere)))

    assert values(both, THIRD, THIRD.earlier_measure) == [
        ("inspection of 20 September 2018", 69),
        ("inspection of 1 March 2020", 69),
    ]
    before = replace(both, as_of=dt.date(2020, 2, 29))
    assert len(values(before, THIRD, THIRD.earlier_measure)) == 1


@pytest.mark.parametrize(
    ("better", "latest"), [(Better.LOWER, ("Bedford", 156)), (Better.HIGHER, ("Central", 93))]
)
def test_of_several_authorities_the_one_furthest_from_the_target_decides(
    shipped_holdings, better, latest
):
    one = recommendation(service="bedfordshire")

    label, value = values(shipped_holdings, one, replace(ENTRANTS, better=better))[-1]

    assert latest[0] in label
    assert value == latest[1]
    alone = replace(ENTRANTS, area_code="E06000056")
    assert values(shipped_holdings, one, alone)[-1] == (label.partition(",")[0], 93)


def test_an_authority_without_figures_does_not_end_the_row(shipped_holdings):
    one = recommendation(service="west-mercia")

    label, value = values(shipped_holdings, one, ENTRANTS)[-1]

    assert label.endswith(", Herefordshire")
    assert value == 115


def test_an_indicator_is_read_for_the_authority_of_the_service_as_far_as_it_was_published(
    shipped_holdings,
):
    held = replace(shipped_holdings, as_of=dt.date(2020, 11, 1))

    found = values(held, recommendation(), ENTRANTS)

    assert found[-3:] == [
        ("year ending December 2017", 287),
        ("year ending December 2018", 210),
        ("year ending December 2019", 192),
    ]
    progress = Measures(held).progress_of(recommendation(), ENTRANTS)
    assert progress is not None
    assert progress.periods_met == 1


def meeting(number, day, compared, *warnings, held=True, service=SERVICE):
    shown = tuple(WarningShown(each, "2017", "High.") for each in warnings)
    return Meeting(
        f"m{number}",
        service,
        day,
        held=held,
        warnings=shown,
        compared=compared,
        core_indicators=4,
    )


def seen(warning, day, service=SERVICE):
    at = dt.datetime.combine(day, dt.time(10), tzinfo=dt.UTC)
    return Acknowledgement(f"{warning}-{day}", service, warning, "2017", "mia", "Mia", at, "High.")


def test_board_practice_is_what_each_meeting_saw_and_acknowledged_in_time():
    march, june = dt.date(2019, 3, 5), dt.date(2019, 6, 1)
    items = [
        meeting(1, march, 4, "w1"),
        meeting(2, june, 4, "w1"),
        meeting(3, dt.date(2019, 5, 1), 4, held=False),
        meeting(4, dt.date(2019, 5, 2), 4, service="essex"),
        meeting(5, dt.date(2019, 7, 1), 4),
        seen("w1", dt.date(2019, 3, 6)),
        seen("w1", march, "essex"),
    ]
    held = inspection_factories.holdings(TODAY).with_records(records_from((i, 1) for i in items))

    assert values(held, SECOND, SECOND.measure) == [
        ("meeting of 5 March 2019", 80),
        ("meeting of 1 June 2019", 100),
    ]


def test_a_meeting_that_had_nothing_to_see_has_no_reading():
    empty = replace(meeting(1, dt.date(2019, 3, 5), 0), core_indicators=0)
    held = inspection_factories.holdings(TODAY).with_records(records_from([(empty, 1)]))

    assert values(held, SECOND, SECOND.measure) == [("meeting of 5 March 2019", None)]


def test_an_audit_has_only_what_somebody_records():
    audit = measure(kind=MeasureKind.AUDIT, subject="")

    assert values(inspection_factories.holdings(), THIRD, audit) == []


def test_a_measure_of_an_indicator_is_in_its_unit_and_for_an_area_of_the_service(shipped_holdings):
    asked = replace(ENTRANTS, unit="%", area_code=HERTFORDSHIRE, proposed=True)

    assert checked_measure(shipped_holdings, recommendation(), asked) == replace(
        ENTRANTS, area_code=HERTFORDSHIRE
    )


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"area_code": "E10000012"}, 'no area of this service "E10000012"'),
        ({"subject": "luck"}, 'no indicator "luck"'),
        ({"target": -1}, "The target cannot be -1 per 100,000: write a number from 1"),
        ({"baseline": 1e8}, "The baseline cannot be 1e"),
    ],
)
def test_a_measure_that_no_indicator_can_have_is_refused(shipped_holdings, changed, sentence):
    with pytest.raises((UnknownNameError, ChangeRefusedError), match=sentence):
        checked_measure(shipped_holdings, recommendation(), replace(ENTRANTS, **changed))


def test_what_is_proposed_is_where_a_board_begins():
    assert FollowUp("a", "b").measure is None
    assert FIRST.measure is not None
    assert FIRST.measure.proposed
