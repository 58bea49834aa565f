"""A list of inspections as it is published: one row an inspection, with its overall rating."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dashboard.core.area_names import AreaNames, unknown_names
from dashboard.core.areas import AreaType
from dashboard.core.inspection.frameworks import Framework, Rating
from dashboard.core.inspection.inspections import Inspection, InspectionKind
from dashboard.core.inspection.loaded_inspections import identity
from dashboard.core.periods import PublicationDate
from dashboard.core.service_names import ServiceNameError
from dashboard.core.written.days import read_published
from dashboard.core.written.meaning import NotReadError
from dashboard.definitions.inspections import listed_inspection, require_known
from dashboard.errors import DefinitionError, Problem
from dashboard.importers.files.grids import Grid, SentFile
from dashboard.importers.imported import Format, Imported, Known
from dashboard.importers.official.printed import without_remarks
from dashboard.importers.tables.columns import refuse_problems

# What a heading may be called, by the name that it has here; words are parted as `_words` does.
_HEADINGS = {
    "service": (
        *("service", "name", "la name", "local authority", "local authority name", "council"),
        *("youth justice service", "youth justice services", "yjs", "yjs name", "service name"),
        *("youth offending service", "youth offending team", "yos", "yot", "name of service"),
    ),
    "published": (
        *("published", "date", "date published", "publication date", "date of publication"),
        *("report published", "published date", "published on", "report date", "date of report"),
        *("report publication date", "publication"),
    ),
    "overall": ("overall", "overall rating", "rating", "overall judgement", "overall grade"),
    "score": ("score", "overall score", "points", "total score"),
    "percent": (
        *("score percent", "overall score percent", "percent", "percent score"),
        *("score percentage", "percentage", "percentage score", "overall percent"),
    ),
    "max_score": ("max score", "maximum score", "out of", "maximum"),
    "kind": ("kind", "type", "inspection type", "type of inspection"),
    "framework": ("framework",),
    "source": ("source", "address", "report", "link", "url"),
    "note": ("note", "notes"),
}
_NEEDED = ("service", "published", "overall")
_NO_RATING = "The list it came from gives no rating: it is unknown."
_ROWS_BEFORE_THE_HEADER = 15
_LONGEST_HEADING, _LONGEST_NAME = 60, 200
_NAMES_SHOWN = 8
# Each service is inspected every few years; there are about 160.
_MOST_ROWS = 10_000
_UNKNOWN = ("", "n a", "not known", "unknown", "none")
_RATINGS = {
    **{rating.value.lower(): rating.value for rating in Rating},
    **dict.fromkeys(("ri", "req improvement"), Rating.REQUIRES_IMPROVEMENT.value),
}
_KINDS = {
    **{kind.value: kind.value for kind in InspectionKind},
    **dict.fromkeys(("ji", "joint inspection", "yes"), InspectionKind.JOINT.value),
    **dict.fromkeys(("single inspection", "no"), InspectionKind.SINGLE.value),
}
# Behind a name: that other inspectorates came along.
_JOINT = re.compile(
    r"(?:\s*[-\u2013\u2014:,]\s*|\s*\(\s*|\s+(?=JI$))(?:JI|(?i:joint(?: inspection)?))\s*\)?$"
)
_SCORE = re.compile(
    r"(\d{1,3})(?:\.0{1,9})?(?: ?(?:/|of|out of) ?(\d{1,3}))?"
    r"(?: ?\(\d{1,3}(?:\.\d{1,9})? ?%\))?"
)
_PERCENT = re.compile(r"(\d{1,3})(?:\.(\d{1,9}))? ?%?")


def recognises(sent: SentFile) -> bool:
    """Return whether a file has a row of headings that name a service, a date and a rating."""
    return any(_header_of(grid) for grid in sent.grids)


def read(sent: SentFile, known: Known) -> Imported:
    """Return the inspections of a list; a rating that is not given is unknown, and said to be.

    Raises:
        ImportRefusedError: carrying every problem of the list, each with its row.
    """
    grids = sorted(sent.grids, key=lambda grid: grid.hidden)
    grid = next(grid for grid in grids if _header_of(grid))
    header = _header_of(grid)
    if header is None:
        raise ValueError("this file is no list of inspections")
    rows = _rows(grid, header, known, sent.name)
    found = [row for row in rows if isinstance(row, _Row)]
    others = [row for row in rows if isinstance(row, _OfUnknown)]
    problems = [*_not_new(others, found, known), *_twice(found)]
    problems += [row for row in rows if isinstance(row, Problem)]
    if not found and not problems:
        advice = "add a row of a service that we know under the header"
        problems.append(Problem(None, "file", "", "holds no inspection", advice))
    refuse_problems(sent.name, problems, ())
    notes = tuple(_notes(found, [row.name for row in others], header))
    return Imported(
        inspections=tuple(row.inspection for row in found),
        notes=notes,
        title="List of inspections",
        publisher="HM Inspectorate of Probation",
        sheets=(grid.name,),
    )


FORMAT = Format("inspection-list", "List of inspections with overall ratings", recognises, read)


@dataclass(frozen=True)
class _Header:
    row: int
    places: Mapping[str, int]
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class _Row:
    """An inspection of a list; `percent` is a score in per cent as it was written, "" for none."""

    number: int
    inspection: Inspection
    percent: str = ""


@dataclass(frozen=True)
class _OfUnknown:
    """A row of a service that we do not have, such as that of a new council."""

    number: int
    name: str
    given: str


def _header_of(grid: Grid) -> _Header | None:
    for number, cells in grid.cells.head(_ROWS_BEFORE_THE_HEADER).iterrows():
        words = [_words(str(cell)) for cell in cells]
        places = {
            name: words.index(word)
            for name, known in _HEADINGS.items()
            for word in reversed(known)
            if word in words
        }
        if all(name in places for name in _NEEDED):
            others = [str(c) for at, c in enumerate(cells) if c and at not in places.values()]
            return _Header(int(str(number)), places, tuple(others))
    return None


def _words(text: str) -> str:
    """Return a heading or a rating as it is looked up: "Score_%" is "score percent"."""
    plain = text[:_LONGEST_HEADING].casefold().replace("%", " percent ")
    return " ".join(re.findall(r"[a-z0-9]+", plain))


def _rows(
    grid: Grid, header: _Header, known: Known, file: str
) -> list["_Row | _OfUnknown | Problem"]:
    found: list[_Row | _OfUnknown | Problem] = []
    reader, below = _Reader(known), grid.cells[grid.cells.index > header.row]
    if len(below) > _MOST_ROWS:
        reason = (
            f"has {len(below):,} rows, and {_MOST_ROWS:,} are the most of a list of inspections"
        )
        return [Problem(None, "file", file, reason, "send a smaller one")]
    for index, cells in below.iterrows():
        given = {name: str(cells.iloc[at]) for name, at in header.places.items()}
        if any(given.values()):
            given["source"] = given.get("source") or f"A list that was loaded ({file})"
            found += reader.row(int(str(index)), given)
    return found or [Problem(None, "file", "", "holds no inspection", "add a row under the header")]


class _CellError(Exception):
    def __init__(self, reason: str, advice: str) -> None:
        self.reason, self.advice = reason, advice


class _UnknownServiceError(Exception):
    """A name that no service has."""

    def __init__(self, given: str) -> None:
        self.given = given


class _Reader:
    """Reads rows of cells into inspections, with what is known of services and frameworks."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._cells = {
            "service": self._service,
            "published": _published,
            "overall": _overall,
            "kind": _kind,
            "score": _score,
            "percent": _percent,
        }

    def row(self, number: int, given: Mapping[str, str]) -> list["_Row | _OfUnknown | Problem"]:
        content = dict.fromkeys(_HEADINGS, "") | dict(given)
        content["name_as_published"] = content["service"]
        problems: list[_Row | _OfUnknown | Problem] = []
        try:
            content |= _joint(content["service"], content["kind"])
            content |= _in_percent(content["score"], content["percent"])
            for name, understood in self._cells.items():
                try:
                    content[name] = understood(content[name])
                except _CellError as error:
                    text = given.get(name, "")
                    problems.append(Problem(number, name, text, error.reason, error.advice))
        except _UnknownServiceError as error:
            return [_OfUnknown(number, content["name_as_published"], error.given)]
        return problems or [self._inspection(number, content)]

    def _inspection(self, number: int, content: dict[str, str]) -> "_Row | Problem":
        if not content["overall"]:
            content["note"] = f"{content['note']} {_NO_RATING}".strip()
        score, _, most = content["score"].partition("/")
        content |= {"score": score.strip(), "max_score": most.strip() or content["max_score"]}
        percent = content.pop("percent")
        if content["score"] and not content["max_score"]:
            reason, advice = "does not say out of how many points", "write it like 31/36"
            return Problem(number, "score", content["score"], reason, advice)
        try:
            content["framework"] = content["framework"] or _framework(content, percent, self._known)
            framework = self._known.frameworks.get(content["framework"])
            if percent and not content["score"] and framework:
                content |= _points(percent, content["max_score"], framework)
            inspection = listed_inspection(content, "list", f"row {number}")
            frameworks, services = self._known.frameworks, self._known.services
            require_known(inspection, frameworks, services, "list", f"row {number}")
        except _CellError as error:
            return Problem(number, "framework", "", error.reason, error.advice)
        except DefinitionError as error:
            fault = error.fault
            column = fault.where.partition(", ")[2] or "row"
            return Problem(number, column, "", fault.wrong, fault.advice)
        return _Row(number, inspection, percent)

    def _service(self, text: str) -> str:
        names, given = self._known.service_names, text[:_LONGEST_NAME]
        if text and not names.knows(given):
            raise _UnknownServiceError(given)
        try:
            found = names.find(given)
        except ServiceNameError as error:
            raise _CellError("is not a known service", error.advice.rstrip(".")) from error
        if not found.by_own_name:
            # An inspection of another service would be laid to this one.
            advice = f"write {found.service.name}, if that service was inspected"
            raise _CellError(f"is a council of {found.service.name}", advice)
        return found.service.id


