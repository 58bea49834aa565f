"""Small frameworks, inspections and holdings, so that a test shows only what it is about."""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.core.areas import Service
from dashboard.core.inspection.frameworks import (
    Band,
    Basis,
    Domain,
    Framework,
    KeyQuestion,
    Rating,
    Scale,
    Standard,
)
from dashboard.core.inspection.inspections import (
    Inspection,
    InspectionKind,
    Source,
    StandardResult,
)
from dashboard.core.periods import PublicationDate
from dashboard.definitions.catalogue import Catalogue
from dashboard.definitions.inspections import load_frameworks, load_inspections
from dashboard.usecases.holdings import Holdings
from tests.memory_store import MemoryStore

DATA = Path(__file__).resolve().parents[1] / "data"


def scale(edges: Sequence[int], maximum: int) -> Scale:
    """Return the scale whose bands begin at four edges."""
    ends = [edge - 1 for edge in edges[1:]] + [maximum]
    bands = zip(Rating, edges, ends, strict=True)
    return Scale(maximum, tuple(Band(*band) for band in bands))


PERCENT_SCALE = scale([0, 50, 65, 80], 100)
SCALE_OF_36 = scale([0, 7, 19, 31], 36)


def standard(code: str, questions: int = 3, *, counted: bool = True) -> Standard:
    """Return a standard; without questions it is a judgement."""
    return Standard(
        code=code,
        name=f"Standard {code}",
        basis=Basis.CASES if questions else Basis.JUDGEMENT,
        counted=counted,
        key_questions=tuple(
            KeyQuestion(f"{code}.{n}", f"Question {code}.{n}?", f"Question {n}")
            for n in range(1, questions + 1)
        ),
    )


def framework(*standards: Standard, **changes: Any) -> Framework:
    """Return a framework of one domain with the given standards; twelve judgements by default."""
    given = standards or tuple(standard(f"1.{n}", 0) for n in range(1, 13))
    content: dict[str, Any] = {
        "id": "some-framework",
        "title": "Some framework",
        "publisher": "Somebody",
        "used_from": PublicationDate("2018"),
        "arithmetic": True,
        "explanation": "",
        "authored_by": "a test",
        "reviewed_on": dt.date(2026, 1, 1),
        "source_url": "",
        "sources": (),
        "not_verified": (),
        "domains": (Domain("1", "Some domain", "Some work", given),),
        "key_question_scale": PERCENT_SCALE,
        "overall_scales": (SCALE_OF_36,),
    }
    return Framework(**content | changes)


def inspection(*results: StandardResult, **changes: Any) -> Inspection:
    """Return an inspection of Hertfordshire with the given results."""
    content: dict[str, Any] = {
        "id": "some-inspection",
        "service": "hertfordshire",
        "framework": "some-framework",
        "kind": InspectionKind.SINGLE,
        "published": PublicationDate("2018-09-20"),
        "source": Source("Some report"),
        "standards": results,
    }
    return Inspection(**content | changes)


def result(code: str, *percentages: int, published: Rating | None = None) -> StandardResult:
    """Return a standard's result with percentages for its first key questions."""
    by_code = {f"{code}.{n}": value for n, value in enumerate(percentages, start=1)}
    return StandardResult(code, published, by_code)


def results_totalling(total: int) -> tuple[StandardResult, ...]:
    """Return published ratings of twelve judgements that add up to a total."""
    points = [min(3, max(0, total - 3 * place)) for place in range(12)]
    ratings = list(Rating)
    return tuple(StandardResult(f"1.{n}", ratings[p]) for n, p in enumerate(points, start=1))


SERVICE_NAMES = (
    "hertfordshire",
    "essex",
    "northamptonshire",
    "surrey",
    "ceredigion",
    "bromley",
    "blackpool",
)


def service(service_id: str) -> Service:
    return Service(
        id=service_id,
        name=service_id.title(),
        code="",
        country="England",
        region="",
        police_area="",
        area_codes=(),
    )


@cache
def shipped_frameworks() -> Mapping[str, Framework]:
    return load_frameworks(DATA / "definitions" / "frameworks")


@cache
def shipped_inspections() -> tuple[Inspection, ...]:
    class Everybody(frozenset[str]):
        def __contains__(self, item: object) -> bool:
            return True

    return load_inspections(DATA / "inspections", shipped_frameworks(), Everybody())


def shipped(inspection_id: str) -> Inspection:
    return next(i for i in shipped_inspections() if i.id == inspection_id)


def holdings(as_of: dt.date = dt.date(2026, 1, 1)) -> Holdings:
    """Return the shipped inspections of a few services, and no figures."""
    return Holdings(
        Catalogue(
            areas={},
            services={name: service(name) for name in SERVICE_NAMES},
            indicators={},
            comparator_models={},
            frameworks=shipped_frameworks(),
            inspections=tuple(i for i in shipped_inspections() if i.service in SERVICE_NAMES),
        ),
        MemoryStore(),
        as_of,
    )
