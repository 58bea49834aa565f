"""Where services stand, by framework, without names and ranks."""

import datetime as dt

from dashboard.core.inspection.distribution import distributions
from dashboard.core.inspection.frameworks import Rating
from dashboard.core.periods import PublicationDate
from tests.inspection_factories import (
    framework,
    inspection,
    shipped_frameworks,
    shipped_inspections,
)

NOW = dt.date(2026, 1, 1)


def rated(service, published, overall, **changes):
    return inspection(
        id=f"{service}-{published}",
        service=service,
        published=PublicationDate(published),
        overall=overall,
        **changes,
    )


def spread(*held, as_of=NOW, service="b"):
    (one,) = distributions(held, {"some-framework": framework()}, service, as_of)
    return one


def test_only_the_latest_inspection_of_each_service_counts():
    one = spread(rated("a", "2019", Rating.INADEQUATE), rated("a", "2021", Rating.GOOD))

    assert one.held == 1
    assert one.counts[Rating.GOOD] == 1


def test_only_what_had_been_published_by_the_day_counts():
    held = (rated("a", "2019-05", Rating.INADEQUATE), rated("a", "2021", Rating.GOOD))

    assert spread(*held, as_of=dt.date(2020, 1, 1)).counts[Rating.INADEQUATE] == 1
    assert distributions(held, {"some-framework": framework()}, "a", dt.date(2019, 5, 30)) == ()


def test_the_own_rating_is_marked_and_absent_where_the_service_has_none():
    held = (rated("a", "2019", Rating.GOOD),)

    assert spread(*held, service="a").own is Rating.GOOD
    assert spread(*held, service="b").own is None


def test_every_rating_is_there_best_first_also_with_none():
    assert list(spread(rated("a", "2019", Rating.GOOD)).counts.items()) == [
        (Rating.OUTSTANDING, 0),
        (Rating.GOOD, 1),
        (Rating.REQUIRES_IMPROVEMENT, 0),
        (Rating.INADEQUATE, 0),
    ]


def test_a_part_of_the_work_is_named_only_where_all_were_rated_for_it():
    part = rated("a", "2025", Rating.GOOD, covers="work with victims")

    assert spread(part).covers == "work with victims"
    assert spread(part, rated("b", "2025", Rating.GOOD)).covers == ""


def test_frameworks_are_never_put_together_and_the_newest_stands_first():
    held = distributions(shipped_inspections(), shipped_frameworks(), "surrey", NOW)

    assert [(one.framework.id, one.held, one.own) for one in held] == [
        ("hmip-2021", 80, Rating.GOOD),
        ("hmip-2018", 31, Rating.INADEQUATE),
        ("hmip-2025", 1, None),
    ]


def test_the_framework_that_the_service_itself_was_rated_under_stands_first():
    held = distributions(shipped_inspections(), shipped_frameworks(), "hertfordshire", NOW)

    assert [one.framework.id for one in held] == ["hmip-2018", "hmip-2025", "hmip-2021"]


def test_a_rating_without_its_day_counts_from_the_last_day_that_it_can_be():
    def rated_under_2025(day):
        held = distributions(shipped_inspections(), shipped_frameworks(), "lambeth", day)
        return next(one.held for one in held if one.framework.id == "hmip-2025")

    assert rated_under_2025(dt.date(2026, 11, 20)) == 3
    assert rated_under_2025(dt.date(2026, 11, 21)) == 7


def test_inspections_without_an_overall_rating_are_not_counted():
    held = distributions(shipped_inspections(), shipped_frameworks(), "northamptonshire", NOW)

    assert "pre-2018" not in [one.framework.id for one in held]
