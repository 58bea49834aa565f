"""A full inspection as TOML, in the layout of those that ship."""

import re
import tomllib

from dashboard.definitions.inspections import checked, inspection_from
from dashboard.errors import DefinitionError, ImportRefusedError, Problem
from dashboard.importers.imported import Imported, Known, Layout

INSPECTION_FILE = Layout("inspection", "Full inspection (TOML)")
LARGEST_BYTES = 1_000_000
_SUFFIX = ".toml"
_MOST_KEY_PARTS = 50
_KEY_LIKE = re.compile(r"[\w.\"'-]+")


def is_inspection_file(file_name: str) -> bool:
    """Return whether a file is meant as a full inspection; a spreadsheet tells it by its bytes."""
    return file_name.lower().endswith(_SUFFIX)


def read_inspection_file(content: bytes, file_name: str, known: Known) -> Imported:
    """Return the inspection that a TOML file tells of, checked against its framework.

    Raises:
        ImportRefusedError: naming the key that is unknown, absent or impossible.
    """
    if known.chosen.sheet or known.chosen.columns:
        raise _refused(file_name, "file", "has no sheets and columns", "leave the choice out")
    if len(content) > LARGEST_BYTES:
        raise _refused(file_name, "file", f"is larger than {LARGEST_BYTES:,} bytes", "shorten it")
    try:
        text = content.decode("utf-8-sig")
        if _has_deep_key(text):
            raise _refused(file_name, "file", "has a key of too many parts", "shorten it")
        parsed = tomllib.loads(text)
    # A number of thousands of digits is a mere ValueError, of which the others are kinds.
    except (ValueError, RecursionError) as error:
        wrong = f"is no TOML in UTF-8 ({' '.join(str(error).split())[:120]})"
        raise _refused(file_name, "file", wrong, "mend it there") from error
    name = f"{parsed.get('service', '')}-{str(parsed.get('published', ''))[:4]}"
    inspection_id = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    try:
        inspection = inspection_from(parsed, inspection_id, file_name)
        inspection = checked(inspection, known.frameworks, known.services, file_name)
    except DefinitionError as error:
        fault = error.fault
        raise _refused(file_name, fault.where, fault.wrong, fault.advice) from error
    return Imported(
        inspections=(inspection,),
        title=f"Inspection of {known.services[inspection.service].name}",
        publisher=inspection.source.publisher,
    )


def _has_deep_key(text: str) -> bool:
    # The parser takes the square of their number in time: minutes for a small file of dots.
    return any(
        sum(1 for part in run.split(".") if part) > _MOST_KEY_PARTS
        for line in text.splitlines()
        if line.count(".") >= _MOST_KEY_PARTS
        for run in _KEY_LIKE.findall(line.replace(" ", "").replace("\t", ""))
    )


def _refused(file: str, where: str, reason: str, advice: str) -> ImportRefusedError:
    return ImportRefusedError(file, [Problem(None, where, "", reason, advice)])
