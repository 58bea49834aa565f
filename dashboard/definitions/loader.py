"""One door for definition files: TOML or CSV in, validated core dataclasses out."""

import csv
import datetime as dt
import io
import tomllib
from collections.abc import Collection, Hashable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from dashboard.core.rules import ImpossibleValueError
from dashboard.errors import DashboardError, DefinitionError

T = TypeVar("T")


def load_toml(path: Path, kind: type[T], **known: object) -> T:
    """Return what a TOML file defines, as one core object.

    `known` are fields that the file does not say itself, such as an id that is the file's name.

    Raises:
        DefinitionError: naming the file and the key that is unknown, absent or impossible.
    """
    return validated(parsed(path) | known, kind, path.name)


def dated(content: Mapping[str, Any], keys: Collection[str] = ("published",)) -> dict[str, Any]:
    """Return parsed content with its dates of publication as their schema wants them."""
    return dict(content) | {key: {"text": str(content[key])} for key in keys if key in content}


def load_dated(path: Path, kind: type[T], **known: object) -> T:
    """Return what a TOML file with a date of publication defines, as `load_toml` does.

    Raises:
        DefinitionError: as `load_toml`.
    """
    return validated(dated(parsed(path)) | known, kind, path.name)


def parsed(path: Path) -> dict[str, Any]:
    """Return what stands in a TOML file, not yet validated.

    Raises:
        DefinitionError: naming the file, if it is not TOML or cannot be read.
    """
    try:
        return tomllib.loads(content_of(path).decode("utf-8"))
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
    except ImpossibleValueError as error:
        place = f"{where}, {error.key}" if where else error.key
        raise DefinitionError.at(file, place, error.wrong, error.advice) from error
    except DashboardError as error:
        raise DefinitionError.at(file, where or "content", str(error), "correct it") from error
    result: T = holder.content
    return result


def content_of(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        DefinitionError: naming the file, if it is missing or cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise DefinitionError.at(path.name, "file", "is missing", "restore it") from error
    except OSError as error:
        wrong = f"cannot be read ({error.strerror})"
        raise DefinitionError.at(path.name, "file", wrong, "restore it") from error


def files_defining(kind: str, folder: Path) -> list[Path]:
    """Return the TOML files of a folder, each of which defines one thing of a kind, by name.

    Raises:
        DefinitionError: naming the folder, if it holds none or is missing.
    """
    found = sorted(folder.glob("*.toml"))
    if not found:
        raise DefinitionError.at(f"{folder.name}/", "folder", f"holds no {kind}", "restore it")
    return found


def rows(path: Path, columns: Collection[str]) -> list[tuple[int, dict[str, str]]]:
    """Return each row of a CSV file with its number as a spreadsheet counts it (header is 1).

    Blank rows are left out. The table may have more columns than the ones asked for.

    Raises:
        DefinitionError: naming the file, and the row, of what is no CSV file in UTF-8, lacks one
            of the columns, has more or fewer cells than the header, or holds nothing.
    """
    header, *records = _records(path) or [[]]
    for name in columns:
        if name not in header:
            wrong = f'has no column "{name}"'
            raise DefinitionError.at(path.name, "row 1", wrong, "restore the header")
    if len(set(header)) < len(header):
        raise DefinitionError.at(path.name, "row 1", "names a column twice", "restore the header")
    numbered = [(n, cells) for n, cells in enumerate(records, start=2) if any(cells)]
    for number, cells in numbered:
        if len(cells) != len(header):
            wrong = f"has {len(cells)} cells where the header has {len(header)}"
            raise DefinitionError.at(path.name, f"row {number}", wrong, "mend the row")
    if not numbered:
        raise DefinitionError.at(path.name, "file", "holds no rows", "restore it")
    return [(number, dict(zip(header, cells, strict=True))) for number, cells in numbered]


def _records(path: Path) -> list[list[str]]:
    content = content_of(path)
    if not content.strip():
        raise DefinitionError.at(path.name, "file", "is empty", "restore it")
    if b"\x00" in content:
        raise DefinitionError.at(path.name, "file", "holds NUL characters", "save it again as CSV")
    try:
        text = content.decode("utf-8-sig")
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except UnicodeDecodeError as error:
        advice = 'save it as "CSV UTF-8"'
        raise DefinitionError.at(path.name, "file", "is not in UTF-8", advice) from error
    except csv.Error as error:
        wrong = f"is no CSV file ({error})"
        raise DefinitionError.at(path.name, "file", wrong, "save it again as CSV") from error


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
        f' (it is "{" ".join(str(given).split())[:60]}")'
        if isinstance(given, str | int | float | dt.date)
        else ""
    )
    return str(fault["msg"]).removeprefix("Value error, ") + shown
