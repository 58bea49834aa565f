"""What would change the rating?"""

import datetime as dt

from dashboard.core.inspection.what_if import read_change
from dashboard.errors import DashboardError
from dashboard.narrative.inspection.firmness import headroom_sentence
from dashboard.narrative.inspection.frameworks import known_standards_words
from dashboard.narrative.inspection.ratings import no_inspection_words
from dashboard.pages.what_if import suppositions
from dashboard.ui import components, ratings, state
from dashboard.ui.page import View, page
from dashboard.usecases.inspection.ratings import NoInspection, RatingsReading, read_ratings


def read_asked(view: View) -> RatingsReading | NoInspection:
    try:
        changes = {code: read_change(text) for code, text in state.supposed().items()}
        return read_ratings(view.holdings, view.service.id, changes)
    except DashboardError as error:
        state.refuse_supposed(error)
        return read_ratings(view.holdings, view.service.id)


def show_answer(reading: RatingsReading, as_of: dt.date) -> None:
    if reading.supposed is None:
        ratings.overall(reading.derived, as_of, [headroom_sentence(reading.derived).words])
        components.lead("Change a judgement or a percentage below to see what would follow.")
        return
    suppositions.answer(reading.supposed)
    state.reset_supposed("Start again from the published ratings")


def show_what_if(view: View) -> None:
    reading, as_of = read_asked(view), view.holdings.as_of
    if isinstance(reading, NoInspection):
        components.lead(no_inspection_words(reading.as_of).text)
        components.muted("Choose another service or a later date above.")
        return
    if not reading.framework.complete:
        ratings.overall(reading.derived, as_of)
        components.lead(
            "We do not know how the standards make the overall rating, so there is nothing to "
            "change."
        )
        components.muted(known_standards_words(reading.framework).text)
        return
    if not reading.inspection.has_standards:
        ratings.overall(reading.derived, as_of)
        components.lead(
            "We do not have the ratings of its standards, so there is nothing to change here. "
            "Choose another service above, for example Hertfordshire."
        )
        return
    show_answer(reading, as_of)
    components.muted("This is arithmetic only: inspectors may use their judgement.")
    suppositions.boxes(reading.as_published, reading.supposed)
    suppositions.result(reading.as_published, reading.supposed)


with page("What would change the rating of {service}?") as view:
    show_what_if(view)
