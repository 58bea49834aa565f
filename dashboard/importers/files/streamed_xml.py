"""XML of a workbook read as a stream: no document types or entities, no token without an end."""

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol
from xml.parsers import expat

from dashboard.importers.files.packages import Package, refusal

# Some 170,000 rows of nine cells; a reader takes a second for two million.
MOST_TAGS = 8_000_000
# A tag, a comment or the like has to end some time: it is held whole until then.
_LONGEST_TOKEN_BYTES = 1_000_000
_MOST_OPEN = 100_000
# The parser keeps every name for good, and writes a namespace out before each name in it.
_MOST_NAMES, _LONGEST_NAMESPACE = 10_000, 300
# Excel lets a cell hold half as many.
LONGEST_TEXT = 65_536


class XmlReader(Protocol):
    """What hears of each element as it begins and ends, and of the text in it.

    It counts those that ended: expat keeps room for each that has not, however many there are.
    """

    ended: int

    def start(self, name: str, attributes: dict[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, data: str) -> None: ...


class LocalNames(dict[str, str]):
    """The name of an element or attribute without its prefix or namespace, as writers differ."""

    def __missing__(self, name: str) -> str:
        self[name] = name.rpartition(" ")[2].rpartition(":")[2]
        return self[name]


def local_attributes(attributes: Mapping[str, str]) -> dict[str, str]:
    """Return attributes by their names without prefixes."""
    return {name.rpartition(":")[2]: value for name, value in attributes.items()}


def joined(text: str, more: str, package: Package) -> str:
    """Return the text of a cell with what follows, of which the parser hands over 8 KB at a time.

    Raises:
        ImportRefusedError: once it is longer than any spreadsheet program lets a cell be.
    """
    if len(text) + len(more) > LONGEST_TEXT:
        reason = f"holds a cell with more than {LONGEST_TEXT:,} characters"
        raise refusal(package.file, reason, "shorten the cell")
    return text + more


def read_xml(package: Package, part: str, reader: XmlReader, namespaces: bool = False) -> None:
    """Tell a reader what a part of a workbook holds.

    Names come with the prefixes that stand there, or with their namespace and a blank, which
    takes a fifth longer.

    Raises:
        ImportRefusedError: for XML that is broken or declares entities, and for more of it than a
            file of figures needs.
    """
    names: dict[str, str] = {}
    parser = expat.ParserCreate(None, " " if namespaces else None, names)
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuser(package.file)
    parser.StartNamespaceDeclHandler = _refuser_of_long_names(package)
    try:
        for _ in _fed(parser, package, part, reader):
            if len(names) > _MOST_NAMES:
                raise package.damaged(f'its part "{part}" has very many kinds of tags')
    # The last two are encodings that Python does not know and numbers that are none.
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise package.damaged(f'its part "{part}" cannot be read') from error


def _fed(
    parser: expat.XMLParserType, package: Package, part: str, reader: XmlReader
) -> Iterator[None]:
    fed = started = 0
    for piece in package.pieces(part):
        parser.Parse(piece, False)
        fed += len(piece)
        # Each character may take two bytes.
        signs = piece.replace(b"\0", b"")
        # An empty element is a beginning and an end in one.
        package.tags += signs.count(b"<") + signs.count(b"/>")
        started += signs.count(b"<") - signs.count(b"</")
        if package.tags > MOST_TAGS:
            reason = "holds more cells than a workbook of figures may"
            raise refusal(package.file, reason, "save the sheet that counts as CSV and load that")
        if started - reader.ended > _MOST_OPEN:
            raise package.damaged(f'its part "{part}" has tags that do not end')
        if fed - parser.CurrentByteIndex > _LONGEST_TOKEN_BYTES:
            raise package.damaged(f'its part "{part}" holds a tag without an end')
        yield
    parser.Parse(b"", True)


def _refuser(file: str) -> Callable[..., None]:
    def refuse(*_: object) -> None:
        reason = "declares a document type, as no workbook does"
        raise refusal(file, reason, 'save it again in Excel as "Excel Workbook (.xlsx)"')

    return refuse


def _refuser_of_long_names(package: Package) -> Callable[..., None]:
    def refuse(_prefix: str | None, namespace: str | None) -> None:
        if namespace and len(namespace) > _LONGEST_NAMESPACE:
            raise package.damaged("it has a namespace with a very long name")

    return refuse
