"""Places as official tables name them: by code, number or name, and never guessed."""

import re
from collections.abc import Collection

from dashboard.core.area_names import AreaNames, unknown_names
from dashboard.core.areas import Area, AreaType
from dashboard.core.periods import Period
from dashboard.errors import Problem
from dashboard.importers.imported import Known
from dashboard.importers.official.printed import without_remarks

LOCAL_TABLES = (AreaType.LOCAL_AUTHORITY, AreaType.REGION, AreaType.COUNTRY)
_NAMES_SHOWN = 8


class OfficialPlaces:
    """The places of some types that a table may name, the first type being what it is made for.

    Names that we do not know are kept until the table is read: only then is it clear whether one
    is a slip of an area that the table does not name otherwise, or an area of its own.
    """

    def __init__(self, known: Known, types: Collection[AreaType]) -> None:
        self._names = [AreaNames(known.areas.values(), each) for each in types]
        self._met: dict[tuple[str, str, str], tuple[Area, ...]] = {}
        self._unknown: dict[str, list[tuple[int, str]]] = {}
        self._contradictions: list[Problem] = []
        self._notes: dict[str, None] = {}

    def at(
        self, row: int, column: str, text: str, code: str = "", number: str = ""
    ) -> tuple[Area, ...]:
        """Return every place that a row names; several are namesakes of different years.

        An ONS code decides, or else a number of the Department for Education. There is none for a
        place that we do not know, or where number and name contradict each other; `settled` says
        what follows from either.
        """
        key = (text, code, number)
        if key not in self._met:
            self._met[key] = self._found(row, column, *key)
        elif not self._met[key] and (name := without_remarks(text) or code) in self._unknown:
            self._unknown[name].append((row, column))
        return self._met[key]

    def knows(self, text: str) -> bool:
        """Return whether any place goes by a name or code."""
        return bool(self._named(without_remarks(text)))

    def renewed(self, area: Area) -> Area | None:
        """Return the area that took over an abolished one's name, or None: see `AreaNames`."""
        return self._names[0].renewed(area)

    def settled(self) -> tuple[list[Problem], list[str]]:
        """Return what is wrong with the places named, and the notes on what was left out.

        A name that we do not know and that is no slip is left out: new councils come every few
        years. A table of which we do not know a fifth is another one than it seems.
        """
        problems = list(self._contradictions)
        named = {area.code for areas in self._met.values() for area in areas}
        found = unknown_names(self._unknown, len(named), self._names, named)
        if found.too_many:
            return [*problems, self._another_file()], []
        for text, meant in found.slips.items():
            problems += [_slip(row, column, text, meant) for row, column in self._unknown[text]]
        names = [name or "(no name)" for name in self._unknown if name not in found.slips]
        return problems, [*self._notes, *([_left_out(names)] if names else [])]

    def _found(self, row: int, column: str, text: str, code: str, number: str) -> tuple[Area, ...]:
        name = without_remarks(text)
        named, numbered = self._named(name), self._numbered(number)
        by_code = self._named(code) if _is_code(code) else ()
        meant = by_code or ((numbered,) if numbered else ())
        if meant and named and not set(meant) & set(named):
            given = f"code {code}" if by_code else f"number {meant[0].la_number}"
            self._contradictions.append(_contradiction(row, column, meant[0], name, given))
            return ()
        if by_code:
            return by_code
        if numbered and name and not named:
            self._say(f"{name} is taken as {numbered.name}, by its number {numbered.la_number}.")
        if named and _is_code(code):
            self._say(f"{name} is taken by its name, because we do not have its code {code}.")
        found = (numbered,) if numbered else named or self._of_old_code(code)
        if not found:
            self._unknown.setdefault(name or code, []).append((row, column))
        return found

    def _named(self, name: str) -> tuple[Area, ...]:
        return next((names.named(name) for names in self._names if names.knows(name)), ())

    def _numbered(self, number: str) -> Area | None:
        digits = re.fullmatch(r"(\d{3})(\.0)?", number)
        found = (names.numbered(int(digits[1])) for names in self._names) if digits else ()
        return next(filter(None, found), None)

    def _of_old_code(self, code: str) -> tuple[Area, ...]:
        renewed = self._names[0].of_old_code(code)
        if renewed is None:
            return ()
        old = f"{code} is an old code of {renewed.name}"
        self._say(f"{old}: its figures are taken under {renewed.code}.")
        return (renewed,)

    def _say(self, note: str) -> None:
        self._notes[note] = None

    def _another_file(self) -> Problem:
        names = list(self._unknown)
        shown = ", ".join(names[:_NAMES_SHOWN])
        reason = f"are {len(names):,} areas that we do not know, more than a fifth of all it names"
        column = next(iter(self._unknown.values()))[0][1]
        return Problem(None, column, shown, reason, "check that this is the file you mean")


def place_in(namesakes: Collection[Area], period: Period) -> Area | None:
    """Return the one place that a name means in a period; None where the year leaves it open.

    Of namesakes it is the one that existed at the end of the period. A place without namesakes is
    meant in every year, so that a figure for a year in which it was abolished is seen as one.
    """
    if len(namesakes) > 1:
        namesakes = [area for area in namesakes if area.existed_in(period)]
    return next(iter(namesakes)) if len(namesakes) == 1 else None


def _is_code(code: str) -> bool:
    return bool(re.fullmatch(r"[A-Z]\d{8}", code.upper()))


def _slip(row: int, column: str, text: str, meant: Collection[Area]) -> Problem:
    names = " or ".join(f"{area.name} ({area.code})" for area in meant)
    kind = next(iter(meant)).area_type
    return Problem(row, column, text, f"is not a known {kind}", f"did you mean {names}?")


def _left_out(names: list[str]) -> str:
    more = f" and {len(names) - _NAMES_SHOWN} more" if len(names) > _NAMES_SHOWN else ""
    shown = ", ".join(names[:_NAMES_SHOWN])
    return f"Rows of areas that we do not know yet were left out: {shown}{more}."


def _contradiction(row: int, column: str, meant: Area, name: str, given: str) -> Problem:
    reason = f"is another area than its {given}, which is {meant.name}"
    return Problem(row, column, name, reason, "correct the one that is wrong")
