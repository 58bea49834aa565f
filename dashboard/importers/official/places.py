"""Places as official tables name them: matched by code, name or alias, and never guessed."""

from collections.abc import Collection

from dashboard.core.area_names import AreaNameError, AreaNames
from dashboard.core.areas import Area, AreaType
from dashboard.core.periods import Period
from dashboard.errors import Problem
from dashboard.importers.imported import Known
from dashboard.importers.official.printed import without_remarks

LOCAL_TABLES = (AreaType.LOCAL_AUTHORITY, AreaType.REGION, AreaType.COUNTRY)


# Beyond so many names the file is another than it seems, and looking for the nearest takes time.
_MOST_NEAREST = 100


class OfficialPlaces:
    """The places of some types that a table may name, the first type being what it is made for."""

    def __init__(self, known: Known, types: Collection[AreaType]) -> None:
        self._names = [AreaNames(known.areas.values(), each) for each in types]
        self._refusals: dict[str, AreaNameError] = {}

    def named(self, text: str) -> tuple[Area, ...]:
        """Return every place that goes by a text; several are namesakes of different years.

        Raises:
            AreaNameError: if none does.
        """
        name = without_remarks(text)
        for names in self._names:
            if names.knows(name):
                return names.named(name)
        if name not in self._refusals:
            self._refusals[name] = self._refusal(name)
        raise self._refusals[name]

    def _refusal(self, name: str) -> AreaNameError:
        if len(self._refusals) < _MOST_NEAREST:
            try:
                self._names[0].named(name)
            except AreaNameError as error:
                return error
        return AreaNameError(name, "is not known either", "write its code or its name in full")


def place_in(namesakes: Collection[Area], period: Period) -> Area | None:
    """Return the one place that a name means in a period; None where the year leaves it open.

    Of namesakes it is the one that existed at the end of the period. A place without namesakes is
    meant in every year, so that a figure for a year in which it was abolished is seen as one.
    """
    if len(namesakes) > 1:
        namesakes = [area for area in namesakes if area.existed_in(period)]
    return next(iter(namesakes)) if len(namesakes) == 1 else None


def name_problem(row: int, column: str, error: AreaNameError) -> Problem:
    """Return the problem of a row whose place is not known."""
    return Problem(row, column, error.given, error.reason, error.advice)


def year_problem(row: int, namesakes: Collection[Area], period: Period) -> Problem:
    """Return the problem of a figure whose place its year does not decide."""
    names = " or ".join(f"{area.code} ({area.name})" for area in namesakes)
    given = next(iter(namesakes)).name
    reason = f"stands for none or for several areas in the {period.label}"
    return Problem(row, "area", given, reason, f"write the code or name of {names}")
