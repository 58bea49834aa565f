"""What needs the board as tiles: one number, one short sentence, one way to more."""

from collections.abc import Mapping, Sequence
from html import escape

from dashboard.charts.drawing import Drawing
from dashboard.ui import components, navigation
from dashboard.usecases.overview import Told


def show_tiles(
    told: Sequence[Told], pictures: Mapping[str, Drawing], done: Mapping[str, str]
) -> None:
    """Show sentences as tiles in their order.

    `pictures` are small drawings by a sentence's id, `done` what the board did about its warnings.
    """
    if told:
        tiles = "".join(_tile(each, pictures.get(each.id), done.get(each.id)) for each in told)
        components.html(f'<ul class="yj-needs">{tiles}</ul>')


def _tile(told: Told, picture: Drawing | None, done: str | None) -> str:
    sentence = told.sentence
    address = navigation.address_of(sentence.subject, **sentence.choices)
    lead, rest = sentence.lead or sentence.text, sentence.text.removeprefix(sentence.lead)
    more = f'<p class="yj-need-more">{escape(rest.strip())}</p>' if sentence.lead and rest else ""
    if done:
        more += f'<p class="yj-need-done">{escape(done)}</p>'
    drawn = components.picture(picture) if picture else ""
    return (
        f'<li class="yj-need yj-need-{sentence.tone.name.lower()}">'
        f"{components.tag(sentence.tone)}{_number(sentence.number)}{drawn}"
        f'<p class="yj-need-lead"><a href="{escape(address, quote=True)}" target="_self">'
        f'{escape(lead)}</a> <span aria-hidden="true">→</span></p>{more}</li>'
    )


def _number(number: str) -> str:
    # The sentence has the same number, so those who hear the page hear it once.
    return f'<p class="yj-need-number" aria-hidden="true">{escape(number)}</p>' if number else ""
