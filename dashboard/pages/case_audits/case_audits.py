"""What would the inspectors' rules make of the service's own case audits?"""

from dashboard.core.people import Deed
from dashboard.core.sentences import listed
from dashboard.narrative.performance.case_audits import MONTHLY_ONLY, no_audits_words
from dashboard.pages.case_audits import rehearsal
from dashboard.ui import changes, components, disclosure, navigation
from dashboard.ui.area_teams import choose_place
from dashboard.ui.local_empty import how_to_load
from dashboard.ui.page import View, page
from dashboard.usecases.own.area_teams import area_teams
from dashboard.usecases.own.case_audits import NoAudits, read_case_audits


def show_absence(view: View, absent: NoAudits) -> None:
    components.lead(no_audits_words(absent.service.name).text)
    if absent.monthly:
        components.muted(MONTHLY_ONLY.text)
    titles = listed([framework.title for framework in absent.frameworks])
    components.muted(f"Audit cases by the inspectors' key questions ({titles}).")
    if changes.may(view, Deed.IMPORT):
        _say_how_to_fill_in()
    if view.is_now:
        how_to_load(view)
    navigation.link_to("ratings", "See how inspectors rated the service")


def _say_how_to_fill_in() -> None:
    components.muted(
        "The template for the service's own figures has a row for each key question. For each "
        "quarter, enter how many cases were audited and how many met it. Nothing about a single "
        "child or case is entered."
    )


with page("Case audits of {service}") as view:
    changes.tell_what_was_done()
    place = choose_place(area_teams(view.holdings, view.service.id))
    mode = disclosure.mode_in_view()
    reading = read_case_audits(view.holdings, view.service.id, mode, place)
    if isinstance(reading, NoAudits):
        show_absence(view, reading)
    else:
        rehearsal.answer(reading)
        rehearsal.tiles(reading)
        rehearsal.not_rated(reading)
        rehearsal.picture(reading)
        rehearsal.as_table(reading)
        rehearsal.by_quarter(reading)
        navigation.link_to("ratings", "See how inspectors rated the service")
        rehearsal.method(reading)
