"""A zipped workbook: what is looked at before it is unpacked, and its parts read as a stream.

Parts are unpacked piece by piece within one bound. Their XML may declare no document type and no
entity, and no token in it may be without an end.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol
from xml.parsers import expat

from dashboard.errors import ImportRefusedError, Problem

# What a workbook unpacks to: a small file can hold gigabytes of zeros.
LARGEST_UNPACKED_BYTES = 150_000_000
# What is no table of figures is small: a register, targets, a list of similar areas.
SMALL_UNPACKED_BYTES = 30_000_000
_MOST_PARTS = 500
_CHUNK_BYTES = 1 << 16
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK"
_DIRECTORY_ENTRY = b"PK\x01\x02"
_PACKED_AS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_LOCKED_FLAG = 0x1
_MACROS = ("vbaProject.bin", "Basic/script-lc.xml")
_AS_XLSX = 'save it in Excel as "Excel Workbook (.xlsx)"'
_AGAIN_AS_XLSX = 'open it in Excel and save it as "Excel Workbook (.xlsx)"'
# The unpacker's own errors, for a part that is not what the directory of the package says.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)

# Some 170,000 rows of nine cells; a reader takes a second for two million.
MOST_TAGS = 8_000_000
# A tag, a comment or the like has to end some time: it is held whole until then.
_LONGEST_TOKEN_BYTES = 1_000_000
_MOST_OPEN = 100_000
# The parser keeps every name for good, and writes a namespace out before each name in it.
_MOST_NAMES, _LONGEST_NAMESPACE = 10_000, 300
# Excel lets a cell hold half as many.
LONGEST_TEXT = 65_536


def is_workbook(content: bytes) -> bool:
    """Return whether a file is meant as a workbook, whatever its name ends with."""
    return content.startswith((_ZIP, _OLD_OR_LOCKED))


def refusal(file: str, reason: str, advice: str) -> ImportRefusedError:
    """Return the refusal of a file as a whole."""
    return ImportRefusedError(file, [Problem(None, "file", "", reason, advice)])


class Package:
    """A zipped workbook whose parts are unpacked piece by piece, all of them within one bound.

    What its directory says about sizes is believed only where it says too much.

    Raises:
        ImportRefusedError: for a file that is no package, is protected, holds macros, has very
            many parts or two of one name, or says that it unpacks to too much.
    """

    def __init__(
        self, content: bytes, file: str, largest_bytes: int = LARGEST_UNPACKED_BYTES
    ) -> None:
        self.file = file
        self.tags = 0
        self._left = self._largest = largest_bytes
        if content.startswith(_OLD_OR_LOCKED):
            reason = "is protected by a password or is a workbook of before 2007"
            raise refusal(file, reason, f"{_AS_XLSX}, without a password")
        # Counted before the directory is read, which takes a kilobyte for each.
        if content.count(_DIRECTORY_ENTRY) > _MOST_PARTS:
            raise self._too_much(f"holds more than {_MOST_PARTS:,} parts")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _BROKEN as error:
            raise self.damaged() from error
        self._refuse_by_directory()

    @property
    def parts(self) -> list[str]:
        return self._zip.namelist()

    def damaged(self, how: str = "") -> ImportRefusedError:
        """Return the refusal of a file that is not what a workbook has to be."""
        reason = f"is damaged ({how})" if how else "is damaged"
        return refusal(self.file, reason, _AGAIN_AS_XLSX)

    def pieces(self, part: str) -> Iterator[bytes]:
        """Yield the bytes of a part, 64 KB at most at a time.

        Raises:
            ImportRefusedError: for a part that is not there, cannot be unpacked or is not what the
                directory says, and once the parts read so far come to more than the bound.
        """
        try:
            with self._zip.open(part) as packed:
                while piece := packed.read(_CHUNK_BYTES):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise self._too_large()
                    yield piece
        except KeyError as error:
            raise self.damaged(f'its part "{part}" is missing') from error
        except _BROKEN as error:
            raise self.damaged(f'its part "{part}" cannot be unpacked') from error

    def _refuse_by_directory(self) -> None:
        entries = self._zip.infolist()
        names = {entry.filename for entry in entries}
        if len(names) < len(entries):
            raise self.damaged("two of its parts have one name")
        if any(name.endswith(_MACROS) for name in names):
            raise refusal(self.file, "holds macros", f"{_AS_XLSX}, which keeps no macros")
        if any(entry.flag_bits & _LOCKED_FLAG for entry in entries):
            raise refusal(self.file, "is protected by a password", "save it without a password")
        # Other ways of packing cannot be unpacked piece by piece.
        if any(entry.compress_type not in _PACKED_AS for entry in entries):
            raise self.damaged("it is packed in a way that no workbook is")
        if sum(entry.file_size for entry in entries) > self._largest:
            raise self._too_large()

    def _too_large(self) -> ImportRefusedError:
        return self._too_much(f"unpacks to more than {self._largest // 1_000_000} MB")

    def _too_much(self, reason: str) -> ImportRefusedError:
        advice = "copy the sheets into a new workbook, without pictures"
        return refusal(self.file, reason, advice)


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
        # Two bytes may stand for each sign.
        signs = piece.replace(b"\0", b"")
        # An empty element is a beginning and an end in one.
        package.tags += signs.count(b"<") + signs.count(b"/>")
        started += signs.count(b"<") - signs.count(b"</")
        if package.tags > MOST_TAGS:
            reason = "holds more cells than a workbook may"
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
        raise refusal(file, reason, _AGAIN_AS_XLSX)

    return refuse


def _refuser_of_long_names(package: Package) -> Callable[..., None]:
    def refuse(_prefix: str | None, namespace: str | None) -> None:
        if namespace and len(namespace) > _LONGEST_NAMESPACE:
            raise package.damaged("it has a namespace with a very long name")

    return refuse
