"""How ratings' headroom, their firmness and the other services' ratings look on a page."""

from collections.abc import Iterable

from dashboard.charts.distribution import distribution_chart
from dashboard.charts.headroom import headroom_chart
from dashboard.charts.reinspection import reinspection_chart
from dashboard.core.inspection.distribution import Distribution
from dashboard.core.inspection.ratings import DerivedRatings
from dashboard.core.inspection.reinspection import Reinspection
from dashboard.narrative.inspection.firmness import (
    LOWER_MAY_BE_LUCK,
    case_basis_words,
    headroom_sentence,
    share_words,
)
from dashboard.ui import components


def close_calls(derived: DerivedRatings, area_of_work: str | None) -> None:
    """Show which question comes closest to a lower grade, and every one on the bands."""
    components.lead(headroom_sentence(derived).text)
    ladder(derived, area_of_work)


def ladder(derived: DerivedRatings, area_of_work: str | None) -> None:
    """Show every key question on the rating bands, and for which the cases are not known."""
    drawn = headroom_chart(derived, area_of_work)
    if drawn is None:
        return
    components.chart(drawn, "headroom", f"{derived.inspection.id}-headroom.csv")
    components.muted(case_basis_words(derived, area_of_work).text)


def reinspection(again: Reinspection, derived: DerivedRatings) -> None:
    """Show how often other cases give the rating: a bar for each model, what it assumes folded."""
    components.muted(LOWER_MAY_BE_LUCK.text)
    inspection = derived.inspection
    drawn = reinspection_chart(again, inspection.name_as_published)
    file_name = f"{inspection.id}-reinspection.csv"
    components.chart(drawn, "reinspection", file_name, table_title="What each bar assumes")
    components.fold(
        f"The same by standard: {again.models[0].model.label.lower()}",
        lambda: components.table(
            _by_standard(again, derived), "Share of tries that give each rating"
        ),
        "again_by_standard",
    )


def _by_standard(again: Reinspection, derived: DerivedRatings) -> list[dict[str, str]]:
    return [
        {
            "Standard": derived.of(code).standard.title,
            "Published": str(derived.of(code).published),
        }
        | {rating.value: share_words(share) for rating, share in shares.items()}
        for code, shares in again.standard_shares.items()
    ]


def spread(every: Iterable[Distribution], services: int) -> None:
    """Show how many services have each rating, each framework apart, without names or ranks."""
    for one in every:
        drawn = distribution_chart(one, services)
        components.chart(drawn, f"spread_{one.framework.id}", f"ratings-{one.framework.id}.csv")
