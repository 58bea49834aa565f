"""How a file of similar areas was read, in words: what was left out of it, and what was meant."""

from collections.abc import Mapping, Sequence

from dashboard.core.sentences import NOTHING, Clause, counted, fill
from dashboard.narrative.imports import rows_words, several_words
from dashboard.narrative.readings import shortened


def remarks_not_read(rows: Sequence[tuple[int, str]]) -> Clause:
    """Return which rows are not read because they name no area: number and text of each."""
    texts = [f'row {row} ("{shortened(text)}")' for row, text in rows]
    return _listed("Not read, because they name no area: {texts}.", texts)


def rows_repeated(rows: Sequence[int]) -> Clause:
    """Return which rows say again what another says; nothing where none does."""
    if not rows:
        return NOTHING
    again = "repeats another and counts" if len(set(rows)) == 1 else "repeat others and count"
    which = rows_words(rows)
    return fill(
        "{rows} {again} once.", rows=f"{which.text[:1].upper()}{which.text[1:]}", again=again
    )


def not_known(names: Sequence[str]) -> Clause:
    """Return which areas are left out because nobody knows them here."""
    return _listed("Left out, because we do not know them: {texts}.", names)


def districts_left_out(number: int) -> Clause:
    """Return how many districts are left out, and why."""
    if not number:
        return NOTHING
    whose = "its" if number == 1 else "their"
    what = counted(number, "district council without figures", "district councils without figures")
    return fill("Left out: {what} of {whose} own.", what=what, whose=whose)


def elsewhere_left_out(number: int) -> Clause:
    """Return how many areas are left out that are no councils of England."""
    if not number:
        return NOTHING
    return fill(
        "Left out: {what} outside England or of another kind.",
        what=counted(number, "area"),
    )


def old_codes(names: Mapping[str, str]) -> Clause:
    """Return which old codes are read as which areas."""
    return _listed("Old codes: {texts}.", [f"{code} is {name}" for code, name in names.items()])


def by_their_time(codes: Mapping[str, str]) -> Clause:
    """Return which of several areas of one name are meant, as the others of the list tell."""
    texts = [f'"{shortened(text)}" as {code}' for text, code in codes.items()]
    return _listed("Read as the area of today: {texts}.", texts)


def nearest_kept(most: int, longest: int) -> Clause:
    """Return that only the nearest neighbours are kept, where an area has more."""
    if longest <= most:
        return NOTHING
    return fill("Of each area the nearest {most} neighbours are kept.", most=str(most))


def quoted(names: Sequence[str]) -> str:
    """Return the first few names of lists as a sentence gives them."""
    return several_words([f'"{shortened(name)}"' for name in names])


def _listed(template: str, texts: Sequence[str]) -> Clause:
    if not texts:
        return NOTHING
    return fill(template, texts=several_words(list(map(shortened, texts))))
