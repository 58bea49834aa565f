"""One door for definition files: TOML or CSV in, validated core dataclasses out."""

import csv
import datetime as dt
import tomllib
from collections.abc import Hashable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from dashboard.errors import DashboardError, DefinitionError

T = TypeVar("T")


def load_toml(path: Path, kind: type[T], **known: object) -> T:
    """Return what a TOML file defines, as one core object.

    `known` are fields that the file does not say itself, such as an id that is the file's name.

    Raises:
        DefinitionError: naming the file and the key that is unknown, absent or impossible.
    """
    return validated(parsed(path) | known, kind, path.name)


def parsed(path: Path) -> dict[str, Any]:
    """Return what stands in a TOML file, not yet validated.

    Raises:
        DefinitionError: naming the file, if it is not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DefinitionError.at(path.name, "syntax", str(error), "mend the TOML") from error


def validated(content: Mapping[str, Any], kind: type[T], file: str, where: str = "") -> T:
    """Return parsed content as one core object; unknown keys are refused at every depth.

    Raises:
        DefinitionError: naming the file, the place in it and what to do.
    """
    try:
        holder: Any = _holder(cast(Hashable, kind)).model_validate({"content": content})
    except ValidationError as error:
        raise _first_fault(error, file, where) from error
    except DashboardError as error:
        raise DefinitionError.at(file, where or "content", str(error), "correct it") from error
    result: T = holder.content
    return result


def rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row of a CSV file with its number as a spreadsheet counts it (header is 1)."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from enumerate(csv.DictReader(file), start=2)


@cache
def _holder(kind: Any) -> type[BaseModel]:
    # The model's configuration reaches the standard-library dataclasses below it, so that the
    # core needs no pydantic and still refuses keys it does not know.
    config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)
    return create_model("Holder", __config__=config, content=(kind, ...))


_ADVICE = {
    "extra_forbidden": ("is not a known key", "correct or remove it"),
    "unexpected_keyword_argument": ("is not a known key", "correct or remove it"),
    "missing": ("is missing", "add it"),
}


def _first_fault(error: ValidationError, file: str, where: str) -> DefinitionError:
    fault = error.errors(include_url=False)[0]
    place = ".".join(str(part) for part in fault["loc"][1:]) or where or "content"
    place = f"{where}, {place}" if where and place != where else place
    wrong, advice = _ADVICE.get(fault["type"], (_reason(fault), "correct it"))
    return DefinitionError.at(file, place, wrong, advice)


def _reason(fault: Any) -> str:
    given = fault.get("input")
    shown = (
        f' (it is "{str(given)[:60]}")' if isinstance(given, str | int | float | dt.date) else ""
    )
    return str(fault["msg"]).removeprefix("Value error, ") + shown
