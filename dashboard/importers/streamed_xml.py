"""XML of a workbook read as a stream: no document types or entities, no token without an end."""

from collections.abc import Mapping
from typing import Protocol
from xml.parsers import expat

from dashboard.importers.packages import Package, refusal

# Some 170,000 rows of nine cells; a reader takes a second for two million.
MOST_TAGS = 8_000_000
# A tag, a comment or the like has to end some time: it is held whole until then.
_LONGEST_TOKEN_BYTES = 1_000_000
_MOST_RUNS = 1_000


class XmlReader(Protocol):
    """What hears of each element as it begins and ends, and of the text in it."""

    def start(self, name: str, attributes: dict[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...


class LocalNames(dict[str, str]):
    """The name of an element or attribute without its namespace, which parts in two editions."""

    def __missing__(self, name: str) -> str:
        local = self[name] = name.rpartition(" ")[2]
        return local


def local_attributes(attributes: Mapping[str, str]) -> dict[str, str]:
    """Return attributes by their names without namespaces."""
    return {name.rpartition(" ")[2]: value for name, value in attributes.items()}


def gather(runs: list[str], data: str, package: Package) -> None:
    """Add a run to a cell's text, of which the parser hands over 8 KB at a time.

    Raises:
        ImportRefusedError: once a cell holds more than any spreadsheet program lets it.
    """
    runs.append(data)
    if len(runs) > _MOST_RUNS:
        reason = "holds a cell with more text than a workbook may"
        raise refusal(package.file, reason, "shorten the cell")


def read_xml(package: Package, part: str, reader: XmlReader) -> None:
    """Tell a reader what a part of a workbook holds.

    Raises:
        ImportRefusedError: for XML that is broken or declares entities, and for more of it than a
            file of figures needs.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuser(package.file)
    try:
        _feed(parser, package, part)
    # The last two are encodings that Python does not know and numbers that are none.
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise package.damaged(f'its part "{part}" is no XML') from error


def _feed(parser: expat.XMLParserType, package: Package, part: str) -> None:
    fed = 0
    for piece in package.pieces(part):
        parser.Parse(piece, False)
        fed += len(piece)
        package.tags += piece.count(b"<")
        if package.tags > MOST_TAGS:
            reason = "holds more cells than a workbook of figures may"
            raise refusal(package.file, reason, "save the sheet that counts as CSV and load that")
        if fed - parser.CurrentByteIndex > _LONGEST_TOKEN_BYTES:
            raise package.damaged(f'its part "{part}" has a tag that does not end')
    parser.Parse(b"", True)


def _refuser(file: str) -> object:
    def refuse(*_: object) -> None:
        reason = "declares a document type, as no workbook does"
        raise refusal(file, reason, 'save it anew in Excel as "Excel Workbook (.xlsx)"')

    return refuse