def _not_new(
    others: Sequence[_OfUnknown], found: Sequence[_Row], known: Known
) -> Iterator[Problem]:
    """Yield what is wrong with names that no service has, unless they are those of new ones."""
    named = {row.inspection.service for row in found}
    given = dict.fromkeys(row.given for row in others)
    services = AreaNames(known.areas.values(), AreaType.SERVICE)
    unknown = unknown_names(given, len(named), [services])
    if unknown.too_many:
        reason = f"are {len(given):,} services that we do not know, more than a fifth of all"
        advice = "check that this is the file you mean"
        yield Problem(None, "service", ", ".join(list(given)[:_NAMES_SHOWN]), reason, advice)
        return
    advice_on = {text: _advice(text, known) for text in given if text not in unknown.new}
    for row in others:
        if row.given in advice_on:
            reason, advice = "is not a known service", advice_on[row.given]
            yield Problem(row.number, "service", row.name, reason, advice)


def _advice(text: str, known: Known) -> str:
    try:
        known.service_names.find(text)
    except ServiceNameError as error:
        return error.advice.rstrip(".")
    return "write its name as we have it"


def _joint(name: str, kind: str) -> dict[str, str]:
    """Return the name of a service without the remark that other inspectorates came along.

    The remark gives the kind, where the list has none.
    """
    found = _JOINT.search(name[:_LONGEST_NAME])
    if found is None:
        return {}
    return {"service": name[: found.start()].strip(), "kind": kind or InspectionKind.JOINT.value}


