"""How does every indicator stand?"""

from functools import partial

from dashboard.narrative.published.figures import all_old_words
from dashboard.narrative.published.glance import ATTENTION_HEADINGS, glance_sentence
from dashboard.narrative.published.indicator_rows import KEY
from dashboard.pages.indicators import glance
from dashboard.ui import components, notes, state
from dashboard.ui.page import View, page
from dashboard.usecases.published.glance import Glance, read_glance

EVERYTHING = "all"


def chosen_parts(found: Glance) -> list[str]:
    options = {EVERYTHING: "Everything"} | ATTENTION_HEADINGS
    chosen = state.choose("Show", "show", options, EVERYTHING, unknown="group of indicators")
    if chosen == EVERYTHING:
        return list(found.by_attention)
    return [chosen]


def show_indicators(found: Glance, view: View) -> None:
    targets = glance.any_target(found.readings)
    parts = {part: found.by_attention.get(part, ()) for part in chosen_parts(found)}
    for part, readings in parts.items():
        if readings:
            glance.show_part(part, readings, view.holdings.as_of, targets=targets)
        else:
            components.muted("None of the figures of this service stands like that.")
    components.muted(KEY.text)
    if view.is_open and not targets:
        components.muted("No target is set for any of these indicators.")
    shown = [reading for readings in parts.values() for reading in readings]
    notes.add_comparisons(view.holdings, [reading.comparison for reading in shown])
    file_name = f"{view.service.id}-indicators-{view.holdings.as_of}.csv"
    table = partial(glance.plain_table, shown, targets=view.is_open)
    components.download(table, file_name, key="indicators_download")


with page("All indicators of {service}") as view:
    found = read_glance(view.holdings, view.service.id)
    compared = [reading.comparison for reading in found.matters]
    components.fact(glance_sentence(compared))
    age = all_old_words(compared, view.holdings.as_of)
    if age:
        components.muted(age.text)
    if found.readings:
        show_indicators(found, view)
