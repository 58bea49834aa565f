"""How the register looks on a page: a line for each recommendation, its details on opening."""

import datetime as dt
from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from dashboard.charts.pipeline import pipeline
from dashboard.charts.theme import Chart
from dashboard.charts.timeline import timeline_chart
from dashboard.core.people import Person
from dashboard.core.register.follow_ups import Status
from dashboard.core.register.standings import Standing
from dashboard.core.remembered import remembered
from dashboard.core.sentences import capital, listed
from dashboard.narrative.register.follow_ups import (
    due_brief,
    late_words,
    next_step,
    owner_brief,
    ownership_words,
    stillness_brief,
    stillness_words,
)
from dashboard.narrative.register.measures import measure_title
from dashboard.narrative.register.recommendations import age_words, shortened
from dashboard.ui import components, navigation, state
from dashboard.ui.owners import action_owners
from dashboard.ui.page import View
from dashboard.usecases.register.recommendations import Entry, Register

# A register of more than these has pages.
ROWS_ON_A_PAGE = 50
# For those who see it; each line says the same in words.
_HEADINGS = (
    '<div class="yj-lines-head" aria-hidden="true"><span>start → doing → done → confirmed, late'
    "</span><span>Recommendation</span><span>Owner</span><span>Next date</span></div>"
)
_STATUSES = {
    Status.NOT_STARTED: ("○", "note"),
    Status.IN_PROGRESS: ("◐", "note"),
    Status.DONE: ("◆", "better"),
    Status.EFFECT_NOT_SHOWN: ("◇", "missing"),
    Status.CONFIRMED: ("✔", "met"),
    Status.CLOSED: ("✕", "note"),
    Status.REOPENED: ("▲", "worse"),
    Status.FOR_OTHERS: ("→", "note"),
}


def status_tags(standing: Standing, *, brief: bool = False) -> str:
    """Return as HTML where a recommendation stands: its status, late and stuck, each in words."""
    symbol, tone = _STATUSES[standing.status]
    tags = [_tag(symbol, tone, standing.status.value)]
    if standing.late:
        tags.append(_tag("▲", "worse", capital(late_words(standing)).text))
    if standing.stuck and brief:
        tags.append(_tag("!", "missing", capital(stillness_brief(standing)).text))
    elif standing.stuck:
        tags.append(_tag("!", "missing", f"Stuck: {stillness_words(standing)}"))
    return f'<span class="yj-states">{"".join(tags)}</span>'


def _tag(symbol: str, tone: str, words: str) -> str:
    return (
        f'<span class="yj-tag yj-state yj-{tone}"><span class="yj-symbol" aria-hidden="true">'
        f"{symbol}</span> {escape(words)}</span>"
    )


def show_list(found: Register) -> None:
    """Show what was found, most urgent first: a line each, which opens on its details."""
    several = len({entry.service.id for entry in found.entries}) > 1
    address = navigation.addresses_of("recommendation")
    rows = "".join(
        _line(entry, several, address(**address_of(entry)))
        for entry in _on_this_page(found.entries)
    )
    components.html(f'{_HEADINGS}<ol class="yj-lines">{rows}</ol>')


def _on_this_page(entries: Sequence[Entry]) -> Sequence[Entry]:
    total = len(entries)
    starts = range(0, total, ROWS_ON_A_PAGE)
    pages = {
        str(number): f"{start + 1} to {min(start + ROWS_ON_A_PAGE, total)} of {total}"
        for number, start in enumerate(starts, start=1)
    }
    if len(pages) == 1:
        return entries
    chosen = int(state.choose("Shown", "page", pages, "1", unknown="page of the register"))
    return entries[(chosen - 1) * ROWS_ON_A_PAGE : chosen * ROWS_ON_A_PAGE]


# An entry stays the same one while nothing about it changes.
@remembered(512)
def _line(entry: Entry, several: bool, address: str) -> str:
    one, standing = entry.recommendation, entry.standing
    drawn = pipeline(standing)
    picture = components.picture(drawn) if drawn else ""
    name = title_of(entry) if several else one.label
    return (
        f'<li><details class="yj-line"><summary><span class="yj-line-way">{picture}'
        f"{status_tags(standing, brief=True)}</span>"
        f'<span class="yj-line-words"><strong>{escape(shortened(one.wording))}</strong>'
        f'<span class="yj-from">{escape(name)}</span></span>'
        f"<span>{escape(owner_brief(standing, owner_name(entry)).text)}</span>"
        f"<span>{escape(due_brief(standing).text)}</span>"
        f"</summary>{_opened(entry, address)}</details></li>"
    )


def _opened(entry: Entry, address: str) -> str:
    one = entry.recommendation
    note = f"<p>{escape(one.wording_note)}</p>" if one.wording_note else ""
    words = "Open it" if entry.standing.for_others else "Open it and follow it up"
    return (
        f'<div class="yj-recommendation"><blockquote class="yj-quote">{escape(one.wording)}'
        f'</blockquote>{note}<dl class="yj-pairs">{pairs(_line_pairs(entry))}</dl>'
        f'<p><a href="{escape(address, quote=True)}" target="_self">{words} →</a></p></div>'
    )