def _in_percent(score: str, percent: str) -> dict[str, str]:
    """Return a score that has a percent sign as the percentage it is."""
    is_share = score.endswith("%") and "/" not in score
    return {"score": "", "percent": score} if is_share and not percent else {}


def _published(text: str) -> str:
    try:
        return read_published(text).value.text
    except NotReadError as error:
        raise _CellError(error.reason, error.advice) from error


def _overall(text: str) -> str:
    words = _words(without_remarks(text[:_LONGEST_HEADING]))
    if words in _UNKNOWN:
        return ""
    if words not in _RATINGS:
        ratings = ", ".join(rating.value for rating in Rating)
        advice = f"write one of {ratings}, or leave it empty if it is unknown"
        raise _CellError("is not a rating", advice)
    return _RATINGS[words]


def _kind(text: str) -> str:
    words = _words(text) or InspectionKind.SINGLE.value
    if words not in _KINDS:
        kinds = " or ".join(kind.value for kind in InspectionKind)
        raise _CellError("is not a kind of inspection", f"write {kinds}")
    return _KINDS[words]


def _score(text: str) -> str:
    if _words(text) in _UNKNOWN:
        return ""
    found = _SCORE.fullmatch(text.casefold())
    if found is None:
        raise _CellError("is not a score", "write it like 31/36, or leave it empty")
    return "/".join(part for part in found.groups() if part)


