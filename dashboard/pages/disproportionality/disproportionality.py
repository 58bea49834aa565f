"""Are some groups of children counted more often than their number living here explains?"""

from dashboard.core.sentences import lower_first
from dashboard.pages.disproportionality.every import show_every
from dashboard.pages.disproportionality.parts import (
    EVERY_MEASURE,
    GroupsChosen,
    choose_measure,
    choose_one,
    show_comparison,
)
from dashboard.ui import changes, components, navigation
from dashboard.ui.local_empty import how_to_load
from dashboard.ui.page import View, page
from dashboard.usecases.own.area_teams import area_teams
from dashboard.usecases.own.disproportionality import (
    ComparableCounts,
    comparable_counts,
    read_disproportionality,
)


def show_nothing_to_compare(view: View, counts: ComparableCounts) -> None:
    components.lead(f"{counts.service.name} has no count of children by group to compare yet.")
    components.muted(
        "It takes a quarter's counts by ethnicity, sex or care status. It also takes the number of "
        "children aged 10 to 17 who live here, by the same groups. The template has a column for "
        "the group."
    )
    if view.is_now:
        how_to_load(view)
    navigation.link_to("data", "How small numbers are protected", section="small-numbers")


def show_not_by_group(chosen: GroupsChosen, place: str) -> None:
    components.lead(
        f"{chosen.indicator.name}: no counts by {lower_first(chosen.dimension.name)} for {place}."
    )
    components.muted("Choose something else above, or load the counts by group for each quarter.")


def show_one(view: View, chosen: GroupsChosen) -> None:
    teams = area_teams(view.holdings, view.service.id)
    place = teams[chosen.place].name if chosen.place else view.service.name
    found = read_disproportionality(
        view.holdings,
        view.service.id,
        chosen.mode,
        chosen.indicator.id,
        chosen.dimension,
        chosen.place,
        chosen.reference,
        together=chosen.together,
    )
    if found is None:
        show_not_by_group(chosen, place)
    else:
        show_comparison(found, place)


with page("Disproportionality in {service}") as view:
    changes.tell_what_was_done()
    counts = comparable_counts(view.holdings, view.service.id)
    if not counts.indicators:
        show_nothing_to_compare(view, counts)
    else:
        measure, place = choose_measure(view, counts)
        if measure == EVERY_MEASURE:
            show_every(view, place)
        else:
            show_one(view, choose_one(counts, measure, place))