def title_of(entry: Entry) -> str:
    """Return what a recommendation is called: its service and its number."""
    return f"{entry.service.name}, {entry.recommendation.name}"


def address_of(entry: Entry) -> dict[str, str]:
    """Return the choices that open a recommendation's own page."""
    return {"service": entry.service.id, "recommendation": entry.recommendation.id}


def _line_pairs(entry: Entry) -> dict[str, str]:
    one, standing = entry.recommendation, entry.standing
    return {
        "Next": next_step(standing).text,
        **settled_pairs(entry, "Owner and date"),
        "Addressed to": one.addressee,
        **dated_pair(entry),
        "Source": f"{one.source}. {one.where}",
    }


def settled_pairs(entry: Entry, owner_term: str) -> dict[str, str]:
    """Return who owns a recommendation and its measure; of one for others, what was recorded."""
    standing = entry.standing
    held = standing.follow_up
    owner = ownership_words(held, owner_name(entry)).text
    words = {owner_term: owner, "Measure": measure_cell(standing)}
    if not standing.for_others:
        return words
    recorded = {owner_term: held.owner or held.body or held.due, "Measure": standing.progress}
    return {term: said for term, said in words.items() if recorded[term]}


def dated_pair(entry: Entry) -> dict[str, str]:
    """Return when a recommendation was published, or an own action adopted, and how long ago."""
    term = "Adopted" if entry.recommendation.adopts else "Published"
    return {term: published_words(entry)}


def pairs(words: dict[str, str]) -> str:
    """Return terms and what is said of each as the inside of a list of terms, in HTML."""
    return "".join(f"<dt>{escape(t)}</dt><dd>{escape(said)}</dd>" for t, said in words.items())


def published_words(entry: Entry) -> str:
    """Return when a recommendation was published and how long ago that is."""
    age = f"{age_words(entry.age_days)} ago" if entry.age_days else "today"
    return f"{entry.recommendation.published.words}, {age}"


def owner_name(entry: Entry) -> str:
    """Return the name of the person who owns a recommendation, "" for nobody."""
    return entry.owner.name if entry.owner else ""


def measure_cell(standing: Standing) -> str:
    """Return in a few words where the measure of a recommendation stands."""
    if standing.progress is None:
        return "none set"
    proposed = " (proposed)" if standing.progress.measure.proposed else ""
    return f"{measure_title(standing.progress)}{proposed}"


def plain_table(entries: Sequence[Entry]) -> pd.DataFrame:
    """Return the register for a spreadsheet: one row a recommendation, dates as 2018-12-31."""
    return pd.DataFrame([_plain_row(entry) for entry in entries])


def _plain_row(entry: Entry) -> dict[str, object]:
    one, standing = entry.recommendation, entry.standing
    settled, progress = standing.follow_up, standing.progress
    return {
        "Service": entry.service.name,
        "Source": one.source,
        "Where": one.where,
        "Number": one.number,
        "Published": one.published.text,
        "Wording": one.wording,
        "Addressed to": one.addressee,
        "Areas of work": ", ".join(one.areas_of_work),
        "Standards": ", ".join(standard.title for standard in entry.standards),
        "Response": settled.response.value,
        "Owner": owner_name(entry),
        "Partner": settled.body,
        "Status": standing.status.value,
        "Due": settled.due.isoformat() if settled.due else "",
        "First due": settled.original_due.isoformat() if settled.original_due else "",
        "Late": {True: "yes", False: "no", None: "no date"}[standing.late],
        "Stuck": "yes" if standing.stuck else "no",
        "Age in days": entry.age_days,
        "Measure": progress.measure.name if progress else "",
        "Measure, in words": measure_cell(standing),
        "Actions open": len(standing.open_actions),
        "Actions late": len(standing.late_actions),
        "Evidence": len(standing.evidence_held),
        "Missing": listed(standing.missing),
    }


def show_timeline(view: View, found: Register) -> None:
    """Show the actions of all that was found on a line of time, the most urgent ones drawn."""
    drawn = _timeline(found.as_of, view.holdings.records.of(Person), *found.entries)
    if drawn is not None:
        components.chart(drawn, "timeline", "actions.csv", most_rows=ROWS_ON_A_PAGE)


@remembered(16)
def _timeline(as_of: dt.date, people: Mapping[str, Person], *entries: Entry) -> Chart | None:
    actions = [action for entry in entries for action in entry.standing.actions]
    belongs = {
        action.id: f"{title_of(entry)}: {shortened(entry.recommendation.wording)}"
        for entry in entries
        for action in entry.standing.actions
    }
    return timeline_chart(actions, action_owners(people, actions), as_of, belongs)