def _percent(text: str) -> str:
    if _words(text) in _UNKNOWN:
        return ""
    found = _PERCENT.fullmatch(text)
    if found is None or int(found[1]) > 100:
        raise _CellError("is not a percentage", "write it like 72.2, or leave it empty")
    return text.rstrip(" %")


def _points(percent: str, maximum: str, framework: Framework) -> dict[str, str]:
    """Return the points that a percentage is, where it is a whole number of them; else none."""
    most = [int(maximum)] if maximum.isdecimal() else [s.maximum for s in framework.overall_scales]
    decimals = len(percent.partition(".")[2])
    fitting = {
        (points, out_of)
        for out_of in map(int, most)
        for points in {round(float(percent) * out_of / 100)}
        if f"{100 * points / out_of:.{decimals}f}" == percent
    }
    if len(fitting) != 1:
        return {"score": "", "max_score": ""}
    points, out_of = fitting.pop()
    return {"score": str(points), "max_score": str(out_of)}


def _framework(content: Mapping[str, str], percent: str, known: Known) -> str:
    """Return the framework of a date; where two were in use, the one that has such a score."""
    published = PublicationDate(content["published"])
    in_use = [one for one in known.frameworks.values() if _was_in_use(one, published)]
    if len(in_use) > 1 and (content["score"] or percent):
        in_use = [one for one in in_use if one.overall_scales] or in_use
    if len(in_use) == 1:
        return in_use[0].id
    choices = " or ".join(one.id for one in in_use) or " or ".join(known.frameworks)
    raise _CellError("does not follow from the date", f"add a column framework with {choices}")


def _was_in_use(framework: Framework, published: PublicationDate) -> bool:
    """Return whether a framework was in use on some day that a date may be."""
    until = framework.used_until
    began = framework.used_from.earliest <= published.latest
    return began and (until is None or published.earliest <= until.latest)


def _twice(rows: list[_Row]) -> Iterator[Problem]:
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        earlier = first.setdefault(identity(row.inspection), row.number)
        if earlier != row.number:
            where = f"keep one: row {earlier} holds the same inspection"
            yield Problem(row.number, "row", row.inspection.service, "is there twice", where)


def _notes(rows: list[_Row], others: list[str], header: _Header) -> Iterator[str]:
    for row in rows:
        name = row.inspection.name_as_published
        if row.inspection.overall is None:
            yield f"Row {row.number} gives no rating of {name}: it is stored as unknown."
        if row.percent and row.inspection.score is None:
            whole = "no whole number of points, so it was left out"
            yield f"Row {row.number} gives a score of {row.percent}% to {name}: {whole}."
    yield from _notes_on_points(
        [row for row in rows if row.percent and row.inspection.score is not None]
    )
    if others:
        names = ", ".join(dict.fromkeys(others))
        yield f"Rows of services that we do not know yet were left out: {names}."
    if header.left_out:
        yield f"Columns that are not taken from a list: {', '.join(header.left_out)}."


def _notes_on_points(rows: list[_Row]) -> Iterator[str]:
    for row in rows[:1]:
        one = row.inspection
        example = f"{row.percent}% is {one.score} of {one.max_score}"
        yield f"Scores in per cent were taken as points ({len(rows)}): {example}."
